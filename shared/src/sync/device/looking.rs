//! The past of the open document: its history, how it was, what is different between two versions. Read when it is looked at, and
//! again while it is looked at and the document moves.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Device, Effect, Show, editing::Loaded, show::DocumentView, u32_of};
use crate::{
    ids::{Author, DocumentId, Hash, PersonId},
    records::{
        history::{self, Decision, Difference, Sitting, Version},
        ledger,
        merges::Merges,
        objects::Objects,
        read,
    },
    time::Timestamp,
    workflow::State,
};

/// What of a document's past is on the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Look {
    /// Who changed what.
    History {
        /// By this person alone.
        by: Option<PersonId>,
        /// In this section alone, by its key with the mark of its round.
        section: Option<String>,
        /// At most so many sittings, the last ones.
        most: u32,
    },
    /// The document as it was.
    Then(Version),
    /// What is different between two versions.
    Compare {
        /// The earlier.
        from: Version,
        /// The later.
        to: Version,
    },
}

/// What is shown of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Seen {
    /// Who changed what.
    History(Past),
    /// The document as it was; `None` where it was never so.
    Then(Version, Option<Box<ThenView>>),
    /// What is different; `None` where one of the two never was.
    Compared {
        /// The earlier.
        from: Version,
        /// The later.
        to: Version,
        /// The differences in the order of the form, and when the last change of each version was made.
        found: Option<(Vec<Difference>, [Timestamp; 2])>,
    },
}

/// The history of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// The sittings that were asked for, the last first.
    pub sittings: Vec<ToldSitting>,
    /// How many there are.
    pub total: u32,
    /// The days on which somebody wrote, the last first.
    pub days: Vec<NaiveDate>,
    /// Everybody who wrote.
    pub people: BTreeSet<PersonId>,
    /// The sections in which somebody wrote, by their keys.
    pub sections: BTreeSet<String>,
}

/// A sitting with what it changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldSitting {
    /// Who, and on which device.
    pub by: Author,
    /// The section, with the mark of its round.
    pub section: String,
    /// When it began and ended, by the device's clock.
    pub times: [Timestamp; 2],
    /// The document as they left it.
    pub last: Hash,
    /// What it changed, and what that decided.
    pub changes: Vec<(Difference, Option<Decision>)>,
}

/// A document as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThenView {
    /// What it said and had come to.
    pub view: DocumentView,
    /// When its last change was made.
    pub at: Timestamp,
}

impl Device {
    pub(super) fn look(&mut self, document: DocumentId, look: Option<Look>) {
        self.look = look.map(|look| (document, look));
        self.stale.document |= self.look.is_some();
    }

    /// Shows what is looked at, as it is now.
    pub(super) fn show_past(&mut self) {
        let Some((document, look)) = self.look.clone().filter(|(document, _)| self.open == Some(*document)) else { return };
        let Some(loaded) = self.loaded.get(&document) else { return };
        let seen = match look {
            Look::History { by, section, most } => Seen::History(past(loaded, by, section.as_deref(), most)),
            Look::Then(version) => {
                let view = self.then(document, loaded, &version).map(Box::new);
                Seen::Then(version, view)
            }
            Look::Compare { from, to } => {
                let found = compared(loaded, &from, &to);
                Seen::Compared { from, to, found }
            }
        };
        self.effects.push(Effect::Show(Show::Seen { document, seen: Box::new(seen) }));
    }

    fn then(&self, document: DocumentId, loaded: &Loaded, version: &Version) -> Option<ThenView> {
        let (then, at) = version.of(&loaded.doc)?;
        let today = self.view(document)?;
        let line = self.line(document)?;
        let state = ledger::state(&then).filter(State::is_open).unwrap_or_else(|| State::of(line.summary.kind, self.begun(document)));
        let content = read::content_with(&then, &Merges::of(&then, &mut Objects::default()));
        let heads = crate::records::heads(&then);
        Some(ThenView {
            view: DocumentView { line, content, state, heads, waiting: Vec::new(), review: Vec::new(), handed: Vec::new(), ..today },
            at,
        })
    }
}

fn past(loaded: &Loaded, by: Option<PersonId>, section: Option<&str>, most: u32) -> Past {
    let doc = &loaded.doc;
    let all = history::sittings(doc);
    let mut days: Vec<NaiveDate> = all.iter().map(|sitting| sitting.to.day()).collect();
    days.sort_unstable_by(|a, b| b.cmp(a));
    days.dedup();
    let people = all.iter().map(|sitting| sitting.by.person).collect();
    let sections = all.iter().map(|sitting| sitting.section.clone()).collect();
    let is_asked =
        |sitting: &&Sitting| by.is_none_or(|by| sitting.by.person == by) && section.is_none_or(|section| sitting.section == section);
    let asked: Vec<&Sitting> = all.iter().filter(is_asked).collect();
    let told = |sitting: &&Sitting| ToldSitting {
        by: sitting.by,
        section: sitting.section.clone(),
        times: [sitting.from, sitting.to],
        last: sitting.last,
        changes: sitting.touched.iter().map(|touched| (history::told(doc, touched), touched.decision)).collect(),
    };
    let sittings = asked.iter().take(usize::try_from(most).unwrap_or(usize::MAX)).map(told).collect();
    Past { sittings, total: u32_of(asked.len()), days, people, sections }
}

fn compared(loaded: &Loaded, from: &Version, to: &Version) -> Option<(Vec<Difference>, [Timestamp; 2])> {
    let ((before, before_at), (after, after_at)) = (from.of(&loaded.doc)?, to.of(&loaded.doc)?);
    let kind = read::kind(&loaded.doc)?;
    let content = |doc| read::content_with(doc, &Merges::default());
    Some((history::compare(kind, &content(&before), &content(&after)), [before_at, after_at]))
}
