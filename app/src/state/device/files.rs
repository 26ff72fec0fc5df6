//! Photographs, videos and papers: what waits, what can be seen.

use std::collections::{BTreeMap, BTreeSet};

use leptos::{prelude::*, task::spawn_local, web_sys::HtmlInputElement};
use shared::{
    forms::Path,
    ids::{DocumentId, Hash},
    lock::Seen::{Picked, Picking},
    sync::media::{FileLine, Progress, Why},
};

use crate::state::device::lock::Lock;
use crate::state::tell::Tell;
use crate::{
    data::{
        ToWorker,
        files::{FileAsk, FileSaid, Keeping, Seen, Spot, Wanted, picked},
        storage,
    },
    memo::Memo,
};

/// The person's files.
#[derive(Clone, Copy)]
pub(crate) struct Files {
    /// What the relay does not have yet, the first picked first.
    pub(crate) lines: RwSignal<Vec<FileLine>>,
    /// What is being stored on this device.
    pub(crate) keeping: RwSignal<Vec<Keeping>>,
    /// What was not taken since the page was opened.
    pub(crate) not_taken: RwSignal<Vec<NotTaken>>,
    /// The place for which the camera was open when the browser ended the page.
    pub(crate) interrupted: RwSignal<Option<Spot>>,
    /// Of the files that are to stay on this device, those that are still to come.
    pub(crate) to_come: RwSignal<BTreeSet<Hash>>,
    seen: RwSignal<BTreeMap<Wanted, Looked>>,
    lock: Lock,
    tell: Tell,
}

/// A file that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NotTaken {
    /// Where it should have been attached.
    pub(crate) spot: Spot,
    /// What it is called.
    pub(crate) name: String,
    /// Why.
    pub(crate) why: Why,
}

/// What somebody on the screen looks at.
#[derive(Clone, Debug, Default)]
struct Looked {
    by: usize,
    seen: Option<Seen>,
}

pub(in crate::state) fn provide(tell: Tell, lock: Lock) -> Files {
    let files = Files {
        lines: RwSignal::new(Vec::new()),
        keeping: RwSignal::new(Vec::new()),
        not_taken: RwSignal::new(Vec::new()),
        interrupted: RwSignal::new(None),
        to_come: RwSignal::new(BTreeSet::new()),
        seen: RwSignal::new(BTreeMap::new()),
        lock,
        tell,
    };
    provide_context(files);
    Effect::new(move || {
        if lock.openings.get() > 0 {
            files.look_again();
        }
    });
    files
}

/// The person's files.
pub(crate) fn use_files() -> Files {
    expect_context()
}

impl Files {
    pub(in crate::state) fn hears(self, said: FileSaid) {
        match said {
            FileSaid::Lines(lines) => self.lines.set(lines),
            FileSaid::Keeping(keeping) => self.keeping.set(keeping),
            FileSaid::NotTaken { spot, name, why } => self.not_taken.update(|all| all.push(NotTaken { spot, name, why })),
            FileSaid::Interrupted(spot) => self.interrupted.set(spot),
            FileSaid::ToCome(hashes) => self.to_come.set(hashes.into_iter().collect()),
        }
    }

    pub(in crate::state) fn sees(self, wanted: Wanted, seen: Seen) {
        let is_wanted = self.seen.with_untracked(|all| all.get(&wanted).is_some_and(|looked| looked.seen.as_ref() != Some(&seen)));
        if is_wanted {
            self.seen.update(|all| all.entry(wanted).or_default().seen = Some(seen));
        }
    }

    pub(in crate::state) fn forget(self) {
        self.lines.set(Vec::new());
        self.keeping.set(Vec::new());
        self.not_taken.set(Vec::new());
        self.interrupted.set(None);
        self.to_come.set(BTreeSet::new());
    }

