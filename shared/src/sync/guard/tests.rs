//! What hostile or broken devices send, after the hazards measured on the library: each is answered with a code, and the
//! document stays whole.

mod growth;

use std::num::NonZeroU64;

use automerge::{
    ActorId, Author as AmAuthor, Automerge, Change, ExpandedChange, ROOT, ReadDoc, ScalarValue,
    legacy::{ElementId, Key, ObjectId, Op, OpId, OpType},
    transaction::{CommitOptions, Transactable},
};
use serde_bytes::ByteBuf;

use super::{Ground, Judgement, judge, judge_itself};
use crate::{
    documents::DocumentKind,
    forms::Path,
    ids::{Author, DeviceId, OrgId, PersonId},
    people::{District, Org, OrgKind, Person, Role},
    records::{
        edit::{self, Edit},
        genesis, ledger,
        objects::Objects,
        read,
    },
    time::Timestamp,
    workflow::{Act, Args, Code, State},
};

const AT: Timestamp = Timestamp(1_700_000_000_000);

fn person(n: u8, role: Role) -> Person {
    let org = Org { id: OrgId([n; 16]), name: String::new(), kind: OrgKind::TechnicalBody, district: Some(District::Tongan) };
    Person { id: PersonId([n; 16]), name: String::new(), role, org }
}

fn lin() -> Person {
    person(1, Role::Expert)
}

fn author(person: &Person) -> Author {
    Author { person: person.id, device: DeviceId([5; 16]) }
}

/// A case in which Lin and Wang are the group.
fn case() -> Automerge {
    let mut doc = Automerge::new();
    doc.apply_changes([genesis::of(DocumentKind::Case)]).unwrap();
    let group = format!("{} {}", PersonId([1; 16]), PersonId([2; 16]));
    let acts = [
        (Act::Open, Args::default().with("enterprise", OrgId([7; 16])).with("district", District::Tongan.code())),
        (Act::Serve, Args::default().with("conclusion", "fail")),
        (Act::Start, Args::default()),
        (Act::FormGroup, Args::default().with("group", group)),
    ];
    for (act, args) in acts {
        ledger::enter(&mut doc, act, args, AT);
    }
    doc
}

fn on_device(doc: &Automerge, person: &Person, actor: u8) -> Automerge {
    let mut doc = doc.clone().with_author(Some(AmAuthor::from(author(person).to_bytes())));
    doc.set_actor(ActorId::from([actor; 16]));
    doc
}

fn write(path: &str, text: &str) -> Edit {
    Edit::Write { path: Path::of_steps(&[path.to_owned()]), text: text.into() }
}

fn honest(doc: &mut Automerge, edit: &Edit) -> Change {
    edit::apply(doc, edit, AT).unwrap().unwrap()
}

fn state(doc: &Automerge) -> State {
    ledger::state(doc).expect("the document is a case")
}

fn submit(doc: &Automerge, person: &Person, changes: &[Change]) -> Judgement {
    let chunks: Vec<_> = changes.iter().map(|change| ByteBuf::from(change.raw_bytes().to_vec())).collect();
    judge(doc, &state(doc), person, author(person), &chunks, AT.day())
}

fn whole(doc: &Automerge) {
    let again = Automerge::load(&doc.save()).expect("the document still loads");
    assert_eq!(read::content(&again), read::content(doc));
}

/// Lin's device makes an honest change, `bend` spoils it.
fn spoiled(bend: impl FnOnce(&mut ExpandedChange, &Automerge)) -> Vec<Code> {
    let doc = case();
    let mut device = on_device(&doc, &lin(), 0x11);
    honest(&mut device, &write("causes.quality_head", "陈经理"));
    let doc = device.clone();
    let change = honest(&mut device, &write("causes.quality_head", "黄厂长"));
    let mut expanded = change.decode();
    bend(&mut expanded, &doc);
    let judgement = submit(&doc, &lin(), &[Change::from(expanded)]);
    assert!(judgement.accepted.is_empty());
    whole(&judgement.doc);
    assert_eq!(judgement.doc.get_heads(), doc.get_heads());
    judgement.refused.into_iter().map(|(_, refusal)| refusal.code).collect()
}

