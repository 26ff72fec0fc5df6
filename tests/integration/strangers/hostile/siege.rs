//! A siege: one sends attacks, two others go on working, and in the end everything is read again from the disk.

use automerge::{ActorId, Automerge, Change};
use serde_bytes::ByteBuf;
use shared::{
    ids::{Author, DocumentId},
    records::edit::{self, Edit},
    sync::wire::{FromDevice, FromRelay},
    workflow::Code,
};
use tests::{
    Line, Relay, Tablet, Who,
    cast::{CAIS, SHARED, path},
    tablet::{draw, now},
};

const FIELD: &str = "causes.stock";

/// What is sent in one batch, and how the relay must answer.
pub(super) struct Attack {
    /// Said when it succeeds.
    pub(super) what: &'static str,
    /// The changes of the batch.
    pub(super) chunks: Vec<Vec<u8>>,
    /// The code for each.
    pub(super) refused: Vec<Code>,
}

/// What an attacker who is a member of the group can build on.
pub(super) struct Ground {
    /// The document as everybody has it.
    pub(super) doc: Automerge,
    /// The attacker's own first change, accepted.
    pub(super) first: Change,
    /// The honest one that would follow: a short field overwritten.
    pub(super) second: Change,
    /// Somebody else's last change.
    pub(super) wangs: Change,
}

/// Sends the attacks that `plan` makes of the ground.
pub(super) fn besiege(plan: impl FnOnce(&Ground) -> Vec<Attack>) {
    let mut relay = Relay::start();
    let (mut li, mut wang, mut cai) = (Tablet::of(Who::Li, &relay), Tablet::of(Who::Wang, &relay), Tablet::of(Who::Cai, &relay));
    let case = li.open(SHARED);
    wang.open(SHARED);
    cai.open(CAIS);
    let mut line = li.hand.line().expect("signed in");
    let ground = ground(&mut li, &mut wang, &mut line, case);
    let heads = ground.doc.get_heads();

    let mut words = String::new();
    for (number, attack) in (1..).zip(plan(&ground)) {
        submit(&mut line, case, &attack.chunks);
        words = format!("封存{number}箱");
        for bystander in [&mut wang, &mut cai] {
            bystander.type_in(FIELD, &words);
            bystander.until_settled();
            assert_eq!(bystander.refused(), [], "{}", attack.what);
        }
        let (accepted, refused) = answer(&mut line);
        assert_eq!((accepted, &refused), (0, &attack.refused), "{}", attack.what);
        relay.lives();
    }
    submit(&mut line, case, &[ground.second.raw_bytes().to_vec()]);
    assert_eq!(answer(&mut line), (1, vec![]), "the honest change is still welcome");

    relay.kill();
    relay.start_again();
    for (who, enterprise) in [(Who::Wang, SHARED), (Who::Cai, CAIS)] {
        let mut reader = Tablet::of(who, &relay);
        reader.open(enterprise);
        reader.until("the document is there again", |reader| reader.text(FIELD) == words);
        let doc = replayed(&reader);
        assert_eq!(Automerge::load(&doc.save()).expect("it saves and loads").get_heads(), doc.get_heads());
        if who == Who::Wang {
            assert!(heads.iter().all(|head| doc.get_change_meta_by_hash(head).is_some()), "nothing is lost");
        }
    }
}

fn ground(li: &mut Tablet, wang: &mut Tablet, line: &mut Line, case: DocumentId) -> Ground {
    wang.type_in(FIELD, "封存");
    wang.until_settled();
    let entries = wang.log().len();
    li.until("Wang's words are here", |li| li.log().len() >= entries);
    let mut doc = replayed(li);
    let wangs = wang.log().pop().map(Change::from_bytes).expect("a log").expect("the relay's own log");
    let mut device = as_author(doc.clone(), li.author());
    let first = overwrite(&mut device, "陈经理");
    doc.apply_changes([first.clone()]).expect("it builds on the log");
    submit(line, case, &[first.raw_bytes().to_vec()]);
    assert_eq!(answer(line), (1, vec![]));
    Ground { second: overwrite(&mut device, "黄厂长"), doc, first, wangs }
}

/// The document of a tablet's log.
fn replayed(tablet: &Tablet) -> Automerge {
    let mut doc = Automerge::new();
    doc.apply_changes(tablet.log().into_iter().map(|chunk| Change::from_bytes(chunk).expect("the relay's own log"))).expect("in order");
    doc
}

fn as_author(mut doc: Automerge, author: Author) -> Automerge {
    doc.set_actor(ActorId::from(draw()));
    doc.set_author(Some(author.to_bytes().into()));
    doc
}

fn overwrite(device: &mut Automerge, text: &str) -> Change {
    let write = Edit::Write { path: path("causes.quality_head"), text: text.into() };
    edit::apply(device, &write, now()).expect("the place is there").expect("something changes")
}

fn submit(line: &mut Line, document: DocumentId, chunks: &[Vec<u8>]) {
    line.say(&FromDevice::Submit { batch: 1, document, changes: chunks.iter().cloned().map(ByteBuf::from).collect() });
}

/// How many were accepted, and why the others were not.
fn answer(line: &mut Line) -> (usize, Vec<Code>) {
    line.hear_first(|heard| match heard {
        FromRelay::Answer { accepted, refused, blocked, retry, .. } => {
            assert_eq!((blocked, retry), (vec![], vec![]));
            Some((accepted.len(), refused.into_iter().map(|(_, refusal)| refusal.code).collect()))
        }
        FromRelay::Trouble { code, .. } => panic!("the relay is in trouble: {code:?}"),
        _ => None,
    })
}
