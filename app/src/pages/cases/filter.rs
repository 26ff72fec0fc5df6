//! Which cases the list shows.

use leptos::prelude::*;
use shared::{key, sync::device::DocumentLine, words::Key};

use crate::state::Words;

/// A part of the cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    /// All of them.
    All,
    /// Those not yet closed.
    Open,
    /// Those whose production and sale are stopped.
    Stopped,
    /// Those closed.
    Closed,
}

impl Filter {
    const ALL: [Filter; 4] = [Filter::All, Filter::Open, Filter::Stopped, Filter::Closed];

    pub(super) const fn has(self, line: &DocumentLine) -> bool {
        match self {
            Filter::All => true,
            Filter::Open => !line.summary.closed,
            Filter::Stopped => line.summary.stop.forbids(),
            Filter::Closed => line.summary.closed,
        }
    }

    const fn words(self) -> Key {
        match self {
            Filter::All => key!("cases.all"),
            Filter::Open => key!("cases.open"),
            Filter::Stopped => key!("cases.stopped"),
            Filter::Closed => key!("cases.closed"),
        }
    }
}

/// The chips that choose it.
pub(super) fn chips(words: Words, filter: RwSignal<Filter>) -> AnyView {
    let chips = Filter::ALL.map(|one| {
        view! {
            <button type="button" class="Chip" aria-pressed=move || (filter.get() == one).to_string() on:click=move |_| filter.set(one)>
                <span>{words.t(one.words())}</span>
            </button>
        }
        .into_any()
    });
    view! { <div class="Chips Chips--quiet" role="group" aria-label=words.t(key!("cases.filter"))>{chips.into_iter().collect_view()}</div> }
        .into_any()
}
