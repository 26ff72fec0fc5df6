//! The documents that the person may read.

use std::sync::Arc;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use shared::{
    ids::DocumentId,
    sync::device::{DocumentLine, follow},
};

/// The list; `None` until the device has read it. Lines that did not move are the same ones as before, so that thousands of them are not
/// compared by what they say each time one moves.
pub(crate) type Documents = RwSignal<Option<Vec<Arc<DocumentLine>>>>;

/// So long a line that moved waits for others, in milliseconds: hundreds may move within a second, and a hand types meanwhile.
const TOGETHER: u32 = 100;

#[derive(Clone, Copy)]
struct Held(Documents);

/// The list, with what moved and is not in it yet.
#[derive(Clone, Copy)]
pub(super) struct List {
    pub(super) documents: Documents,
    moved: StoredValue<Moved, LocalStorage>,
}

#[derive(Default)]
struct Moved {
    lines: Vec<DocumentLine>,
    gone: Vec<DocumentId>,
    timer: Option<Timeout>,
}

pub(super) fn provide() -> List {
    let documents = RwSignal::new(None);
    provide_context(Held(documents));
    List { documents, moved: StoredValue::new_local(Moved::default()) }
}

/// The list.
pub(crate) fn use_documents() -> Documents {
    expect_context::<Held>().0
}

impl List {
    /// The whole list, or none as long as nobody works here.
    pub(super) fn is(self, lines: Option<Vec<DocumentLine>>) {
        self.moved.set_value(Moved::default());
        self.documents.set(lines.map(|lines| lines.into_iter().map(Arc::new).collect()));
    }

    /// These lines are as follows, those are gone; soon, together with whatever moves next.
    pub(super) fn moves(self, lines: Vec<DocumentLine>, gone: Vec<DocumentId>) {
        self.moved.update_value(|moved| {
            let is_told = |id: &DocumentId| gone.contains(id) || lines.iter().any(|line| line.summary.id == *id);
            moved.lines.retain(|line| !is_told(&line.summary.id));
            moved.gone.retain(|id| !is_told(id));
            moved.lines.extend(lines);
            moved.gone.extend(gone);
            moved.timer.get_or_insert_with(|| Timeout::new(TOGETHER, move || self.brings_up()));
        });
    }

    fn brings_up(self) {
        let Some(Moved { lines, gone, timer }) = self.moved.try_update_value(std::mem::take) else { return };
        timer.map(Timeout::forget); // It is over, and this is its end.
        self.documents.update(|list| follow(list.get_or_insert_default(), lines, &gone));
    }
}
