//! The demo city with more enterprises, each with a case of its own that was written in until it has thousands of operations.

use std::process::{Command, Stdio};

use shared::{
    documents::DocumentKind,
    ids::{Author, CommandId, DocumentId, OrgId},
    records::genesis,
    sync::wire::{FromDevice, FromRelay},
    workflow::{self, Act, Args, RULES},
};
use tests::{
    Hand, Line, Relay, Who,
    cast::PASSWORD,
    tablet::{draw, now},
};

use crate::pen::Pen;

/// The core of the relay, and that of everybody else.
const CORES: [&str; 2] = ["0", "1"];

/// A relay on a core of its own, with people who have signed in.
pub(crate) struct City {
    pub(crate) relay: Relay,
    bureau: Line,
    enterprises: Vec<Enterprise>,
    is_pinned: bool,
}

/// Somebody of an enterprise, signed in.
struct Enterprise {
    name: String,
    org: OrgId,
}

/// A device at a case.
pub(crate) struct Writer {
    pub(crate) line: Line,
    pub(crate) case: DocumentId,
    pub(crate) pen: Pen,
    pub(crate) hand: Hand,
}

impl City {
    /// A city with so many further enterprises.
    pub(crate) fn with(enterprises: usize) -> Self {
        go_to(CORES[0]);
        let relay = Relay::start();
        go_to(CORES[1]);
        Self::around(relay, enterprises, true)
    }

    /// A city with one further enterprise, whose relay shares the cores with everybody.
    pub(crate) fn unpinned() -> Self {
        Self::around(Relay::start(), 1, false)
    }

    fn around(relay: Relay, enterprises: usize, is_pinned: bool) -> Self {
        let bureau = relay.hand(Who::City).line().expect("signed in");
        let enterprises = (0..enterprises).map(|number| Enterprise::register(&relay, number)).collect();
        Self { relay, bureau, enterprises, is_pinned }
    }

    /// For each enterprise a case of so many operations, and `devices` of that enterprise at it, ready to go on writing.
    pub(crate) fn cases(&mut self, operations: usize, devices: usize) -> Vec<Writer> {
        let mut writers = Vec::new();
        for at in 0..self.enterprises.len() {
            let org = self.enterprises[at].org;
            let case = self.open(org);
            let first = self.device(at);
            let mut pen = Pen::begin(first.0.author());
            let (hand, mut line) = first;
            for changes in pen.write_until(operations).chunks(50) {
                submit(&mut line, case, changes.to_vec());
            }
            let standing = pen.clone();
            writers.push(Writer { line, case, pen, hand: hand.hand });
            for _ in 1..devices {
                let (hand, line) = self.device(at);
                writers.push(Writer { line, case, pen: standing.handed_to(hand.clone().author()), hand: hand.hand });
            }
        }
        writers
    }

    /// A signed-in hand of each enterprise.
    pub(crate) fn hands(&self) -> Vec<Hand> {
        (0..self.enterprises.len()).map(|at| self.device(at).0.hand).collect()
    }

    /// So many cases of the first enterprise, with nothing in them.
    pub(crate) fn open_cases(&mut self, count: usize) -> Vec<DocumentId> {
        let org = self.enterprises[0].org;
        (0..count).map(|_| self.open(org)).collect()
    }

    /// A case of the first enterprise in which it wrote so many changes.
    pub(crate) fn case_of_changes(&mut self, changes: usize) -> DocumentId {
        let org = self.enterprises[0].org;
        let case = self.open(org);
        let (hand, mut line) = self.device(0);
        for changes in Pen::begin(hand.author()).go_on(changes).chunks(50) {
            submit(&mut line, case, changes.to_vec());
        }
        case
    }

    /// The relay starts again, on its own core.
    pub(crate) fn start_again(&mut self) {
        let to = |core| self.is_pinned && go_to(core);
        to(CORES[0]);
        self.relay.start_again();
        to(CORES[1]);
        self.bureau = self.relay.hand(Who::City).line().expect("signed in");
    }

    /// A further signed-in device of an enterprise.
    fn device(&self, at: usize) -> (Signed, Line) {
        let mut hand = Hand::at(&self.relay);
        let session = hand.sign_in_as(&self.enterprises[at].name, PASSWORD).expect("was registered");
        let line = hand.line().expect("signed in");
        (Signed { hand, person: session.person.id }, line)
    }

    /// The bureau begins a case and starts assistance: from then on the enterprise writes.
    fn open(&mut self, enterprise: OrgId) -> DocumentId {
        let document = DocumentId(draw());
        let genesis = serde_bytes::ByteBuf::from(genesis::of(DocumentKind::Case).raw_bytes().to_vec());
        let args = Args::default().with("enterprise", enterprise).with("district", "tongan").with("category", "industrial");
        self.bureau.say(&FromDevice::Open { document, genesis, command: command(Act::Open, args) });
        granted(&mut self.bureau);
        let start = command(Act::Start, Args::default().with("trigger", "regulator"));
        self.bureau.say(&FromDevice::Command { document, command: start });
        granted(&mut self.bureau);
        document
    }
}

/// A hand and whose it is.
#[derive(Clone)]
struct Signed {
    hand: Hand,
    person: shared::ids::PersonId,
}

impl Signed {
    fn author(&self) -> Author {
        Author { person: self.person, device: self.hand.device }
    }
}

impl Enterprise {
    fn register(relay: &Relay, number: usize) -> Self {
        let name = format!("bench{number:03}");
        let org = format!("量程企业{number:03}");
        let add = ["person", "add", "--name", &name, "--full-name", &name, "--role", "enterprise", "--org", &org];
        relay.operator_with(&add, PASSWORD).done();
        let session = Hand::at(relay).sign_in_as(&name, PASSWORD).expect("was just added");
        Self { name, org: session.person.org.id }
    }
}

/// A wish of today, for the version that stands.
pub(crate) fn command(act: Act, args: Args) -> workflow::Command {
    workflow::Command { id: CommandId(draw()), act, on: now().day(), args, heads: Vec::new(), rules: RULES }
}

/// Waits until what was asked for is granted.
pub(crate) fn granted(line: &mut Line) {
    line.hear_first(|heard| match heard {
        FromRelay::Decided { refused: None, .. } => Some(()),
        FromRelay::Decided { refused: Some(refusal), .. } => panic!("the bureau may: {refusal:?}"),
        FromRelay::Trouble { code, .. } => panic!("{code:?}"),
        _ => None,
    });
}

/// Submits and waits until all of it is durable; the number of the last entry.
pub(crate) fn submit(line: &mut Line, document: DocumentId, changes: Vec<serde_bytes::ByteBuf>) -> u64 {
    let sent = changes.len();
    line.say(&FromDevice::Submit { batch: 0, document, changes });
    line.hear_first(|heard| match heard {
        FromRelay::Answer { accepted, refused, .. } => {
            assert_eq!(accepted.len(), sent, "all of it is good: {refused:?}");
            Some(accepted.last().map_or(0, |(_, n)| *n))
        }
        FromRelay::Trouble { code, .. } => panic!("{code:?}"),
        _ => None,
    })
}

/// This thread, and whatever it starts from now on, runs on one core. Where there is no `taskset`, or one core, it runs anywhere.
fn go_to(core: &str) -> bool {
    let id = std::process::id().to_string();
    let moved = Command::new("taskset").args(["-cp", core, &id]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    moved.is_ok_and(|status| status.success())
}

/// What is to be said of it.
pub(crate) fn pinned() -> &'static str {
    if go_to(CORES[1]) { ", relay and everybody else on a core each" } else { ", relay and everybody else on the same cores" }
}