    /// These stay on this device.
    pub(crate) fn carry(self, hashes: BTreeSet<Hash>) {
        self.to_come.set(hashes.clone());
        self.ask(FileAsk::Carry(hashes));
    }

    /// Files that are not in danger and not yet at the relay.
    pub(crate) fn waiting(self) -> u32 {
        let count = self.lines.with(|lines| lines.iter().filter(|line| !matches!(line.progress, Progress::Refused(_))).count());
        u32::try_from(count.saturating_add(self.keeping.with(Vec::len))).unwrap_or(u32::MAX)
    }

    /// The files that wait for a set of files, in the order of picking.
    pub(crate) fn of(self, document: DocumentId, path: &Path) -> Vec<FileLine> {
        self.lines.with(|lines| lines.iter().filter(|line| line.document == document && line.path == *path).cloned().collect())
    }

    /// Looks for a picture or file for as long as the asking component lives.
    pub(crate) fn look(self, wanted: Wanted) -> Memo<Option<Seen>> {
        let is_new = self.seen.try_update_untracked(|all| {
            let looked = all.entry(wanted).or_default();
            looked.by += 1;
            looked.by == 1
        });
        if is_new == Some(true) {
            self.ask(FileAsk::Look(wanted));
        }
        on_cleanup(move || {
            let is_last = self.seen.try_update_untracked(|all| {
                let looked = all.entry(wanted).or_default();
                looked.by = looked.by.saturating_sub(1);
                if looked.by == 0 { all.remove(&wanted).is_some() } else { false }
            });
            if is_last == Some(true) {
                self.ask(FileAsk::Leave(wanted));
            }
        });
        Memo::new(move |_| self.seen.with(|all| all.get(&wanted).and_then(|looked| looked.seen.clone())))
    }

    /// Lists show this small picture of a video from now on.
    pub(crate) fn keep_still(self, wanted: Wanted, small: Vec<u8>) {
        self.ask(FileAsk::Still(wanted, small));
    }

    /// The lock was opened: its worker knows nothing yet of what the screen wants.
    fn look_again(self) {
        let open = self
            .seen
            .with_untracked(|all| all.iter().filter(|(_, looked)| looked.seen.is_none()).map(|(wanted, _)| *wanted).collect::<Vec<_>>());
        open.into_iter().for_each(|wanted| self.ask(FileAsk::Look(wanted)));
    }

    /// The chooser or the camera is about to open.
    pub(crate) fn picking(self, spot: &Spot) {
        self.lock.sees(Picking);
        self.ask(FileAsk::Picking(spot.clone()));
    }

    /// Nothing was picked, or the person knows what was lost.
    pub(crate) fn picked_nothing(self) {
        self.interrupted.set(None);
        self.ask(FileAsk::Picked);
        self.lock.sees(Picked);
    }

    /// Files were picked: they are stored before anything else happens. One for which the browser has no room is not begun with.
    pub(crate) fn take(self, spot: &Spot, input: &HtmlInputElement) {
        self.interrupted.set(None);
        let (spot, mut picked) = (spot.clone(), picked(spot, input));
        spawn_local(async move {
            let too_much = storage::room().await.map(|room| picked.leave_out(room)).unwrap_or_default();
            let no_room = |name| NotTaken { spot: spot.clone(), name, why: Why::NoRoom };
            if !too_much.is_empty() {
                self.not_taken.update(|all| all.extend(too_much.into_iter().map(no_room)));
            }
            self.tell.hand_over(&picked);
        });
        self.lock.sees(Picked);
    }

    /// The person no longer needs a file that cannot be sent.
    pub(crate) fn discard(self, id: String) {
        self.ask(FileAsk::Discard(id));
    }

    /// The person has read why a file was not taken.
    pub(crate) fn read_why(self, spot: &Spot) {
        self.not_taken.update(|all| all.retain(|one| one.spot != *spot));
    }

    fn ask(self, ask: FileAsk) {
        self.tell.say(ToWorker::Files(ask));
    }
}
