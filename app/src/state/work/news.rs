//! What is new since this person last looked, on this device: a document that moved, and that they have not opened since. What they
//! themselves moved is no news to them.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use shared::{
    ids::{DocumentId, PersonId},
    records::summary::Summary,
    sync::device::DocumentLine,
    time::Timestamp,
};

use crate::data::{clock, preferences};

/// So many single documents are remembered; beyond that the oldest count as seen.
const MOST: usize = 400;

/// What was seen.
#[derive(Clone, Copy)]
pub(crate) struct News {
    seen: RwSignal<Seen>,
    person: StoredValue<Option<PersonId>>,
    /// Documents in which this person's own work is on its way: the move that it makes is theirs.
    own: StoredValue<BTreeSet<DocumentId>>,
}

/// Everything up to a moment of the relay's clock, and single documents up to a later one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Seen {
    all: Timestamp,
    of: BTreeMap<DocumentId, Timestamp>,
}

pub(in crate::state) fn provide() -> News {
    let news = News { seen: RwSignal::new(Seen::default()), person: StoredValue::new(None), own: StoredValue::new(BTreeSet::new()) };
    provide_context(news);
    news
}

/// What was seen.
pub(crate) fn use_news() -> News {
    expect_context()
}

impl News {
    /// This person works here. Whoever works here for the first time begins today.
    pub(in crate::state) fn is_of(self, person: Option<PersonId>) {
        self.person.set_value(person);
        self.own.set_value(BTreeSet::new());
        match person.and_then(preferences::seen).and_then(|text| Seen::of_text(&text)) {
            Some(kept) => self.seen.set(kept),
            None => self.change(|seen| *seen = Seen { all: clock::now(), of: BTreeMap::new() }),
        }
    }

    /// Whether it has moved since it was seen.
    pub(crate) fn has(self, summary: &Summary) -> bool {
        self.seen.with(|seen| summary.moved_at > seen.of.get(&summary.id).copied().unwrap_or_default().max(seen.all))
    }

    /// Everything up to this moment was seen.
    pub(crate) fn saw_all(self, until: Timestamp) {
        self.change(|seen| {
            seen.all = seen.all.max(until);
            seen.of.retain(|_, at| *at > until);
        });
    }

    /// A document was on the screen as it was at this moment.
    pub(in crate::state) fn saw(self, id: DocumentId, at: Timestamp) {
        let is_known = self.seen.with_untracked(|seen| at <= seen.of.get(&id).copied().unwrap_or_default().max(seen.all));
        if is_known {
            return;
        }
        self.change(|seen| {
            seen.of.insert(id, at);
            if let Some(oldest) = seen.of.values().min().copied().filter(|_| seen.of.len() > MOST) {
                seen.all = seen.all.max(oldest);
                seen.of.retain(|_, at| *at > oldest);
            }
        });
    }

    /// Lines of the list are as follows.
    pub(in crate::state) fn hears(self, lines: &[DocumentLine]) {
        for line in lines {
            let (id, is_under_way) = (line.summary.id, line.saved + line.sent > 0 || !line.asked.is_empty());
            let was_own = self.own.try_update_value(|own| if is_under_way { own.insert(id) } else { own.remove(&id) });
            if was_own == Some(true) && !is_under_way {
                self.saw(id, line.summary.moved_at);
            }
        }
    }

    fn change(self, change: impl FnOnce(&mut Seen)) {
        self.seen.update(change);
        if let Some(person) = self.person.get_value() {
            preferences::set_seen(person, &self.seen.with_untracked(Seen::text));
        }
    }
}

impl Seen {
    fn text(&self) -> String {
        let of = self.of.iter().map(|(id, at)| format!(" {id}={}", at.0));
        std::iter::once(self.all.0.to_string()).chain(of).collect()
    }

    fn of_text(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let all = Timestamp(words.next()?.parse().ok()?);
        let one = |word: &str| word.split_once('=').and_then(|(id, at)| Some((id.parse().ok()?, Timestamp(at.parse().ok()?))));
        Some(Self { all, of: words.filter_map(one).collect() })
    }
}
