//! A tablet without a screen: the device's real machine over rows in memory and a real socket to the relay.

mod handing;
mod importing;
mod screen;
mod seeing;
mod writing;

use std::{
    collections::{BTreeMap, VecDeque},
    hash::{BuildHasher, RandomState},
    time::{Instant, SystemTime, UNIX_EPOCH},
};

use p256::ecdsa::SigningKey;
use shared::{
    documents::DocumentKind,
    ids::{Author, DocumentId},
    people::Person,
    sync::{
        device::{Ask, Device, Effect, Input, Table, Truth, Write, log_prefix, log_start, snapshot_key},
        handover::Piece,
    },
    time::Timestamp,
    workflow::Command,
};

use crate::{Hand, Line, Relay, Who, eventually::DEADLINE, journal::Journal};
pub use handing::Given;
use screen::Screen;

/// A person's tablet.
#[derive(Debug)]
pub struct Tablet {
    /// Signed in, or once signed in.
    pub hand: Hand,
    author: Author,
    person: Person,
    key: Option<SigningKey>,
    machine: Device,
    rows: BTreeMap<(Table, String), Vec<u8>>,
    line: Option<Line>,
    screen: Screen,
    document: Option<DocumentId>,
    turn: u32,
    /// So much is the tablet's clock ahead, in milliseconds.
    ahead: i64,
    /// So many effects are still carried out before the program is killed.
    dies_in: Option<u32>,
    goodbye: Option<u16>,
    /// What was asked and answered.
    pub journal: Journal,
}

impl Tablet {
    /// A new tablet of this person: signed in, connected, everything on it.
    #[must_use]
    pub fn of(who: Who, relay: &Relay) -> Self {
        Self::of_hand(relay.hand(who))
    }

    /// A new tablet of whoever signed in with this hand.
    ///
    /// # Panics
    /// When nobody did.
    #[must_use]
    pub fn of_hand(hand: Hand) -> Self {
        let mut tablet = Self::signed_in(hand);
        tablet.connect();
        tablet.until("everything is on the tablet", |tablet| {
            tablet.screen.documents.as_ref().is_some_and(|all| !all.is_empty() && all.iter().all(|line| line.is_complete))
        });
        tablet
    }

    /// A tablet on which somebody has signed in and that has heard nothing yet.
    fn signed_in(hand: Hand) -> Self {
        let session = hand.session().expect("just signed in");
        let author = Author { person: session.person.id, device: session.device };
        let machine = Device::new(author, draw());
        let mut tablet = Self {
            hand,
            author,
            person: session.person,
            key: None,
            machine,
            rows: BTreeMap::new(),
            line: None,
            screen: Screen::default(),
            document: None,
            turn: 0,
            ahead: 0,
            dies_in: None,
            goodbye: None,
            journal: Journal::default(),
        };
        tablet.restart();
        tablet
    }

    /// As whom this tablet writes.
    #[must_use]
    pub const fn author(&self) -> Author {
        self.author
    }

    /// What the relay does not have of this person's work here.
    #[must_use]
    pub fn unsent(&self) -> Vec<Piece> {
        self.machine.unsent()
    }

    /// The program is killed and started again, without a network: only durable rows are left.
    pub fn restart(&mut self) {
        self.line = None;
        self.journal.hung_up();
        self.dies_in = None;
        self.screen = Screen::default();
        self.machine = Device::new(self.author, draw());
        let rows = self.rows.iter().filter(|((table, _), _)| table.is_given_at_the_start());
        let rows = rows.map(|((table, key), value)| (*table, key.clone(), value.clone())).collect();
        self.give(Input::Stored(rows));
        if let Some(document) = self.document {
            self.give(Input::Ask(Ask::Open { document }));
        }
    }

    /// From now on the tablet's clock is so many milliseconds ahead of the right time, or behind it.
    pub const fn set_clock(&mut self, ahead: i64) {
        self.ahead = ahead;
    }

    /// The program will be killed after so many further effects, wherever that is: between two rows' transactions, or between saving and
    /// sending. Then it is dead until it is [restarted](Self::restart).
    pub const fn dies_in(&mut self, effects: u32) {
        self.dies_in = Some(effects);
    }

    /// The program was killed and not started again.
    #[must_use]
    pub fn is_dead(&self) -> bool {
        self.dies_in == Some(0)
    }

    /// Connects; a relay that asks for a new sign-in is told to the machine.
    ///
    /// # Panics
    /// When there is no relay.
    pub fn connect(&mut self) {
        match self.hand.line_to(&self.machine.address()) {
            Ok(line) => {
                let greeting = line.greeting.clone();
                self.line = Some(line);
                self.give(Input::Connected);
                greeting.into_iter().for_each(|message| self.give(Input::Heard(Box::new(message))));
            }
            Err(401) => self.give(Input::SignedOut),
            Err(status) => panic!("the relay refuses the line: {status}"),
        }
    }

    /// The network goes.
    pub fn disconnect(&mut self) {
        self.line = None;
        self.journal.hung_up();
        self.give(Input::Disconnected);
    }

    /// Listens until the condition holds.
    ///
    /// # Panics
    /// When it does not until the deadline.
    pub fn until(&mut self, what: &str, condition: impl Fn(&Self) -> bool) {
        let begin = Instant::now();
        while !condition(self) {
            assert!(begin.elapsed() < DEADLINE, "waited in vain: {what}; {:?}, heard last: {:?}", self.screen.truth, self.screen.heard);
            self.listen();
        }
    }

