//! The device's machine alone, natively: what it costs to open a long case, and to take a pause and its answer in it.

use std::time::{Duration, Instant};

use automerge::Change;
use serde_bytes::ByteBuf;
use shared::{
    codec,
    documents::DocumentKind,
    forms::Path,
    ids::{Author, DeviceId, DocumentId, Era, PersonId},
    records::{genesis, read::Content},
    sync::{
        device::{Ask, Device, Effect, Input, Show, Table},
        wire::{FromDevice, FromRelay, Listed},
    },
    time::Timestamp,
    workflow::State,
};
use tests::tablet::{draw, now};

use super::figure;
use crate::{Figure, pen::Pen};

const CHANGES: usize = 5_000;
const TIMES: usize = 20;
const CASE: DocumentId = DocumentId([8; 16]);

pub(super) fn opening() -> Vec<Figure> {
    let (mut device, log) = long_case();
    let mut snapshot = None;
    let from_log = (0..TIMES).map(|_| {
        let (taken, row) = opened(&mut device, None, log.clone());
        snapshot = row;
        taken
    });
    let from_log: Vec<Duration> = from_log.collect();
    let snapshot = snapshot.expect("so long a log is worth one");
    let from_snapshot = (0..TIMES).map(|_| opened(&mut device, Some(snapshot.clone()), vec![log.last().expect("a long log").clone()]).0);
    let what = "opening a case of 5,000 changes on the device";
    let mut figures = figure(what, "20 times, from its log to the message for the page", from_log.into_iter());
    figures.extend(figure(&format!("{what} again"), "20 times, from its snapshot to the message for the page", from_snapshot));
    figures
}

/// Opens the case and closes it; how long the first took, and the snapshot that the second left.
fn opened(device: &mut Device, snapshot: Option<Vec<u8>>, entries: Vec<Vec<u8>>) -> (Duration, Option<Vec<u8>>) {
    device.handle(Input::Ask(Ask::Open { document: CASE }), now());
    let begin = Instant::now();
    encoded(&device.handle(Input::Log { document: CASE, snapshot, entries }, now()));
    let taken = begin.elapsed();
    let writes = device.handle(Input::Ask(Ask::Close { document: CASE }), now()).into_iter().filter_map(|effect| match effect {
        Effect::Save(writes) => Some(writes),
        Effect::Read(_) | Effect::Send(_) | Effect::Show(_) | Effect::Attached { .. } => None,
    });
    let row = writes.flatten().find(|write| write.table == Table::Snapshots).and_then(|write| write.value);
    (taken, row)
}

pub(super) fn pausing() -> Vec<Figure> {
    let (mut device, log) = long_case();
    device.handle(Input::Ask(Ask::Open { document: CASE }), now());
    device.handle(Input::Log { document: CASE, snapshot: None, entries: log }, now());
    device.handle(Input::Connected, now());
    device.handle(Input::Heard(Box::new(FromRelay::Welcome { era: Era([1; 16]), rights: 1 })), now());
    let mut text = String::new();
    let taken = (0..TIMES).map(|n| {
        text.push('话');
        let path = Path::field("causes", "stock");
        device.handle(Input::Ask(Ask::Type { document: CASE, path, text: text.clone() }), now());
        let begin = Instant::now();
        let effects = device.handle(Input::Ask(Ask::Keep { document: CASE }), now());
        encoded(&effects);
        let sent = effects.iter().find_map(|effect| match effect {
            Effect::Send(FromDevice::Submit { batch, changes, .. }) => Some((*batch, changes.clone())),
            Effect::Save(_) | Effect::Read(_) | Effect::Send(_) | Effect::Show(_) | Effect::Attached { .. } => None,
        });
        let (batch, changes) = sent.expect("a pause is sent");
        let change = Change::from_bytes(changes[0].to_vec()).expect("just made");
        let n = (CHANGES + 2 + n) as u64;
        let accepted = vec![(change.hash().into(), n)];
        let (document, listed) = (CASE, Some(listed(n)));
        let answer = FromRelay::Answer { batch, document, accepted, refused: vec![], blocked: vec![], retry: vec![], listed };
        encoded(&device.handle(Input::Heard(Box::new(answer)), now()));
        begin.elapsed()
    });
    figure("a pause in such a case, and its answer", "20 times, with the messages for the page", taken)
}

/// As the shell gives it to the page.
fn encoded(effects: &[Effect]) {
    for effect in effects {
        if let Effect::Show(show) = effect {
            std::hint::black_box(codec::encode(show));
        }
    }
}

fn listed(n: u64) -> Listed {
    let state = State::of(DocumentKind::Case, Vec::new());
    Listed::of(CASE, &Content::default(), &state, Timestamp(0), Vec::new(), n)
}

/// A machine that holds a long case, without a network, and the case's log.
fn long_case() -> (Device, Vec<Vec<u8>>) {
    let author = Author { person: PersonId([3; 16]), device: DeviceId([4; 16]) };
    let mut log = vec![ByteBuf::from(genesis::of(DocumentKind::Case).raw_bytes().to_vec())];
    log.extend(Pen::begin(author).go_on(CHANGES));
    let mut device = Device::new(author, draw());
    device.handle(Input::Stored(Vec::new()), now());
    device.handle(Input::Connected, now());
    device.handle(Input::Heard(Box::new(FromRelay::Welcome { era: Era([1; 16]), rights: 1 })), now());
    let entries = FromRelay::Entries { listed: listed(log.len() as u64), after: 0, entries: log.clone() };
    let effects = device.handle(Input::Heard(Box::new(entries)), now());
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Show(Show::Moved { .. }))), "it is on the device");
    device.handle(Input::Disconnected, now());
    (device, log.into_iter().map(ByteBuf::into_vec).collect())
}