#[test]
fn honest_changes_are_accepted_in_order_and_known_ones_recognised() {
    let doc = case();
    let mut device = on_device(&doc, &lin(), 0x11);
    let changes = [
        honest(&mut device, &write("causes.problem", "导体电阻偏大")),
        honest(&mut device, &Edit::Add { path: Path::field("causes", "list"), row: "00000000000000aa".into(), order: "1".into() }),
        honest(&mut device, &write("causes.list.00000000000000aa.text", "拉丝模磨损")),
        honest(&mut device, &write("causes.list.00000000000000aa.status", "confirmed")),
        honest(&mut device, &Edit::Remove { path: Path::field("causes", "list").row("00000000000000aa"), removed: true }),
        honest(&mut device, &write("causes.problem", "导体")),
    ];
    let judgement = submit(&doc, &lin(), &changes);
    assert_eq!(judgement.refused, []);
    assert_eq!(judgement.accepted.len(), changes.len());
    assert_eq!(read::content(&judgement.doc), read::content(&device));
    let again = submit(&judgement.doc, &lin(), &changes);
    assert_eq!((again.known.len(), again.accepted.len()), (changes.len(), 0));
}

/// Trying that fails asks for the document again: here there is none.
#[test]
fn what_builds_on_each_other_is_tried_together() {
    let doc = case();
    let mut device = on_device(&doc, &lin(), 0x11);
    let changes: Vec<ByteBuf> = ["导体", "导体电阻", "导", "导体电阻偏大"]
        .iter()
        .flat_map(|text| [write("causes.problem", text), write("causes.quality_head", text)])
        .map(|edit| ByteBuf::from(honest(&mut device, &edit).raw_bytes().to_vec()))
        .collect();
    let (mut own, state) = (doc.clone(), state(&doc));
    let ground = Ground { doc: &mut own, objects: &mut Objects::default(), again: &|| None };
    let judged = judge_itself(ground, &state, &lin(), author(&lin()), &changes, AT.day()).expect("nothing is spoiled");
    assert_eq!((judged.accepted.len(), judged.refused), (changes.len(), vec![]));
    assert_eq!(read::content(&own), read::content(&device));
}

/// An operation of the second change is no past of the first, although both are there when they are tried together.
#[test]
fn a_change_that_speaks_of_the_next_one_is_refused_and_the_next_one_blocked() {
    let doc = case();
    let mut device = on_device(&doc, &lin(), 0x11);
    honest(&mut device, &write("causes.problem", "导体"));
    let doc = device.clone();
    let mut first = honest(&mut device, &write("causes.problem", "导")).decode();
    let mut second = honest(&mut device, &write("causes.problem", "导线")).decode();
    let next = OpId::new(second.start_op.get(), &ActorId::from([0x11; 16]));
    first.operations[0].key = Key::Seq(ElementId::Id(next.clone()));
    first.operations[0].pred = vec![next].into();
    let first = Change::from(first);
    second.deps = vec![first.hash()];
    let second = Change::from(second);
    let judgement = submit(&doc, &lin(), &[first.clone(), second.clone()]);
    assert_eq!(judgement.refused, [(first.hash().into(), Code::OutOfOrder.into())]);
    assert_eq!(judgement.blocked, [second.hash().into()]);
    assert_eq!(judgement.doc.get_heads(), doc.get_heads());
}

#[test]
fn a_change_whose_ground_is_missing_is_asked_for_again_and_one_on_refused_ground_is_blocked() {
    let doc = case();
    let mut device = on_device(&doc, &lin(), 0x11);
    let first = honest(&mut device, &write("rectification.plan", "不是我的栏目"));
    let second = honest(&mut device, &write("causes.quality_head", "陈经理"));
    assert_eq!(submit(&doc, &lin(), std::slice::from_ref(&second)).retry, [second.hash().into()]);
    let judgement = submit(&doc, &lin(), &[first, second]);
    assert_eq!(judgement.refused[0].1.code, Code::NotYourSection);
    assert_eq!(judgement.blocked.len(), 1);
    whole(&judgement.doc);
}

