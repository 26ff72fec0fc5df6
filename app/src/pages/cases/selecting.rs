//! Which cases of the table are chosen: by a tick, with Shift from the last one on, all that the filter shows; by hand and by keyboard. What
//! the filter hides is not among them, so nothing is done with what nobody sees.

use std::{collections::BTreeSet, sync::Arc};

use leptos::{ev, prelude::*, web_sys};
use shared::{ids::DocumentId, key};
use wasm_bindgen::JsCast;

use super::Row;
use crate::{
    memo::Memo,
    state::{Words, use_words},
};

/// The cases that are chosen.
#[derive(Clone, Copy)]
pub(super) struct Selection {
    found: Memo<Vec<Arc<Row>>>,
    ticked: RwSignal<BTreeSet<DocumentId>>,
    /// Where a range begins and ends that Shift reaches out.
    range: RwSignal<Option<(DocumentId, DocumentId)>>,
    /// Those that are ticked and shown, in the order of the table.
    pub(super) cases: Memo<Vec<DocumentId>>,
}

impl Selection {
    /// Nothing of what was found.
    pub(super) fn of(found: Memo<Vec<Arc<Row>>>) -> Self {
        let ticked = RwSignal::new(BTreeSet::new());
        let cases = Memo::new(move |_| {
            ticked.with(|ticked: &BTreeSet<DocumentId>| match ticked.is_empty() {
                true => Vec::new(),
                false => found.with(|rows| rows.iter().map(|row| row.id()).filter(|id| ticked.contains(id)).collect()),
            })
        });
        Self { found, ticked, range: RwSignal::new(None), cases }
    }

    /// Whether a case is chosen; whoever asks follows it.
    pub(super) fn has(self, case: DocumentId) -> bool {
        self.ticked.with(|ticked| ticked.contains(&case))
    }

    /// Chooses a case, or no longer.
    pub(super) fn turn(self, case: DocumentId) {
        self.ticked.update(|ticked| {
            if !ticked.remove(&case) {
                ticked.insert(case);
            }
        });
        self.range.set(Some((case, case)));
    }

    /// Chooses everything from where the range began to here, and nothing that it reached beyond before.
    pub(super) fn reach(self, from: DocumentId, to: DocumentId) {
        let (begin, end) =
            self.range.get_untracked().filter(|_| self.ticked.with_untracked(|ticked| ticked.contains(&from))).unwrap_or((from, from));
        let (before, now) = (self.between(begin, end), self.between(begin, to));
        self.ticked.update(|ticked| {
            ticked.retain(|case| !before.contains(case));
            ticked.extend(now);
        });
        self.range.set(Some((begin, to)));
    }

    /// Chooses all that the filter shows.
    pub(super) fn all(self) {
        self.ticked.set(self.found.with_untracked(|rows| rows.iter().map(|row| row.id()).collect()));
        self.range.set(None);
    }

    /// Chooses none.
    pub(super) fn none(self) {
        self.ticked.set(BTreeSet::new());
        self.range.set(None);
    }

    /// The case of a row.
    pub(super) fn at(self, row: usize) -> Option<DocumentId> {
        self.found.with_untracked(|rows| rows.get(row).map(|row| row.id()))
    }

    fn between(self, one: DocumentId, other: DocumentId) -> Vec<DocumentId> {
        self.found.with_untracked(|rows| {
            let place = |case| rows.iter().position(|row| row.id() == case);
            let (Some(one), Some(other)) = (place(one), place(other)) else { return Vec::new() };
            rows[one.min(other)..=one.max(other)].iter().map(|row| row.id()).collect()
        })
    }
}

/// A tap in the table: on a tick, or with Shift anywhere in a row.
pub(super) fn taps(event: &ev::MouseEvent, selection: Selection) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let row = target.as_ref().and_then(|target| target.closest("[data-case]").ok().flatten());
    let Some(case) = row.and_then(|row| row.get_attribute("data-case")).and_then(|id| id.parse().ok()) else { return };
    // A tap on what stands around a tick is followed by one on the tick itself.
    let tick = target.and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    if event.shift_key() {
        // A browser would open another window.
        event.prevent_default();
        let from = selection.range.get_untracked().map_or(case, |(_, end)| end);
        selection.reach(from, case);
    } else if tick.is_some() {
        selection.turn(case);
    }
    // What was prevented gives a tick back what it showed before, after everybody has heard of the tap.
    if let Some(tick) = tick {
        request_animation_frame(move || tick.set_checked(untrack(|| selection.has(case))));
    }
}

/// The tick of a row.
pub(super) fn tick(words: Words, selection: Selection, case: DocumentId, who: &str) -> AnyView {
    let name = words.fill(key!("together.select"), &[("who", who)]);
    view! {
        <label class="CaseCard__tick">
            <input type="checkbox" aria-label=name prop:checked=move || selection.has(case)/>
        </label>
    }
    .into_any()
}

/// The tick above the rows: all that the filter shows, or none.
pub(super) fn tick_all(selection: Selection) -> AnyView {
    let (words, found) = (use_words(), selection.found);
    let is_all = Memo::new(move |_| {
        let all = found.with(Vec::len);
        all > 0 && selection.cases.with(Vec::len) == all
    });
    let is_some = Memo::new(move |_| !is_all.get() && selection.cases.with(|cases| !cases.is_empty()));
    let name = move || words.count(key!("together.select_all"), found.with(Vec::len));
    let turn = move |_| if is_all.get_untracked() { selection.none() } else { selection.all() };
    view! {
        <label class="CaseCard__tick">
            <input type="checkbox" id="select-all" aria-label=name prop:checked=move || is_all.get() prop:indeterminate=move || is_some.get() on:change=turn/>
        </label>
    }
    .into_any()
}
