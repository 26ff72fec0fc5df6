//! The device's side as a machine without IO: inputs in, effects out; time, randomness, storage and socket belong to the
//! shell around it. What the machine says is saved was in an earlier effect that the shell has made durable.
//!
//! One machine serves one person on one device; the shell sees to it that no second one runs on the same store.

mod acting;
mod attaching;
mod beginning;
mod checkpoint;
mod dealing;
mod deletions;
mod downward;
mod editing;
mod emptied;
mod era;
mod giving;
mod handing;
mod looking;
mod losing;
mod opening;
mod reading;
mod reporting;
mod reviewing;
mod revoked;
mod shelf;
mod show;
mod showing;
mod signing;
mod snapshot;
mod start;
mod store;
mod upward;
mod vouching;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use automerge::ActorId;
use sha2::{Digest, Sha256};

pub use attaching::{Attach, Attached};
pub use beginning::Beginning;
pub use checkpoint::{Checkpoint, Held, Loss, is_count, judge};
pub use deletions::{Deletion, Gone, Named};
pub use giving::Giving;
pub use handing::{Handed, HandedLine};
pub use looking::{Look, Past, Seen, ThenView, ToldSitting};
pub use losing::{LostDocument, Why};
pub use reading::ReadDocument;
pub use show::{Ask, DocumentLine, DocumentView, Link, RefusedWork, Show, Truth, Work, follow};
pub use snapshot::{log_start, snapshot_key};
pub use store::{Carried, Draft, Me, Outgoing, Table, Write, log_prefix};

use crate::{
    ids::{Author, CommandId, DocumentId, Era, Hash},
    importing::Importing,
    records::read::Content,
    sync::{
        handing::{Circle, Voucher},
        wire::{self, FromDevice, FromRelay, Trouble},
    },
    time::Timestamp,
};
use checkpoint::Counted;
use editing::Loaded;
use losing::Sweep;
use reporting::Told;
use shelf::Shelf;
use showing::Stale;
use store::WaitingCommand;

/// Rows of [`Table::Meta`]: the era of the relay that the cursor is of; the inventory's cursor; the bodies and experts to choose
/// from; how long everything takes; when work was last confirmed; what the relay last said this person may read.
const ERA: &str = "era";
const CURSOR: &str = "cursor";
const DIRECTORY: &str = "directory";
const DEADLINES: &str = "deadlines";
const CONFIRMED: &str = "confirmed";
const RIGHTS: &str = "rights";
/// What of lists the release understood that left something out of them.
const STRANGE: &str = "strange";
/// The devices that the relay knows.
const CIRCLE: &str = "circle";
/// What this device keeps of imports.
const IMPORTING: &str = "importing";

/// What happens to the machine.
#[derive(Debug)]
pub enum Input {
    /// What was kept outside the store of what it held; given before anything else, where there is such.
    Kept(Checkpoint),
    /// The store's rows of every table that is [given at the start](Table::is_given_at_the_start); given once, before what follows.
    Stored(Vec<(Table, String, Vec<u8>)>),
    /// The log of a document in order: the answer to [`Effect::Read`], given before any other input.
    Log {
        /// The document.
        document: DocumentId,
        /// Its row of [`Table::Snapshots`], under [`snapshot_key`], if there is one.
        snapshot: Option<Vec<u8>>,
        /// Its change chunks: with that row from [`log_start`] on.
        entries: Vec<Vec<u8>>,
    },
    /// The browser threw the store's rows away meanwhile.
    Emptied,
    /// The key with which this device signs, an uncompressed point of P-256; given once it is known, after the rows.
    Key(Vec<u8>),
    /// The key for which others close files that they hand to this device, such a point; given like the other one.
    Opens(Vec<u8>),
    /// A colleague handed something over, and it was opened and tried.
    Handed(Box<Handed>),
    /// The screen wants something.
    Ask(Ask),
    /// A file that this device keeps is to be named in a document, open or not. Answered by [`Effect::Attached`].
    Attach(Attach),
    /// The socket opened.
    Connected,
    /// The socket closed.
    Disconnected,
    /// The relay asks for a new sign-in.
    SignedOut,
    /// The relay said something.
    Heard(Box<FromRelay>),
    /// A little time went by: try again what the relay could not take.
    Tick,
}

/// What the shell is to do, in this order.
#[derive(Debug, PartialEq, Eq)]
pub enum Effect {
    /// Make these rows durable in one transaction. Should it fail, later effects of this list wait until a retry succeeds.
    Save(Vec<Write>),
    /// Read a document's log and give it as [`Input::Log`].
    Read(DocumentId),
    /// Send to the relay, if connected.
    Send(FromDevice),
    /// Show to the person.
    Show(Show),
    /// What became of [`Input::Attach`].
    Attached {
        /// Its ticket.
        ticket: String,
        /// How it went.
        how: Attached,
    },
}

