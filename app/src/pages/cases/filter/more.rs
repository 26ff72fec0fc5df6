//! By when something is due, for whom a case waits, in which round it is: what the board counts (`stats::board`), as filters of the table.

use chrono::NaiveDate;
use leptos::prelude::*;
use shared::{
    key,
    stats::board::{Awaits, Round, Span},
};

use super::{super::Row, select};
use crate::state::{Address, Words};

/// What is chosen of it.
#[derive(Clone, Copy)]
pub(super) struct More {
    span: RwSignal<Option<Span>>,
    awaits: RwSignal<Option<Awaits>>,
    round: RwSignal<Option<Round>>,
}

impl More {
    /// As the address says that led here.
    pub(super) fn of(address: Address) -> Self {
        Self {
            span: RwSignal::new(Span::of_code(&address.query("due"))),
            awaits: RwSignal::new(Awaits::of_code(&address.query("awaits"))),
            round: RwSignal::new(Round::of_code(&address.query("round"))),
        }
    }

    /// Whether a case is among what is chosen now. Each of them is about open cases.
    pub(super) fn now(self) -> impl Fn(&Row, NaiveDate) -> bool {
        let (span, awaits, round) = (self.span.get(), self.awaits.get(), self.round.get());
        let is_any = span.is_none() && awaits.is_none() && round.is_none();
        move |row, today| {
            let summary = &row.line.summary;
            let is_due = || span.is_none_or(|span| span.has(row.due.as_ref(), today));
            let is_awaited = || awaits.is_none_or(|awaits| awaits.has(row.line.waits.as_deref()));
            is_any || (!summary.closed && is_due() && is_awaited() && round.is_none_or(|round| Round::of(summary.round) == round))
        }
    }
}

/// The controls that choose it.
pub(super) fn controls(words: Words, more: More) -> AnyView {
    let spans = Span::ALL.iter().map(|span| (span.code(), words.t(span.words()))).collect();
    let awaits = Awaits::ALL.iter().map(|awaits| (awaits.code(), words.t(awaits.words()))).collect();
    let rounds = Round::ALL.iter().map(|round| (round.code(), words.t(round.words()))).collect();
    view! {
        {select(words, "cases-due", key!("table.due"), spans, move || more.span.get().map_or("", Span::code), move |code| more.span.set(Span::of_code(code)))}
        {select(words, "cases-awaits", key!("table.awaits"), awaits, move || more.awaits.get().map_or("", Awaits::code), move |code| more.awaits.set(Awaits::of_code(code)))}
        {select(words, "cases-round", key!("table.round"), rounds, move || more.round.get().map_or("", Round::code), move |code| more.round.set(Round::of_code(code)))}
    }
    .into_any()
}
