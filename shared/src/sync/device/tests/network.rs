//! A relay, people and their devices in one thread. Messages travel at once unless a story says otherwise.

mod attaching;
mod beginning;
mod cast;
mod handing;
mod keeping;
mod losing;
mod relay;
mod reporting;
mod reviewing;
mod screen;
mod signing;
mod snapshots;

pub(super) use cast::Who;
use screen::Screen;

use std::collections::{BTreeMap, VecDeque};

use automerge::Automerge;

use crate::{
    access,
    documents::DocumentKind,
    forms::Path,
    ids::{Author, CommandId, DeviceId, DocumentId, Era, OrgId},
    people::District,
    records::{
        edit::Edit,
        genesis, ledger,
        read::{self, Said},
    },
    sync::{
        device::{Ask, Checkpoint, Device, DocumentLine, Effect, Input, RefusedWork, Show, Table, Truth, Write},
        handover::Piece,
        standing::Report,
        wire::FromRelay,
    },
    time::Timestamp,
    workflow::{Act, Args, Code, Command, State},
};

pub(super) fn path(text: &str) -> Path {
    Path::of_steps(&[text.to_owned()])
}

struct Node {
    who: Who,
    author: Author,
    device: Device,
    starts: u8,
    turn: u32,
    rows: BTreeMap<(Table, String), Vec<u8>>,
    /// What is kept outside the database.
    outside: Option<Checkpoint>,
    screen: Screen,
    is_connected: bool,
    loses_answer: bool,
    /// So many entries of logs were read last.
    read: usize,
    /// The browser is killed at this transaction, counted from now; at 0 it was.
    dies_at: Option<usize>,
}

pub(super) struct Network {
    doc: Automerge,
    log: Vec<Vec<u8>>,
    era: u8,
    is_hidden: bool,
    pulls: usize,
    /// What was said when keys were registered, in order.
    keys: Vec<Vec<u8>>,
    /// What devices told of themselves, in order.
    reports: Vec<Report>,
    /// What was handed in for whoever leads.
    later: Vec<Piece>,
    nodes: Vec<Node>,
    now: Timestamp,
}

/// What a relay was when its backup was made.
pub(super) struct Backup(Vec<Vec<u8>>);

const CASE: DocumentId = DocumentId([9; 16]);

impl Network {
    /// A document in Tong'an whose results were served, with Lin and Wang as its group.
    pub(super) fn new() -> Self {
        let mut net = Self {
            doc: Automerge::new(),
            log: Vec::new(),
            era: 1,
            is_hidden: false,
            pulls: 0,
            keys: Vec::new(),
            reports: Vec::new(),
            later: Vec::new(),
            nodes: Vec::new(),
            now: Timestamp(1_700_000_000_000),
        };
        let genesis = genesis::of(DocumentKind::Case);
        net.doc.apply_changes([genesis.clone()]).unwrap();
        net.log.push(genesis.raw_bytes().to_vec());
        let group = [Who::Lin.person().id, Who::Wang.person().id];
        let opening = Args::default().with("enterprise", OrgId([7; 16])).with("district", District::Tongan.code());
        net.act(Act::Open, opening);
        net.act(Act::Serve, Args::default().with("conclusion", "fail"));
        net.act(Act::Start, Args::default());
        net.act(Act::FormGroup, Args::default().with("group", format!("{} {}", group[0], group[1])));
        net
    }

    /// A relay that has no document yet.
    pub(super) fn empty() -> Self {
        Self {
            doc: Automerge::new(),
            log: Vec::new(),
            era: 1,
            is_hidden: false,
            pulls: 0,
            keys: Vec::new(),
            reports: Vec::new(),
            later: Vec::new(),
            nodes: Vec::new(),
            now: Timestamp(1_700_000_000_000),
        }
    }

    /// Begins the case on a device.
    pub(super) fn create(&mut self, at: usize, args: Args) {
        let command = self.command(Act::Open, args);
        self.give(at, Input::Ask(Ask::Create { document: CASE, kind: DocumentKind::Case, command }));
    }

    /// Asks that something count.
    pub(super) fn wish(&mut self, at: usize, act: Act, args: Args) {
        let command = self.command(act, args);
        self.give(at, Input::Ask(Ask::Act { document: CASE, command }));
    }

    /// What the relay decided, as this device was told.
    pub(super) fn decided(&self, at: usize) -> &[Option<Code>] {
        &self.nodes[at].screen.decided
    }