/// The machine.
#[derive(Debug)]
pub struct Device {
    author: Author,
    tab: [u8; 16],
    drawn: u64,
    now: Timestamp,
    documents: BTreeMap<DocumentId, Shelf>,
    loaded: BTreeMap<DocumentId, Loaded>,
    open: Option<DocumentId>,
    /// What the screen was told last of the open document's content.
    shown: Option<(DocumentId, Content)>,
    /// What of its past is on the screen.
    look: Option<(DocumentId, Look)>,
    /// The number of the last leave that the screen told.
    left: u32,
    orphans: Vec<Draft>,
    /// Files to be named in documents whose log is being read.
    attaching: Vec<Attach>,
    /// Documents whose log is being read for nobody who opens them.
    reading: BTreeSet<DocumentId>,
    /// Own changes of documents whose row this version cannot read: they wait for the inventory.
    unplaced: Vec<(String, Outgoing)>,
    commands: BTreeMap<CommandId, WaitingCommand>,
    /// Commands sent over this connection.
    asked: BTreeSet<CommandId>,
    /// The key of this device; registered anew on each connection, since a session may be another one.
    key: Option<Vec<u8>>,
    /// The key for which others close files.
    opens: Option<Vec<u8>>,
    circle: Circle,
    /// The relay of this connection vouches for logs.
    vouches: bool,
    vouched: BTreeMap<DocumentId, Voucher>,
    /// For how much its word was asked on this connection, and when.
    asked_vouch: BTreeMap<DocumentId, (u64, Timestamp)>,
    refused: BTreeMap<String, RefusedWork>,
    notes: BTreeMap<String, RefusedWork>,
    deletions: BTreeMap<String, Deletion>,
    importing: Importing,
    outside: Option<Checkpoint>,
    counted: Counted,
    era: Option<Era>,
    /// What this person may not read any more. As long as the document is here too, their work in it is still being handed in.
    lost: BTreeMap<DocumentId, LostDocument>,
    cursor: u64,
    rights: Option<u64>,
    /// Something was left out of the lists, by a release that [understood](wire::understood) so much of them.
    strange: Option<Hash>,
    /// The version of the directory that is kept here.
    directory: Option<Hash>,
    /// Everything is asked for anew, because this person may read something else now.
    sweep: Option<Sweep>,
    pulls: VecDeque<DocumentId>,
    pulling: BTreeSet<DocumentId>,
    /// What the relay of this connection takes of what this device tells of itself.
    told: Told,
    truth: Truth,
    effects: Vec<Effect>,
    stale: Stale,
}

impl Device {
    /// A machine for this person on this device. `tab` is 16 random bytes that no other start ever drew.
    #[must_use]
    pub fn new(author: Author, tab: [u8; 16]) -> Self {
        Self {
            author,
            tab,
            drawn: 0,
            now: Timestamp::default(),
            documents: BTreeMap::new(),
            loaded: BTreeMap::new(),
            open: None,
            shown: None,
            look: None,
            left: 0,
            orphans: Vec::new(),
            attaching: Vec::new(),
            reading: BTreeSet::new(),
            unplaced: Vec::new(),
            commands: BTreeMap::new(),
            asked: BTreeSet::new(),
            key: None,
            opens: None,
            circle: Circle::default(),
            vouches: false,
            vouched: BTreeMap::new(),
            asked_vouch: BTreeMap::new(),
            refused: BTreeMap::new(),
            notes: BTreeMap::new(),
            deletions: BTreeMap::new(),
            importing: Importing::default(),
            outside: None,
            counted: Counted::default(),
            era: None,
            lost: BTreeMap::new(),
            cursor: 0,
            rights: None,
            strange: None,
            directory: None,
            sweep: None,
            pulls: VecDeque::new(),
            pulling: BTreeSet::new(),
            told: Told::default(),
            truth: Truth::default(),
            effects: Vec::new(),
            stale: Stale::default(),
        }
    }

    /// Where the shell is to connect.
    #[must_use]
    pub fn address(&self) -> String {
        wire::address(self.directory)
    }

    /// One step. `now` is the device's clock: it dates words, it decides nothing.
    pub fn handle(&mut self, input: Input, now: Timestamp) -> Vec<Effect> {
        self.handle_some(&mut VecDeque::from([input]), now)
    }

    /// Several inputs in one step: what they change is saved together and shown once. Takes them up to the first that asks for a log,
    /// which has to be given before the rest.
    pub fn handle_some(&mut self, inputs: &mut VecDeque<Input>, now: Timestamp) -> Vec<Effect> {
        self.now = now;
        let before = self.truth;
        while let Some(input) = inputs.pop_front() {
            self.take(input);
            if self.effects.iter().any(|effect| matches!(effect, Effect::Read(_))) {
                break;
            }
        }
        self.let_go();
        self.vouch_for_open();
        self.tell_relay();
        self.refresh(before);
        std::mem::take(&mut self.effects)
    }

