//! One act in several cases: they are looked at a few at a time, so that a hand waits for none of it, each is asked by itself, and what became
//! of each stands here until the person has seen it.

use std::collections::{BTreeSet, VecDeque};

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    ids::{CommandId, DocumentId},
    sync::device::{Ask, ReadDocument},
    workflow::{Code, Command, Deadlines, Joint, Refusal, gates::Facts, hoped},
};

use crate::data::{clock, draw};
use crate::state::reading::names::{Names, use_names};
use crate::state::session::Session;
use crate::state::tell::Tell;
use crate::state::work::acts::Acts;

/// So many are looked at in one step of the worker.
const AT_ONCE: usize = 6;

/// What is known of one of the cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stands {
    /// It was not looked at yet.
    Unread,
    /// It is not on this device.
    Missing,
    /// The rules allow it.
    May,
    /// The rules do not.
    Refused(Refusal),
    /// It was asked for.
    Asked(CommandId),
}

/// An act in several cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// What is wanted.
    pub(crate) joint: Joint,
    /// What is told for all of them, once it is.
    pub(crate) told: Option<Command>,
    /// The cases.
    pub(crate) cases: Vec<(DocumentId, Stands)>,
}

impl Run {
    fn has(&self, stands: &Stands) -> bool {
        self.cases.iter().any(|(_, one)| one == stands)
    }

    /// How far it has come.
    pub(crate) fn step(&self) -> Step {
        match (&self.told, self.has(&Stands::Unread), self.has(&Stands::May)) {
            (None, true, _) => Step::Looking,
            (None, false, _) => Step::Telling,
            (Some(_), _, true) => Step::Asking,
            (Some(_), _, false) => Step::Asked,
        }
    }
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The rules are asked of each.
    Looking,
    /// The person tells what is told for all.
    Telling,
    /// It is asked for in each.
    Asking,
    /// It was asked for in each that allowed it.
    Asked,
}

/// The act in several cases that is under way, or was the last.
#[derive(Clone, Copy)]
pub(crate) struct Together {
    /// It.
    pub(crate) run: RwSignal<Option<Run>>,
    /// It is looked at.
    pub(crate) is_open: RwSignal<bool>,
    line: StoredValue<(VecDeque<DocumentId>, BTreeSet<DocumentId>)>,
    acts: Acts,
    names: Names,
    session: Session,
    deadlines: RwSignal<Deadlines>,
    tell: Tell,
}

pub(in crate::state) fn provide(tell: Tell, acts: Acts, session: Session, deadlines: RwSignal<Deadlines>) -> Together {
    let (run, line) = (RwSignal::new(None), StoredValue::new(Default::default()));
    let together = Together { run, is_open: RwSignal::new(false), line, acts, names: use_names(), session, deadlines, tell };
    provide_context(together);
    together
}

/// The act in several cases.
pub(crate) fn use_together() -> Together {
    expect_context()
}

impl Together {
    /// Looks whether it may be done in these.
    pub(crate) fn begin(self, joint: Joint, cases: Vec<DocumentId>) {
        let queue = cases.iter().copied().collect();
        self.run.set(Some(Run { joint, told: None, cases: cases.into_iter().map(|id| (id, Stands::Unread)).collect() }));
        self.is_open.set(true);
        self.walk(queue);
    }

    /// Asks for it where it may be done; tells what is wrong with what is told, whatever the cases say.
    pub(crate) fn ask(self, told: Command) -> Option<Refusal> {
        let queue = self.run.try_update(|run| {
            let run = run.as_mut()?;
            if let Err(refusal) = run.joint.told(DocumentKind::Case, &told, clock::now().day()) {
                return Some(Err(refusal));
            }
            run.told = Some(told);
            Some(Ok(run.cases.iter().filter(|(_, stands)| *stands == Stands::May).map(|(id, _)| *id).collect()))
        });
        match queue.flatten() {
            None => Some(Code::NoSuchDocument.into()),
            Some(Err(refusal)) => Some(refusal),
            Some(Ok(queue)) => {
                self.walk(queue);
                None
            }
        }
    }

    /// The person has seen it.
    pub(crate) fn forget(self) {
        self.is_open.set(false);
        self.run.set(None);
        self.line.set_value(Default::default());
    }

    pub(in crate::state) fn hears(self, document: DocumentId, read: Option<&ReadDocument>) {
        let is_awaited = self.line.try_update_value(|(_, awaited)| awaited.remove(&document));
        if is_awaited != Some(true) {
            return;
        }
        let stands = self.run.with_untracked(|run| Some(self.judge(document, run.as_ref()?, read)));
        self.run.update(|run| {
            let mut cases = run.iter_mut().flat_map(|run| &mut run.cases);
            if let (Some((_, before)), Some(stands)) = (cases.find(|(id, _)| *id == document), stands) {
                *before = stands;
            }
        });
        if self.line.with_value(|(_, awaited)| awaited.is_empty()) {
            self.next();
        }
    }

    /// What the rules say of a case; where everything is told, it is asked for.
    fn judge(self, document: DocumentId, run: &Run, read: Option<&ReadDocument>) -> Stands {
        let (Some(read), Some(person)) = (read, untrack(|| self.session.person())) else { return Stands::Missing };
        if read.is_newer {
            return Stands::Refused(Code::Newer.into());
        }
        let (experts, now) = (untrack(|| self.names.experts()), clock::now());
        let said = self.deadlines.with_untracked(|deadlines| {
            let (state, content) = (&read.state, &read.content);
            let facts = Facts { person: &person, state, content, experts: &experts, deadlines, today: now.day() };
            let state = hoped(&facts, &read.waiting, now);
            let facts = Facts { state: &state, ..facts };
            match &run.told {
                None => run.joint.may(&facts).map(|()| None),
                Some(told) => run.joint.command(&facts, told, draw::command(), now).map(Some),
            }
        });
        match said {
            Err(refusal) => Stands::Refused(refusal),
            Ok(None) => Stands::May,
            Ok(Some(command)) => {
                let id = command.id;
                self.acts.ask(document, command);
                Stands::Asked(id)
            }
        }
    }

    fn walk(self, queue: VecDeque<DocumentId>) {
        self.line.set_value((queue, BTreeSet::new()));
        self.next();
    }

    fn next(self) {
        let documents = self.line.try_update_value(|(queue, awaited)| {
            let next: Vec<DocumentId> = queue.drain(..queue.len().min(AT_ONCE)).collect();
            awaited.extend(&next);
            next
        });
        if let Some(documents) = documents.filter(|documents| !documents.is_empty()) {
            self.tell.ask(Ask::Read { documents });
        }
    }
}
