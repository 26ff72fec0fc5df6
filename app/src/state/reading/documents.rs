//! The documents that the person may read.

use std::sync::Arc;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use shared::{
    ids::DocumentId,
    sync::device::{DocumentLine, follow},
    time::Timestamp,
};

use crate::data::clock;
use crate::state::tell::Tell;

/// The list; `None` until the device has read it. Lines that did not move are the same ones as before, so that thousands of them are not
/// compared by what they say each time one moves.
pub(crate) type Documents = RwSignal<Option<Vec<Arc<DocumentLine>>>>;

/// So long a line that moved waits for others, in milliseconds: hundreds may move within a second.
const TOGETHER: u32 = 100;
/// A hand that types goes first: lines wait until it rests, but no longer than this, in milliseconds.
const PATIENCE: i64 = 3_000;
/// So many lines come at a time while it does not rest: each is drawn anew.
const AT_ONCE: usize = 12;

#[derive(Clone, Copy)]
struct Held(Documents);

/// The list, with what moved and is not in it yet.
#[derive(Clone, Copy)]
pub(in crate::state) struct List {
    pub(in crate::state) documents: Documents,
    moved: StoredValue<Moved, LocalStorage>,
    tell: Tell,
}

#[derive(Default)]
struct Moved {
    lines: Vec<DocumentLine>,
    gone: Vec<DocumentId>,
    /// Since when something waits, or when something was last brought up.
    since: Timestamp,
    timer: Option<Timeout>,
}

pub(in crate::state) fn provide(tell: Tell) -> List {
    let documents = RwSignal::new(None);
    provide_context(Held(documents));
    List { documents, moved: StoredValue::new_local(Moved::default()), tell }
}

/// The list.
pub(crate) fn use_documents() -> Documents {
    expect_context::<Held>().0
}

impl List {
    /// The whole list, or none as long as nobody works here.
    pub(in crate::state) fn is(self, lines: Option<Vec<DocumentLine>>) {
        self.moved.set_value(Moved::default());
        self.documents.set(lines.map(|lines| lines.into_iter().map(Arc::new).collect()));
    }

    /// These lines are as follows, those are gone; soon, together with whatever moves next.
    pub(in crate::state) fn moves(self, lines: Vec<DocumentLine>, gone: Vec<DocumentId>) {
        self.moved.update_value(|moved| {
            let is_told = |id: &DocumentId| gone.contains(id) || lines.iter().any(|line| line.summary.id == *id);
            moved.lines.retain(|line| !is_told(&line.summary.id));
            moved.gone.retain(|id| !is_told(id));
            moved.lines.extend(lines);
            moved.gone.extend(gone);
            if moved.timer.is_none() {
                moved.since = clock::now();
                moved.timer = Some(self.later());
            }
        });
    }

    fn later(self) -> Timeout {
        Timeout::new(TOGETHER, move || self.brings_up())
    }

    fn brings_up(self) {
        let (now, is_typing) = (clock::now(), self.tell.is_typing());
        let told = self.moved.try_update_value(|moved| {
            moved.timer.take().map(Timeout::forget); // It is over, and this is its end.
            if is_typing && (moved.since.0..moved.since.0 + PATIENCE).contains(&now.0) {
                moved.timer = Some(self.later());
                return None;
            }
            // The newest first: they stand at the top.
            moved.lines.sort_by_key(|line| line.summary.moved_at);
            let rest = if is_typing { moved.lines.len().saturating_sub(AT_ONCE) } else { 0 };
            let lines = moved.lines.split_off(rest);
            if rest > 0 {
                (moved.since, moved.timer) = (now, Some(self.later()));
            }
            Some((lines, std::mem::take(&mut moved.gone)))
        });
        let Some(Some((lines, gone))) = told else { return };
        self.documents.update(|list| follow(list.get_or_insert_default(), lines, &gone));
    }
}