    fn take(&mut self, input: Input) {
        match input {
            Input::Kept(outside) => self.outside = Some(outside).filter(|outside| outside.person == self.author.person),
            Input::Stored(rows) => self.stored(rows),
            Input::Emptied => self.emptied(),
            Input::Log { document, snapshot, entries } => {
                self.log_read(document, snapshot.as_deref(), &entries);
                self.not_read(document);
            }
            Input::Key(point) => self.keyed(point),
            Input::Opens(point) => self.opens(point),
            Input::Handed(handed) => self.handed(*handed),
            Input::Ask(ask) => self.ask(ask),
            Input::Attach(attach) => self.attach(attach),
            Input::Connected => self.connected(),
            Input::Disconnected => self.disconnected(Link::Offline),
            Input::SignedOut => self.disconnected(Link::SignedOut),
            Input::Heard(message) => self.heard(*message),
            Input::Tick => self.pump_all(),
        }
    }

    fn heard(&mut self, message: FromRelay) {
        self.truth.contact_at = Some(self.now);
        match message {
            FromRelay::Inventory { documents, cursor, more, now: _ } => self.inventory(documents, cursor, more),
            FromRelay::Entries { listed, after, entries } => self.entries(listed, after, &entries),
            FromRelay::Answer { batch, document, accepted, refused, blocked, retry, listed } => {
                if !self.carry_answered(batch, document, &accepted, &refused, &blocked) {
                    self.answered(batch, document, &accepted, refused, !retry.is_empty(), listed);
                }
            }
            FromRelay::Decided { id, document, refused } => self.decided(id, document, refused),
            FromRelay::Directory(directory) => {
                self.directory = Some(directory.version());
                self.save(vec![Write::put(Table::Meta, DIRECTORY.into(), &directory)]);
                self.effects.push(Effect::Show(Show::Directory(directory)));
            }
            FromRelay::Trouble { code, batch: _, document } => self.trouble(code, document),
            FromRelay::Welcome { era, rights } => self.welcome(era, rights),
            FromRelay::Lost { documents } => self.lose(&documents, Why::Document),
            FromRelay::Compared { document, listed, agrees } => self.compared(document, listed, agrees),
            FromRelay::Deadlines(deadlines) => {
                self.save(vec![Write::put(Table::Meta, DEADLINES.into(), &deadlines)]);
                self.effects.push(Effect::Show(Show::Deadlines(deadlines)));
            }
            FromRelay::Circle(circle) => self.told_circle(circle),
            FromRelay::Vouched { document, voucher } => self.keep_voucher(document, voucher),
            FromRelay::Takes { codes } => self.relay_takes(&codes),
            FromRelay::WithLead { document: _, names } => self.with_lead(&names),
            FromRelay::Key { .. } => {} // Should another one stand there, each act that was signed with ours is told so.
        }
    }

    fn trouble(&mut self, code: Trouble, document: Option<DocumentId>) {
        match code {
            Trouble::SignedOut => self.disconnected(Link::SignedOut),
            Trouble::StoreFull | Trouble::StoreFailed => {
                self.truth.is_relay_full = true;
                // Asking again is answered the same; a relay that does not say what it could not take means everything.
                let concerned = match document {
                    Some(document) => vec![document],
                    None => self.documents.keys().copied().collect(),
                };
                for document in concerned {
                    self.ask_again(document);
                }
            }
            Trouble::NoSuchDocument | Trouble::BadFrame | Trouble::TooLarge => {
                if let Some(document) = document {
                    self.pulling.remove(&document);
                    // A doubt about what is not, or no longer, for this person stays open: it may be again.
                    self.documents.get_mut(&document).filter(|shelf| shelf.doubt.is_some()).into_iter().for_each(Shelf::doubt);
                    self.pull_more();
                }
            }
        }
    }

    /// Nothing that was sent of this document has an answer to come.
    fn ask_again(&mut self, document: DocumentId) {
        let wishes: Vec<CommandId> = self.waiting(document).into_iter().map(|command| command.id).collect();
        self.asked.retain(|asked| !wishes.contains(asked));
        if let Some(shelf) = self.documents.get_mut(&document) {
            shelf.is_cut_off();
            self.stale.lines.insert(document);
        }
    }

    /// An actor that was never used: from this start's random bytes and a count.
    fn fresh_actor(&mut self) -> ActorId {
        self.drawn += 1;
        fresh_actor(self.tab, self.drawn)
    }
}

fn fresh_actor(tab: [u8; 16], drawn: u64) -> ActorId {
    let hash = Sha256::new().chain_update(tab).chain_update(drawn.to_be_bytes()).finalize();
    ActorId::from(&hash[..16])
}

fn u32_of(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