#[test]
fn names_of_others_are_refused() {
    let doc = case();
    let mut wangs = on_device(&doc, &person(2, Role::Expert), 0x22);
    let change = honest(&mut wangs, &write("causes.quality_head", "陈经理"));
    assert_eq!(submit(&doc, &lin(), std::slice::from_ref(&change)).refused[0].1.code, Code::NotYourName);
    let accepted = submit(&doc, &person(2, Role::Expert), &[change]).doc;
    // Lin goes on with Wang's actor.
    let mut stolen = on_device(&accepted, &lin(), 0x22);
    let change = honest(&mut stolen, &write("causes.quality_head", "黄厂长"));
    assert_eq!(submit(&accepted, &lin(), &[change]).refused[0].1.code, Code::NotYourName);
    // And with the relay's.
    let mut relay = on_device(&doc, &lin(), 0);
    relay.set_actor(ActorId::from(ledger::RELAY_ACTOR));
    let change = honest(&mut relay, &write("causes.quality_head", "黄厂长"));
    assert_eq!(submit(&doc, &lin(), &[change]).refused[0].1.code, Code::NotYourName);
}

#[test]
fn only_the_relay_writes_the_ledger_and_only_forms_have_places() {
    for (map, key) in [("ledger", "999999"), ("meta", "kind"), ("causes", "no_such_field"), ("causes", "list")] {
        let doc = case();
        let mut device = on_device(&doc, &lin(), 0x11);
        let (_, id) = device.get(ROOT, map).unwrap().unwrap();
        let mut tx = device.transaction();
        tx.put(&id, key, "x").unwrap();
        tx.commit_with(CommitOptions::default().with_time(1));
        let change = device.get_last_local_change().unwrap();
        let judgement = submit(&doc, &lin(), &[change]);
        assert!(matches!(judgement.refused[0].1.code, Code::UnknownPlace | Code::WrongKind), "{map}.{key}: {:?}", judgement.refused);
    }
}

#[test]
fn spoiled_changes_are_refused_with_a_code_and_harm_nothing() {
    let stranger = || OpId::new(3, &ActorId::from([0x77; 16]));
    assert_eq!(spoiled(|change, _| change.seq = 7), [Code::OutOfOrder], "a gap in the sequence");
    assert_eq!(spoiled(|change, _| change.seq = 1), [Code::NotYourName], "a second first change");
    assert_eq!(spoiled(|change, _| change.start_op = NonZeroU64::MIN), [Code::OutOfOrder], "operation numbers of long ago");
    assert_eq!(
        spoiled(|change, _| change.start_op = NonZeroU64::new(u64::from(u32::MAX)).unwrap()),
        [Code::OutOfOrder],
        "the last operation number"
    );
    assert_eq!(spoiled(|change, _| change.operations[0].pred = Vec::new().into()), [Code::WrongPredecessor], "a hidden conflict");
    assert_eq!(
        spoiled(|change, _| change.operations[0].pred = vec![stranger()].into()),
        [Code::WrongPredecessor],
        "an unknown predecessor"
    );
    assert_eq!(spoiled(|change, _| change.operations[0].key = Key::Map("problem".into())), [Code::WrongKind], "a scalar over a text");
    assert_eq!(spoiled(|change, _| change.operations[0].key = Key::Map("sold".into())), [Code::WrongKind], "another field's predecessor");
    assert_eq!(spoiled(|change, _| change.operations[0].obj = ObjectId::Id(stranger())), [Code::UnknownPlace], "an unknown object");
    assert_eq!(spoiled(|change, _| change.operations[0].action = OpType::Put(ScalarValue::Int(3))), [Code::WrongKind], "a number");
    assert_eq!(
        spoiled(|change, _| change.operations[0].action = OpType::Put("长".repeat(4_000).into())),
        [Code::TooLarge],
        "a very long short text"
    );
    assert_eq!(spoiled(|change, _| change.operations[0].action = OpType::Delete), [Code::WrongKind], "a deletion in a map");
    let inserts_after_nothing = |change: &mut ExpandedChange, doc: &Automerge| {
        let (_, causes) = doc.get(ROOT, "causes").unwrap().unwrap();
        let (_, text) = doc.get(&causes, "problem").unwrap().unwrap();
        let automerge::ObjId::Id(counter, actor, _) = text else { unreachable!("a text is no root") };
        change.operations[0] = Op {
            action: OpType::Put("x".into()),
            obj: ObjectId::Id(OpId::new(counter, &actor)),
            key: Key::Seq(ElementId::Id(stranger())),
            pred: Vec::new().into(),
            insert: true,
        };
    };
    assert_eq!(spoiled(inserts_after_nothing), [Code::WouldCorrupt], "after a character that is not there");
}