    /// The lines of the list.
    pub(super) fn lines(&self, at: usize) -> &[DocumentLine] {
        &self.nodes[at].screen.lines
    }

    /// The state that the device shows.
    pub(super) fn shown(&self, at: usize) -> &State {
        &self.nodes[at].screen.document.as_ref().expect("the document is open").state
    }

    /// What waits to be decided, as the device shows it.
    pub(super) fn waiting(&self, at: usize) -> &[Command] {
        &self.nodes[at].screen.document.as_ref().expect("the document is open").waiting
    }

    /// How often the relay was asked for entries.
    pub(super) fn pulls(&self) -> usize {
        self.pulls
    }

    /// The relay's log.
    pub(super) fn log(&self) -> &[Vec<u8>] {
        &self.log
    }

    /// The log on a device, in order.
    pub(super) fn log_of(&self, at: usize) -> Vec<Vec<u8>> {
        let rows = self.nodes[at].rows.iter().filter(|((table, _), _)| *table == Table::Log);
        rows.map(|(_, chunk)| chunk.clone()).collect()
    }

    /// How long the relay's log is.
    pub(super) fn entries_at_relay(&self) -> usize {
        self.log.len()
    }

    fn command(&self, act: Act, args: Args) -> Command {
        let id = CommandId(self.now.0.to_be_bytes().repeat(2).try_into().expect("16 bytes"));
        Command { id, act, on: self.now.day(), args, heads: Vec::new(), rules: 0 }
    }

    pub(super) fn withdraw_conclusion(&mut self) {
        self.act(Act::Withdraw, Args::default());
    }

    fn act(&mut self, act: Act, args: Args) {
        let change = ledger::enter(&mut self.doc, act, args, self.now);
        self.log.push(change.raw_bytes().to_vec());
        self.push(self.log.len() - 1, None);
    }

    fn state(&self) -> State {
        ledger::state(&self.doc).unwrap_or_else(|| State::new(DocumentKind::Case))
    }

    pub(super) fn device(&mut self, who: Who) -> usize {
        let at = self.nodes.len();
        let author = Author { person: who.person().id, device: DeviceId([u8::try_from(at).unwrap(); 16]) };
        let node = Node {
            who,
            author,
            device: Device::new(author, [0; 16]),
            starts: 0,
            turn: 0,
            rows: BTreeMap::new(),
            outside: None,
            screen: Screen::default(),
            is_connected: false,
            loses_answer: false,
            read: 0,
            dies_at: None,
        };
        self.nodes.push(node);
        self.restart(at);
        at
    }

    /// The browser is killed and started again: what was not durable is gone.
    pub(super) fn restart(&mut self, at: usize) {
        let node = &mut self.nodes[at];
        node.starts += 1;
        node.is_connected = false;
        node.dies_at = None;
        node.screen = Screen::default();
        let tab = [u8::try_from(at).unwrap() * 16 + node.starts; 16];
        node.device = Device::new(node.author, tab);
        let rows = node
            .rows
            .iter()
            .filter(|((table, _), _)| table.is_given_at_the_start())
            .map(|((table, key), value)| (*table, key.clone(), value.clone()));
        let rows = rows.collect();
        if let Some(outside) = self.nodes[at].outside {
            self.give(at, Input::Kept(outside));
        }
        self.give(at, Input::Stored(rows));
    }

    pub(super) fn connect(&mut self, at: usize) {
        self.nodes[at].is_connected = true;
        self.give(at, Input::Connected);
        let rights = access::rights(&self.nodes[at].who.person());
        self.give(at, Input::Heard(Box::new(FromRelay::Welcome { era: Era([self.era; 16]), rights })));
    }

    /// The browser is killed before this transaction from now is durable.
    pub(super) fn kill_at(&mut self, at: usize, transaction: usize) {
        self.nodes[at].dies_at = Some(transaction);
    }

    pub(super) fn is_dead(&self, at: usize) -> bool {
        self.nodes[at].dies_at == Some(0)
    }

    /// The relay has the document and this person may not read it.
    pub(super) fn hide(&mut self, is_hidden: bool) {
        self.is_hidden = is_hidden;
    }

    /// Everybody's clock is set back by so many milliseconds.
    pub(super) fn set_clocks_back(&mut self, by: i64) {
        self.now.0 -= by;
    }

