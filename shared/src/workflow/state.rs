//! What the ledger adds up to. A fold: never typed, never stored twice.

mod case;
mod parties;
mod stage;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub(crate) use case::is_of_failing;
pub use parties::{Membership, Parties};
pub use stage::{Phase, Stage, Stop};

use super::{Act, Entry, policy};
use crate::{
    documents::DocumentKind,
    forms::{self, Path},
    ids::DocumentId,
    vocab::RecheckStatus,
};

/// Everything that the ledger decides about a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// What the document is.
    pub kind: DocumentKind,
    /// The ledger.
    pub entries: Vec<Entry>,
    /// Whose document it is.
    pub parties: Parties,
    /// It is closed.
    pub closed: bool,
    /// Everybody may read it.
    pub published: bool,
    /// The sections and rows that were handed in and are no longer written.
    pub frozen: BTreeSet<Path>,
    /// The version under way, from 1: of a plan, a work plan, a report.
    pub version: u16,
    /// Where a case stands.
    pub stage: Stage,
    /// The stages that it has been through.
    pub reached: BTreeSet<Stage>,
    /// Round of assistance, from 1.
    pub round: u16,
    /// The stop.
    pub stop: Stop,
    /// Other cases of the same product that are under stop (G16).
    pub others_stopped: BTreeSet<DocumentId>,
    /// Where the entries of each act stand that count, by number in the ledger.
    standing: BTreeMap<Act, Vec<u32>>,
    revoked: BTreeSet<u32>,
    /// The number of the first entry of each round.
    rounds: Vec<u32>,
}

impl State {
    /// A document without a ledger.
    #[must_use]
    pub fn new(kind: DocumentKind) -> Self {
        Self {
            kind,
            entries: Vec::new(),
            parties: Parties::default(),
            closed: false,
            published: false,
            frozen: BTreeSet::new(),
            version: 1,
            stage: Stage::Finding,
            reached: BTreeSet::new(),
            round: 1,
            stop: Stop::None,
            others_stopped: BTreeSet::new(),
            standing: BTreeMap::new(),
            revoked: BTreeSet::new(),
            rounds: vec![0],
        }
    }

    /// Folds a ledger. What was revoked (R-0-10) is left out from the beginning, so that everything is as if it had never been.
    #[must_use]
    pub fn of(kind: DocumentKind, entries: Vec<Entry>) -> Self {
        let mut state = Self::new(kind);
        state.revoked = entries.iter().filter(|entry| entry.act == Act::Revoke).filter_map(|entry| entry.args.value("entry")).collect();
        for entry in &entries {
            if !state.revoked.contains(&entry.number) {
                state.add(entry);
            }
        }
        state.entries = entries;
        state
    }

    /// Whether this held after any entry of the ledger, as things stood then: what was revoked later still counted.
    #[must_use]
    pub fn ever(&self, holds: impl Fn(&Self) -> bool) -> bool {
        let mut then = Self::new(self.kind);
        self.entries.iter().zip(1..).any(|(entry, count)| {
            if entry.act == Act::Revoke {
                then = Self::of(self.kind, self.entries.iter().take(count).cloned().collect());
            } else {
                let entries = std::mem::take(&mut then.entries);
                then.add(entry);
                then.entries = entries;
                then.entries.push(entry.clone());
            }
            holds(&then)
        })
    }

    fn add(&mut self, entry: &Entry) {
        self.standing.entry(entry.act).or_default().push(entry.number);
        self.parties.add(entry);
        if let Some(rule) = policy::rule(self.kind, entry.act) {
            for section in rule.thaws {
                self.frozen.retain(|path| forms::round_of(path.section()).0 != *section);
            }
            let root = |key: &str| forms::section(key).map(|section| Path::section_root(&forms::of_round(section, self.round)));
            let frozen: Vec<Path> = rule.freezes.iter().filter_map(|key| root(key)).collect();
            self.frozen.extend(frozen);
        }
        match self.kind {
            DocumentKind::Case => self.add_to_case(entry),
            DocumentKind::SupervisionFile
            | DocumentKind::GroupFile
            | DocumentKind::WorkPlan
            | DocumentKind::Campaign
            | DocumentKind::Plan
            | DocumentKind::Survey
            | DocumentKind::Report
            | DocumentKind::Evaluation
            | DocumentKind::Story
            | DocumentKind::Handbook
            | DocumentKind::Catalogue
            | DocumentKind::Topic
            | DocumentKind::Basis
            | DocumentKind::Expert => match entry.act {
                Act::AdjustPlan | Act::Revise => self.version = self.version.saturating_add(1),
                Act::Publish => self.published = true,
                Act::Retract => self.published = false,
                Act::Close => self.closed = true,
                Act::Reopen => self.closed = false,
                _ => {} // Every other act counts by standing in the ledger.
            },
        }
    }