    /// Listens until all work of this tablet is confirmed or refused.
    pub fn until_settled(&mut self) {
        self.until("all work is settled", |tablet| {
            let Truth { drafts, saved, sent, .. } = tablet.truth();
            (drafts, saved, sent) == (0, 0, 0)
        });
    }

    /// Hears one message, waiting a moment at most; whether there was one.
    ///
    /// # Panics
    /// When the tablet is not connected.
    pub fn listen(&mut self) -> bool {
        let Some(line) = &mut self.line else { panic!("not connected, so nothing will be heard") };
        let heard = line.listen();
        let is_over = line.is_over();
        let has_heard = heard.is_some();
        if let Some(message) = heard {
            self.journal.heard(&message);
            self.screen.heard = Some(message.clone());
            self.give(Input::Heard(Box::new(message)));
        } else if is_over {
            self.goodbye = line.end();
            self.disconnect();
        }
        has_heard
    }

    /// The code with which the relay hung up last, if it said goodbye.
    #[must_use]
    pub const fn hung_up_with(&self) -> Option<u16> {
        self.goodbye
    }

    /// The line is open.
    #[must_use]
    pub const fn is_connected(&self) -> bool {
        self.line.is_some()
    }

    /// Opens the case of this enterprise.
    ///
    /// # Panics
    /// When the list does not have it.
    pub fn open(&mut self, enterprise: &str) -> DocumentId {
        let case = self.find(enterprise).unwrap_or_else(|| panic!("no case of {enterprise} in the list")).summary.id;
        self.open_document(case);
        case
    }

    /// Opens any document.
    pub fn open_document(&mut self, document: DocumentId) {
        self.document = Some(document);
        self.screen.document = None;
        self.give(Input::Ask(Ask::Open { document }));
    }

    /// Begins a document and opens it; the relay has not decided yet.
    pub fn create(&mut self, kind: DocumentKind, command: Command) -> DocumentId {
        let document = DocumentId(draw());
        self.screen.decided = None;
        self.give(Input::Ask(Ask::Create { document, kind, command }));
        self.open_document(document);
        document
    }

    /// Waits for the decision about what was asked last.
    pub fn until_decided(&mut self) -> Option<shared::workflow::Code> {
        self.until("the relay decides", |tablet| tablet.screen.decided.is_some());
        self.screen.decided.take().flatten()
    }

    /// A little time went by.
    pub fn tick(&mut self) {
        self.give(Input::Tick);
    }

    /// The document of the open case.
    ///
    /// # Panics
    /// When none is open.
    #[must_use]
    pub fn open_case(&self) -> DocumentId {
        self.document.expect("a case is open")
    }

    /// The chunks of the open case's log, in order.
    #[must_use]
    pub fn log(&self) -> Vec<Vec<u8>> {
        self.log_of(self.open_case())
    }

    /// The chunks of a document's log, in order.
    #[must_use]
    pub fn log_of(&self, document: DocumentId) -> Vec<Vec<u8>> {
        self.log_from(document, log_prefix(document))
    }

    fn log_from(&self, document: DocumentId, start: String) -> Vec<Vec<u8>> {
        let prefix = log_prefix(document);
        let rows = self.rows.range((Table::Log, start)..);
        rows.take_while(|((table, key), _)| *table == Table::Log && key.starts_with(&prefix)).map(|(_, chunk)| chunk.clone()).collect()
    }

    /// How many entries of logs are on the tablet, of all documents together.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.rows.keys().filter(|(table, _)| *table == Table::Log).count()
    }

    /// The rows of these tables, whatever they say.
    pub fn rows_of(&self, tables: &[Table]) -> impl Iterator<Item = &[u8]> {
        self.rows.iter().filter(|((table, _), _)| tables.contains(table)).map(|(_, row)| row.as_slice())
    }

    fn give(&mut self, input: Input) {
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            if self.is_dead() {
                return;
            }
            for effect in self.machine.handle(input, Timestamp(now().0 + self.ahead)) {
                if let Some(left) = &mut self.dies_in {
                    *left = left.saturating_sub(1);
                    if *left == 0 {
                        self.line = None;
                        return;
                    }
                }
                match effect {
                    Effect::Save(writes) => self.write(writes),
                    Effect::Read(document) => {
                        let snapshot = self.rows.get(&(Table::Snapshots, snapshot_key(document))).cloned();
                        let entries = self.log_from(document, log_start(document, snapshot.as_deref()));
                        inputs.push_front(Input::Log { document, snapshot, entries });
                    }
                    Effect::Send(message) => {
                        if let Some(line) = &mut self.line {
                            self.journal.sent(&message);
                            line.say(&message);
                        }
                    }
                    Effect::Show(show) => self.screen.show(show),
                    Effect::Attached { .. } => {} // A tablet keeps no files.
                }
            }
        }
    }

    fn write(&mut self, writes: Vec<Write>) {
        for Write { table, key, value } in writes {
            match value {
                Some(value) => drop(self.rows.insert((table, key), value)),
                None => drop(self.rows.remove(&(table, key))),
            }
        }
    }
}

/// Now.
///
/// # Panics
/// When the clock stands before 1970.
#[must_use]
pub fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    Timestamp(i64::try_from(since.as_millis()).expect("before the year 292 million"))
}

/// Sixteen bytes that nothing else drew.
#[must_use]
pub fn draw() -> [u8; 16] {
    let half = || RandomState::new().hash_one(now().0).to_le_bytes();
    let (mut bytes, halves) = ([0; 16], [half(), half()]);
    bytes.copy_from_slice(halves.as_flattened());
    bytes
}
