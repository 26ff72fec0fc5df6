//! The way of photographs, videos and papers from this device to the relay, as a machine without IO: what to make ready, what to name
//! in its document, what to send next and from where, when to rest. Bytes, pictures and requests belong to the shell around it.
//!
//! One file is under way at a time, in parts, after the work in documents: never before it, never instead of it.

mod held;
mod line;
mod row;
mod sending;

use std::collections::{BTreeMap, BTreeSet};

pub use line::{FileLine, Progress};
pub use row::{Held, Kept, Piece, Table, Why, Write};

use crate::{
    codec,
    files::Named,
    forms::Path,
    ids::{DocumentId, Hash},
    records::edit::Edit,
    sync::{device::Work, handover},
    time::Timestamp,
};
use sending::Sending;

/// What happens to the machine.
#[derive(Clone, Debug)]
pub enum Input {
    /// The store's rows; given once, first.
    Stored(Vec<(Table, Vec<u8>)>),
    /// A file was picked; its bytes and this row are durable.
    Kept(Kept),
    /// It was made ready to be sent: the bytes of this piece are durable.
    Ready {
        /// The file.
        id: String,
        /// What is to be named and sent.
        piece: Piece,
    },
    /// It is named in its document, durably.
    Named {
        /// The file.
        id: String,
    },
    /// Its document has no place for it.
    Nowhere {
        /// The file.
        id: String,
    },
    /// The line to the relay.
    Line {
        /// It stands.
        is_open: bool,
    },
    /// The work in documents.
    Work {
        /// Something of it is not yet confirmed.
        is_waiting: bool,
    },
    /// An upload stands there: it has begun, was asked for, or took a part.
    Stands {
        /// The file.
        id: String,
        /// Its upload.
        upload: String,
        /// So many bytes are at the relay, durably.
        offset: u64,
    },
    /// It did not work.
    Failed {
        /// The file.
        id: String,
        /// Why.
        fault: Fault,
    },
    /// Bytes of the relay's are durable here.
    Received(Held),
    /// Bytes that are held here were looked at.
    Looked(Hash),
    /// These stay on this device, whatever else comes, as soon as they are here: their person goes where there is no network.
    Stay(BTreeSet<Hash>),
    /// The person no longer needs a file that could not be sent.
    Discard {
        /// The file.
        id: String,
    },
    /// The rest is over.
    Tick,
}

/// Why a request did not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The relay was not reached, or has no room or time now.
    Trouble,
    /// The upload is elsewhere than we thought: it must be asked.
    Elsewhere,
    /// The relay knows no such upload any more.
    Gone,
    /// What arrived is not what it was called.
    Damaged,
    /// It will never take the file.
    Refused(Why),
}

/// What the shell is to do, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Make these rows durable in one transaction.
    Save(Vec<Write>),
    /// Forget the bytes under these keys.
    Drop(Vec<String>),
    /// Make a piece of what was picked; answered by [`Input::Ready`].
    Prepare(Kept),
    /// Name the file in its document; answered by [`Input::Named`] or [`Input::Nowhere`].
    Attach {
        /// The file.
        id: String,
        /// The document.
        document: DocumentId,
        /// The file's place.
        path: Path,
        /// What stands there.
        text: String,
    },
    /// Begin an upload.
    Begin {
        /// The file.
        id: String,
        /// What is sent.
        piece: Piece,
    },
    /// Ask how far an upload is.
    Ask {
        /// The file.
        id: String,
        /// Its upload.
        upload: String,
    },
    /// Send a part.
    Send {
        /// The file.
        id: String,
        /// Its upload.
        upload: String,
        /// Whose bytes.
        piece: Piece,
        /// From there.
        from: u64,
        /// To there, exclusively.
        to: u64,
    },
    /// Give [`Input::Tick`] after so many milliseconds.
    Wake(u32),
    /// What waits, for the screen.
    Show(Vec<FileLine>),
}

/// The machine.
#[derive(Debug)]
pub struct Media {
    kept: BTreeMap<String, Kept>,
    held: BTreeMap<Hash, Held>,
    staying: BTreeSet<Hash>,
    /// Bytes that may stay on this device although the relay has them.
    budget: u64,
    sending: Sending,
    now: Timestamp,
    effects: Vec<Effect>,
}

impl Media {
    /// A machine that leaves so many bytes on this device that the relay has too.
    #[must_use]
    pub fn new(budget: u64) -> Self {
        let now = Timestamp::default();
        let (kept, held, staying) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
        Self { kept, held, staying, budget, sending: Sending::default(), now, effects: Vec::new() }
    }

    /// One step. `now` is the device's clock.
    pub fn handle(&mut self, input: Input, now: Timestamp) -> Vec<Effect> {
        self.now = now;
        match input {
            Input::Stored(rows) => self.stored(rows),
            Input::Kept(kept) => self.keep(kept),
            Input::Ready { id, piece } => self.ready(&id, piece),
            Input::Named { id } => self.change(&id, |kept| kept.is_named = true),
            Input::Nowhere { id } => self.refuse(&id, Why::Nowhere),
            Input::Line { is_open } => self.line(is_open),
            Input::Work { is_waiting } => self.sending.is_work_waiting = is_waiting,
            Input::Stands { id, upload, offset } => self.stands(id, upload, offset),
            Input::Failed { id, fault } => self.failed(&id, fault),
            Input::Received(held) => self.hold(held, Vec::new()),
            Input::Looked(hash) => self.looked(hash),
            Input::Stay(staying) => self.staying = staying,
            Input::Discard { id } => self.discard(&id),
            Input::Tick => self.sending.is_resting = false,
        }
        self.send_next();
        std::mem::take(&mut self.effects)
    }