    /// The document has begun.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.did(Act::Open)
    }

    /// Whether an act was done and counts.
    #[must_use]
    pub fn did(&self, act: Act) -> bool {
        self.standing.contains_key(&act)
    }

    /// Whether an act was done in the present round.
    #[must_use]
    pub fn did_this_round(&self, act: Act) -> bool {
        self.of_this_round(act).next().is_some()
    }

    /// The entries of an act that count, in order.
    pub fn all(&self, act: Act) -> impl DoubleEndedIterator<Item = &Entry> {
        self.standing.get(&act).into_iter().flatten().filter_map(|number| self.entry(*number))
    }

    /// The last entry of an act.
    #[must_use]
    pub fn last(&self, act: Act) -> Option<&Entry> {
        self.all(act).next_back()
    }

    /// The entries of an act in the present round.
    pub fn of_this_round(&self, act: Act) -> impl DoubleEndedIterator<Item = &Entry> {
        self.in_round(act, self.round)
    }

    /// The entries of an act in a round.
    pub fn in_round(&self, act: Act, round: u16) -> impl DoubleEndedIterator<Item = &Entry> {
        let at = |round: u16| self.rounds.get(usize::from(round)).copied();
        let (from, to) = (at(round.saturating_sub(1)).unwrap_or(u32::MAX), at(round).unwrap_or(u32::MAX));
        self.all(act).filter(move |entry| (from..to).contains(&entry.number))
    }

    /// An entry by its number.
    #[must_use]
    pub fn entry(&self, number: u32) -> Option<&Entry> {
        let at = self.entries.binary_search_by_key(&number, |entry| entry.number).ok()?;
        self.entries.get(at)
    }

    /// Whether an entry was revoked.
    #[must_use]
    pub fn is_revoked(&self, number: u32) -> bool {
        self.revoked.contains(&number)
    }

    /// The day of an act's first entry that counts.
    #[must_use]
    pub fn first_day(&self, act: Act) -> Option<NaiveDate> {
        self.all(act).next().map(|entry| entry.on)
    }

    /// Whether the place was handed in and is no longer written.
    #[must_use]
    pub fn is_frozen(&self, path: &Path) -> bool {
        let (_, round) = forms::round_of(path.section());
        let section = forms::section(path.section());
        let is_of_another_round = section.is_some_and(|section| section.has_rounds() && round != self.round || !section.is_asked_in(round));
        is_of_another_round || self.frozen.iter().any(|frozen| path.is_in(frozen))
    }

    /// C.5 复查完成情况 of a round, from the recheck's entries alone.
    #[must_use]
    pub fn recheck_status(&self, round: u16) -> RecheckStatus {
        let last = [Act::PassRecheck, Act::FailRecheck, Act::WaiveRecheck];
        // The failed recheck is the first entry of the round that it opens.
        let opens_next = self.rounds.get(usize::from(round)).and_then(|number| self.entry(*number));
        let within = last
            .iter()
            .flat_map(|act| self.in_round(*act, round))
            .filter(|entry| entry.act != Act::FailRecheck || !self.rounds.contains(&entry.number));
        match opens_next.into_iter().chain(within).max_by_key(|entry| entry.number).map(|entry| entry.act) {
            Some(Act::PassRecheck) => RecheckStatus::Passed,
            Some(Act::FailRecheck) => RecheckStatus::Failed,
            Some(Act::WaiveRecheck) => RecheckStatus::NotNeeded,
            Some(_) | None => RecheckStatus::Pending,
        }
    }
}
