//! Bases and technical packs, and which of their files stay on this device, for where there is no network. What a person has chosen is a
//! preference of this browser; without it nothing is lost, it only has to be chosen anew.

use std::{collections::BTreeSet, sync::Arc};

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    ids::{DocumentId, Hash},
    library::bases::{self, Basis, Pack},
    sync::device::{DocumentLine, Link},
    time::Timestamp,
};

use crate::state::device::files::Files;
use crate::state::device::lock::Lock;
use crate::state::device::truth::use_truth;
use crate::state::reading::documents::Documents;
use crate::state::reading::readings::Readings;
use crate::state::session::Session;
use crate::{data::preferences, memo::Memo};

/// Everything of which files may be carried.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Shelves {
    /// The bases that the person may read.
    pub(crate) bases: Vec<Basis>,
    /// The packs of the campaigns that they may read.
    pub(crate) packs: Vec<Pack>,
    /// All of them were read.
    pub(crate) is_whole: bool,
}

/// A document that may have such files: whether it is published, and when it last moved, where all of it is here.
type Held = (DocumentId, DocumentKind, bool, Option<Timestamp>);

/// What is carried.
#[derive(Clone, Copy)]
pub(crate) struct Carried {
    /// What there is.
    pub(crate) shelves: Memo<Arc<Shelves>>,
    /// What the person has chosen, by the keys of bases and packs.
    pub(crate) chosen: RwSignal<BTreeSet<String>>,
    held: Memo<Vec<Held>>,
    readings: Readings,
    session: Session,
}

pub(in crate::state) fn provide(documents: Documents, readings: Readings, session: Session, files: Files, lock: Lock) {
    let held = Memo::new(move |_| {
        documents.with(|lines| {
            let is_one = |line: &&Arc<DocumentLine>| matches!(line.summary.kind, DocumentKind::Basis | DocumentKind::Campaign);
            let of = lines.iter().flatten().filter(is_one).map(|line| (&line.summary, line.is_complete));
            of.map(|(one, is_whole)| (one.id, one.kind, one.published, is_whole.then_some(one.moved_at))).collect::<Vec<_>>()
        })
    });
    let shelves = Memo::new(move |_| Arc::new(held.with(|held| read(held, readings))));
    let chosen = RwSignal::new(BTreeSet::new());
    provide_context(Carried { shelves, chosen, held, readings, session });
    let person = Memo::new(move |_| session.person_id());
    Effect::new(move || {
        let kept = person.get().and_then(preferences::carried).unwrap_or_default();
        chosen.set(kept.split_whitespace().map(str::to_owned).collect());
    });
    // Files come when there is a line: until then nobody needs to know which.
    let truth = use_truth();
    let is_online = Memo::new(move |_| truth.with(|truth| truth.link == Link::Online));
    Effect::new(move || {
        if is_online.get() {
            readings.carries(held.with(|held| whole(held)));
        }
    });
    Effect::new(move || {
        let role = session.person().map(|person| person.role);
        // Each time the lock was opened its worker begins anew and knows nothing of it.
        lock.openings.get();
        let papers = shelves.with(|shelves| {
            let is_known = shelves.is_whole && !(shelves.bases.is_empty() && shelves.packs.is_empty());
            role.filter(|_| is_known).map(|role| chosen.with(|chosen| bases::carried(&shelves.bases, &shelves.packs, chosen, role)))
        });
        if let Some(papers) = papers {
            files.carry(papers.into_iter().map(|paper| paper.hash).collect::<BTreeSet<Hash>>());
        }
    });
}

/// What is carried.
pub(crate) fn use_carried() -> Carried {
    expect_context()
}

impl Carried {
    /// The screen wants to see what there is.
    pub(crate) fn want(self) {
        self.readings.want(self.held.with(|held| whole(held)));
    }

    /// The person chooses these, or drops them.
    pub(crate) fn choose(self, keys: &[String], is_chosen: bool) {
        self.chosen.update(|chosen| {
            chosen.retain(|key| is_chosen || !keys.contains(key));
            chosen.extend(keys.iter().filter(|_| is_chosen).cloned());
        });
        if let Some(person) = self.session.person_id_untracked() {
            let all = self.chosen.with_untracked(|chosen| chosen.iter().cloned().collect::<Vec<_>>().join(" "));
            preferences::set_carried(person, &all);
        }
    }
}

/// What of it can be read: the rest has not come whole.
fn whole(held: &[Held]) -> Vec<(DocumentId, Timestamp)> {
    held.iter().filter_map(|(id, _, _, at)| Some((*id, (*at)?))).collect()
}

fn read(held: &[Held], readings: Readings) -> Shelves {
    let mut shelves = Shelves { is_whole: true, ..Shelves::default() };
    for (id, kind, is_published, _) in held {
        let Some(read) = readings.of(*id) else {
            shelves.is_whole = false;
            continue;
        };
        if *kind == DocumentKind::Basis {
            shelves.bases.push(Basis::of(*id, *is_published, &read.content));
        } else {
            shelves.packs.extend(bases::packs(*id, &read.content));
        }
    }
    shelves.bases.sort_by(|one, other| (one.kind, &one.number, &one.title).cmp(&(other.kind, &other.number, &other.title)));
    shelves
}