#[test]
fn what_a_change_could_not_know_of_it_cannot_speak_of() {
    let base = case();
    // Somebody makes a row; a change that builds on the version before names it.
    let mut other = on_device(&base, &person(2, Role::Expert), 0x22);
    let row = honest(&mut other, &Edit::Add { path: Path::field("causes", "list"), row: "00000000000000aa".into(), order: "1".into() });
    let doc = submit(&base, &person(2, Role::Expert), std::slice::from_ref(&row)).doc;
    let mut device = on_device(&doc, &lin(), 0x11);
    let cell = honest(&mut device, &write("causes.list.00000000000000aa.status", "confirmed"));
    let stepped_out = |deps: Vec<automerge::ChangeHash>, start: u64| {
        let mut expanded = cell.decode();
        expanded.deps = deps;
        expanded.start_op = NonZeroU64::new(start).unwrap();
        submit(&doc, &lin(), &[Change::from(expanded)]).refused[0].1.code
    };
    assert_eq!(stepped_out(vec![], 1), Code::OutOfOrder, "a loser that nobody sees");
    let before = base.get_change_meta_by_hash(&base.get_heads()[0]).unwrap().max_op;
    assert_eq!(stepped_out(base.get_heads(), before + 1), Code::OutOfOrder, "a row of which it could not know");
    assert_eq!(submit(&doc, &lin(), &[cell]).refused, []);
}

#[test]
fn times_that_no_calendar_has_are_no_times() {
    for time in [i64::MIN >> 2, i64::MAX >> 2, 8_210_266_876_799_999, -8_334_601_228_800_000] {
        assert_eq!(spoiled(|change, _| change.time = time), [Code::Malformed], "{time}");
    }
    let mut device = on_device(&case(), &lin(), 0x11);
    let mut expanded = honest(&mut device, &write("causes.quality_head", "陈经理")).decode();
    expanded.time = 0;
    assert_eq!(submit(&case(), &lin(), &[Change::from(expanded)]).refused, [], "a clock that was reset refuses nothing");
}

#[test]
fn bytes_that_are_no_change_are_refused_and_later_good_ones_accepted() {
    let doc = case();
    let mut device = on_device(&doc, &lin(), 0x11);
    let good = honest(&mut device, &write("causes.quality_head", "陈经理"));
    let chunks = [ByteBuf::from(b"noise".to_vec()), ByteBuf::from(doc.save()), ByteBuf::from(good.raw_bytes().to_vec())];
    let judgement = judge(&doc, &state(&doc), &lin(), author(&lin()), &chunks, AT.day());
    assert_eq!(judgement.refused.iter().map(|(_, refusal)| refusal.code).collect::<Vec<_>>(), [Code::Malformed, Code::Malformed]);
    assert_eq!(judgement.accepted.len(), 1);
}