    /// The bytes under this key are wanted: what is under no such key was left behind by a start that ended too early.
    #[must_use]
    pub fn needs(&self, bytes: &str) -> bool {
        let of_kept = |kept: &Kept| kept.ready.as_ref().unwrap_or(&kept.original).bytes == bytes;
        self.kept.values().any(of_kept) || self.held.values().any(|held| held.piece.bytes == bytes)
    }

    /// Where the bytes of this hash are on this device.
    #[must_use]
    pub fn find(&self, hash: Hash) -> Option<Piece> {
        let ready = self.kept.values().filter_map(|kept| kept.ready.as_ref()).find(|piece| piece.hash == hash);
        ready.or_else(|| self.held.get(&hash).map(|held| &held.piece)).cloned()
    }

    /// A file that waits.
    #[must_use]
    pub fn kept(&self, id: &str) -> Option<&Kept> {
        self.kept.get(id)
    }

    /// The rows of what the relay does not have, as they must stand where their documents leave this device: to be named anew.
    #[must_use]
    pub fn left_behind(&self) -> Vec<Write> {
        self.kept.values().map(|kept| Write::kept(&Kept { is_named: false, upload: None, ..kept.clone() })).collect()
    }

    /// What the relay does not have, with the bytes to be sent where the session was ended from elsewhere. What was not made ready goes as
    /// it was picked; what the relay never takes is not among it.
    #[must_use]
    pub fn to_hand_over(&self) -> Vec<(Kept, Piece)> {
        let taken = self.kept.values().filter(|kept| kept.refused.is_none());
        taken.map(|kept| (kept.clone(), kept.ready.as_ref().unwrap_or(&kept.original).clone())).collect()
    }

    /// The words by which a document would name the files that none names yet.
    #[must_use]
    pub fn unnamed(&self) -> Vec<handover::Piece> {
        let unnamed = self.to_hand_over().into_iter().filter(|(kept, _)| !kept.is_named);
        let named = unnamed.map(|(kept, piece)| {
            let (path, text) = naming(&kept, &piece);
            let name = format!("{}/{}", Table::Kept.name(), kept.id);
            handover::Piece { name, document: kept.document, written_at: kept.at, work: Work::Edit(Edit::Write { path, text }) }
        });
        named.collect()
    }

    fn stored(&mut self, rows: Vec<(Table, Vec<u8>)>) {
        for (table, value) in rows {
            match table {
                Table::Kept => drop(codec::decode::<Kept>(&value).map(|kept| self.kept.insert(kept.id.clone(), kept))),
                Table::Held => drop(codec::decode::<Held>(&value).map(|held| self.held.insert(held.piece.hash, held))),
            }
        }
        let all: Vec<Kept> = self.kept.values().cloned().collect();
        all.iter().for_each(|kept| self.go_on(kept));
        self.show();
    }

    fn keep(&mut self, kept: Kept) {
        self.go_on(&kept);
        self.kept.insert(kept.id.clone(), kept);
        self.show();
    }

    /// The next step on this device: everything that was begun is begun again at every start.
    fn go_on(&mut self, kept: &Kept) {
        match &kept.ready {
            _ if kept.refused.is_some() || kept.is_named => {}
            None => self.effects.push(Effect::Prepare(kept.clone())),
            Some(piece) => {
                let (path, text) = naming(kept, piece);
                self.effects.push(Effect::Attach { id: kept.id.clone(), document: kept.document, path, text });
            }
        }
    }

    fn ready(&mut self, id: &str, piece: Piece) {
        let Some(kept) = self.kept.get_mut(id).filter(|kept| kept.ready.is_none()) else { return };
        if piece.kind != kept.original.kind {
            kept.name = Named::ending_with(&kept.name, piece.kind.ending());
        }
        kept.ready = Some(piece);
        let kept = kept.clone();
        self.save(vec![Write::kept(&kept)]);
        // Only the piece goes to the relay; of what was picked its hash stays.
        if self.needs_no_more(&kept) {
            self.effects.push(Effect::Drop(vec![kept.original.bytes.clone()]));
        }
        self.go_on(&kept);
        self.show();
    }

    fn needs_no_more(&self, kept: &Kept) -> bool {
        kept.ready.as_ref().is_some_and(|piece| piece.bytes != kept.original.bytes)
    }

    fn change(&mut self, id: &str, change: impl FnOnce(&mut Kept)) {
        let Some(kept) = self.kept.get_mut(id) else { return };
        change(kept);
        let row = Write::kept(kept);
        self.save(vec![row]);
        self.show();
    }

    fn refuse(&mut self, id: &str, why: Why) {
        self.sending.over(id);
        self.change(id, |kept| kept.refused = Some(why));
    }

    fn discard(&mut self, id: &str) {
        let Some(kept) = self.kept.get(id).filter(|kept| kept.refused.is_some()) else { return };
        let bytes = kept.ready.iter().chain([&kept.original]).map(|piece| piece.bytes.clone()).collect();
        self.kept.remove(id);
        self.save(vec![Write::delete(Table::Kept, id.to_owned())]);
        self.effects.push(Effect::Drop(bytes));
        self.show();
    }

    fn save(&mut self, writes: Vec<Write>) {
        self.effects.push(Effect::Save(writes));
    }
}

/// Where a file stands in its document, and what stands there.
fn naming(kept: &Kept, piece: &Piece) -> (Path, String) {
    let original = (piece.hash != kept.original.hash).then_some(kept.original.hash);
    (kept.path.cell(&piece.hash.to_hex()), Named::new(&kept.name, original).text())
}

#[cfg(test)]
mod tests;