    pub(super) fn disconnect(&mut self, at: usize) {
        self.nodes[at].is_connected = false;
        self.give(at, Input::Disconnected);
    }

    pub(super) fn lose_next_answer(&mut self, at: usize) {
        self.nodes[at].loses_answer = true;
    }

    pub(super) fn open(&mut self, at: usize) {
        self.give(at, Input::Ask(Ask::Open { document: CASE }));
    }

    pub(super) fn focus(&mut self, at: usize, field: &str) {
        let heads = self.nodes[at].screen.document.as_ref().expect("the document is open").heads.clone();
        self.give(at, Input::Ask(Ask::Focus { document: CASE, path: path(field), heads }));
    }

    pub(super) fn key(&mut self, at: usize, field: &str, text: &str) {
        self.give(at, Input::Ask(Ask::Type { document: CASE, path: path(field), text: text.into() }));
    }

    pub(super) fn keep(&mut self, at: usize) {
        self.give(at, Input::Ask(Ask::Keep { document: CASE }));
    }

    pub(super) fn leave(&mut self, at: usize) {
        self.nodes[at].turn += 1;
        let turn = self.nodes[at].turn;
        self.give(at, Input::Ask(Ask::Leave { document: CASE, turn }));
    }

    /// Focus, the text key by key, leave.
    pub(super) fn type_in(&mut self, at: usize, field: &str, text: &str) {
        self.focus(at, field);
        self.key(at, field, text);
        self.leave(at);
    }

    pub(super) fn edit(&mut self, at: usize, edit: Edit) {
        self.give(at, Input::Ask(Ask::Edit { document: CASE, edit }));
    }

    pub(super) fn add_row(&mut self, at: usize, table: &str, row: &str) {
        self.edit(at, Edit::Add { path: path(table), row: row.into(), order: format!("{}-{row}", self.now.0) });
    }

    pub(super) fn discard(&mut self, at: usize, id: &str) {
        self.give(at, Input::Ask(Ask::Discard { id: id.into() }));
    }

    pub(super) fn text(&self, at: usize, field: &str) -> String {
        self.nodes[at].screen.document.as_ref().expect("the document is open").content.text(&path(field)).to_owned()
    }

    /// The last leave that the view knows of.
    pub(super) fn left(&self, at: usize) -> u32 {
        self.nodes[at].screen.document.as_ref().expect("the document is open").left
    }

    pub(super) fn versions(&self, at: usize, field: &str) -> Vec<Said> {
        self.nodes[at].screen.document.as_ref().expect("the document is open").content.concurrent(&path(field)).to_vec()
    }

    pub(super) fn truth(&self, at: usize) -> Truth {
        self.nodes[at].screen.truth
    }

    pub(super) fn refused(&self, at: usize) -> Vec<RefusedWork> {
        self.nodes[at].screen.refused.clone()
    }

    pub(super) fn relay_text(&self, field: &str) -> String {
        read::content(&self.doc).text(&path(field)).to_owned()
    }

    fn give(&mut self, at: usize, input: Input) {
        if self.is_dead(at) {
            return;
        }
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            self.now.0 += 1;
            let effects = self.nodes[at].device.handle(input, self.now);
            for effect in effects {
                match effect {
                    Effect::Save(writes) => {
                        self.write(at, writes);
                        if self.is_dead(at) {
                            return;
                        }
                    }
                    Effect::Read(document) => inputs.push_front(self.read(at, document)),
                    Effect::Send(message) if self.nodes[at].is_connected => {
                        inputs.extend(self.relay(at, message).into_iter().map(|said| Input::Heard(Box::new(said))))
                    }
                    Effect::Send(_) => {}
                    Effect::Show(Show::Checkpoint(checkpoint)) => self.nodes[at].outside = Some(checkpoint),
                    Effect::Show(show) => self.nodes[at].screen.show(show),
                    Effect::Attached { ticket, how } => self.nodes[at].screen.attached.push((ticket, how)),
                }
            }
        }
    }

    fn write(&mut self, at: usize, writes: Vec<Write>) {
        if let Some(left) = &mut self.nodes[at].dies_at {
            *left -= 1;
            if *left == 0 {
                self.nodes[at].is_connected = false;
                return;
            }
        }
        for Write { table, key, value } in writes {
            match value {
                Some(value) => drop(self.nodes[at].rows.insert((table, key), value)),
                None => drop(self.nodes[at].rows.remove(&(table, key))),
            }
        }
    }
}
