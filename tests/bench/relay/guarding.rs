//! The guard alone, natively: what a change costs before it may be stored.

use std::{hint::black_box, time::Instant};

use automerge::{Automerge, Change};
use serde_bytes::ByteBuf;
use shared::{
    documents::DocumentKind,
    ids::{Author, DeviceId, OrgId, PersonId},
    people::{Org, OrgKind, Person, Role},
    records::genesis,
    sync::guard,
    workflow::{Act, Args, Entry, State},
};
use tests::tablet::now;

use crate::{Figure, pen::Pen, spread};

const SIZES: [usize; 3] = [1_000, 5_000, 25_000];
const TIMES: usize = 300;

pub(crate) fn by_size() -> Vec<Figure> {
    SIZES.into_iter().flat_map(|operations| [1, 50].map(|at_once| measure(operations, at_once))).collect()
}

fn measure(operations: usize, at_once: usize) -> Figure {
    let org = Org { id: OrgId([7; 16]), name: "示例企业".into(), kind: OrgKind::Enterprise, district: None };
    let person = Person { id: PersonId([3; 16]), name: "陈".into(), role: Role::Enterprise, org };
    let author = Author { person: person.id, device: DeviceId([4; 16]) };
    let state = State::of(DocumentKind::Case, started(&person));
    let mut pen = Pen::begin(author);
    let mut doc = Automerge::new();
    let written = pen.write_until(operations);
    let standing: Vec<Change> = [genesis::of(DocumentKind::Case)].into_iter().chain(written.iter().map(change)).collect();
    doc.apply_changes(standing).expect("real edits apply");
    let batches: Vec<Vec<ByteBuf>> = (0..TIMES.div_ceil(at_once) + 4).map(|_| pen.go_on(at_once)).collect();
    let mut taken = Vec::new();
    for batch in batches {
        let begin = Instant::now();
        let judgement = black_box(guard::judge(&doc, &state, &person, author, &batch, now().day()));
        taken.push(begin.elapsed() / u32::try_from(at_once).expect("few"));
        assert_eq!(judgement.accepted.len(), at_once, "{:?}", judgement.refused);
        doc = judgement.doc;
    }
    let [p50, p95] = [50, 95].map(|percent| spread::percentile(&taken, percent).as_secs_f64() * 1e6);
    Figure {
        what: format!("guard per change at {operations} operations, {at_once} a submit"),
        how: format!("{} submits, natively", taken.len()),
        found: format!("p50 {p50:.0} µs · p95 {p95:.0} µs"),
    }
}

fn change(bytes: &ByteBuf) -> Change {
    Change::from_bytes(bytes.to_vec()).expect("a change that was just made")
}

fn started(person: &Person) -> Vec<Entry> {
    let opened = Args::default().with("enterprise", person.org.id).with("district", "tongan");
    let acts = [(Act::Open, opened), (Act::Start, Args::default().with("trigger", "regulator"))];
    let entry = |(number, (act, args))| Entry { number, act, args, by: PersonId([1; 16]), on: now().day(), at: now(), heads: Vec::new() };
    (0..).zip(acts).map(entry).collect()
}
