//! Whoever reads slowly costs little, holds up nobody and misses nothing.

use automerge::{
    ActorId, Automerge, Change, ROOT, ReadDoc,
    transaction::{CommitOptions, Transactable},
};
use serde_bytes::ByteBuf;
use shared::{
    ids::{Author, DocumentId},
    sync::wire::{FromDevice, FromRelay},
};
use tests::{
    Line, Relay, Tablet, Who,
    cast::SHARED,
    tablet::{draw, now},
};

const ROW: &str = "00000000000000aa";
/// Short fields of the row.
const CELLS: [&str; 4] = ["product", "model", "made", "unit"];
/// Changes in one submit.
const BATCH: usize = 50;

/// Writes much, as an honest device could: long words in four short fields.
struct Writer {
    line: Line,
    document: DocumentId,
    doc: Automerge,
    author: Author,
    batches: u64,
}

impl Writer {
    fn of(tablet: &mut Tablet) -> Self {
        let document = tablet.open(SHARED);
        tablet.add_row("causes.items", ROW);
        tablet.until_settled();
        let mut doc = Automerge::new();
        for chunk in tablet.log() {
            doc.apply_changes([Change::from_bytes(chunk).expect("the relay's own log")]).expect("in order");
        }
        doc.set_actor(ActorId::from(draw()));
        doc.set_author(Some(tablet.author().to_bytes().into()));
        let line = tablet.hand.line().expect("signed in");
        Self { line, document, doc, author: tablet.author(), batches: 0 }
    }

    /// So many changes, each of some 15,000 bytes, all of them accepted.
    fn write(&mut self, count: usize) {
        for _ in 0..count / BATCH {
            self.batches += 1;
            let changes: Vec<ByteBuf> = (0..BATCH).map(|_| self.change()).collect();
            self.line.say(&FromDevice::Submit { batch: self.batches, document: self.document, changes });
            let answer = std::iter::repeat_with(|| self.line.hear()).find(|heard| matches!(heard, FromRelay::Answer { .. }));
            let Some(FromRelay::Answer { accepted, refused, .. }) = answer else { unreachable!("just found") };
            assert_eq!((accepted.len(), refused), (BATCH, vec![]), "{:?}", self.author);
        }
    }

    fn change(&mut self) -> ByteBuf {
        let step = |doc: &Automerge, object, key: &str| doc.get(object, key).expect("a map").expect("the place is there").1;
        let section = step(&self.doc, ROOT, "causes");
        let items = step(&self.doc, section, "items");
        let row = step(&self.doc, items, ROW);
        let mut tx = self.doc.transaction();
        for cell in CELLS {
            let words = format!("{:032x}", u128::from_le_bytes(draw()));
            tx.put(&row, cell, words.repeat(120)).expect("a map");
        }
        let (hash, _) = tx.commit_with(CommitOptions::default().with_time(now().0));
        let change = self.doc.get_change_by_hash(&hash.expect("something changes")).expect("just made");
        ByteBuf::from(change.raw_bytes().to_vec())
    }
}

/// 1,000 changes of 15 MB while one device reads nothing, one reads a little at a time, and one reads at once.
#[test]
fn a_thousand_changes_hold_up_nobody_and_everybody_has_them_in_the_end() {
    let mut relay = Relay::start();
    let mut li = Tablet::of(Who::Li, &relay);
    let mut writer = Writer::of(&mut li);
    let (mut deaf, mut steady, mut quick) = (Tablet::of(Who::City, &relay), Tablet::of(Who::Tongan, &relay), Tablet::of(Who::Wang, &relay));
    let mut line = relay.hand(Who::Unit).line().expect("signed in");
    line.say(&FromDevice::Inventory { since: 0 });
    assert!(matches!(line.hear(), FromRelay::Inventory { more: false, .. }));

    let (case, before) = (writer.document, li.log_of(writer.document).len());
    for batch in 1..=20 {
        writer.write(BATCH);
        quick.until("all of it", |quick| quick.log_of(case).len() == before + batch * BATCH);
        let had = steady.log_of(case).len();
        steady.until("a little more", |steady| steady.log_of(case).len() > had);
    }
    relay.lives();

    let mut pushed = 0;
    let asked_on = std::iter::repeat_with(|| line.hear()).find_map(|heard| match heard {
        FromRelay::Entries { entries, .. } => {
            pushed += entries.len();
            None
        }
        FromRelay::Inventory { documents, cursor, more: true, .. } if documents.is_empty() => Some(cursor),
        other => panic!("{other:?}"),
    });
    assert!(pushed < 20 * BATCH, "what did not fit was not kept for the one who reads nothing");
    line.say(&FromDevice::Inventory { since: asked_on.expect("just heard") });
    let FromRelay::Inventory { documents, .. } = line.hear() else { panic!("an inventory") };
    assert!(documents.iter().any(|listed| listed.summary.id == case && listed.n == (before + 20 * BATCH) as u64));

    let has_all = |tablet: &Tablet| tablet.log_of(case).len() == before + 20 * BATCH;
    deaf.until("everything, on the connection that it has", has_all);
    steady.until("everything, without having been cut off", has_all);
    assert!(quick.log_of(case) == deaf.log_of(case) && quick.log_of(case) == steady.log_of(case), "the relay's log");
    writer.write(BATCH);
    for tablet in [&mut deaf, &mut steady, &mut quick] {
        tablet.until("news, as they are made", |tablet| tablet.log_of(case).len() == before + 21 * BATCH);
    }
}

/// A document moves while devices ask what moved: between the page and the push nothing is lost and nothing comes in the wrong order.
#[test]
fn what_moves_while_a_device_asks_is_neither_lost_nor_told_in_the_wrong_order() {
    let relay = Relay::start();
    let (mut li, mut city, mut wang) = (Tablet::of(Who::Li, &relay), Tablet::of(Who::City, &relay), Tablet::of(Who::Wang, &relay));
    let case = li.open(SHARED);
    for round in 0..20 {
        city.disconnect();
        city.connect(); // asks, and reads nothing yet
        li.type_in("causes.problem", &format!("第{round}次修改"));
        wang.disconnect();
        wang.connect();
        li.until_settled();
    }
    for tablet in [&mut city, &mut wang] {
        tablet.until("everything", |tablet| tablet.log_of(case).len() == li.log_of(case).len());
        assert_eq!(tablet.log_of(case), li.log_of(case));
    }
}
