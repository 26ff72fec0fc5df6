//! What grows has an end: the document stays one that everybody can open, and what is refused is refused with a code.

use automerge::{ObjType, ReadDoc};

use super::*;
use crate::sync::guard::limits;

/// What the guard says to an honest change of Lin's on this document.
fn says(doc: &Automerge, edit: &Edit) -> Vec<Code> {
    let mut device = on_device(doc, &lin(), 0x11);
    let change = honest(&mut device, edit);
    codes(&submit(doc, &lin(), &[change]))
}

fn codes(judgement: &Judgement) -> Vec<Code> {
    judgement.refused.iter().map(|(_, refusal)| refusal.code).collect()
}

/// Written past the guard, as by a release that had none.
fn written(doc: &mut Automerge, write: impl FnOnce(&mut automerge::transaction::Transaction<'_>, &automerge::ObjId)) {
    let (_, causes) = doc.get(ROOT, "causes").unwrap().unwrap();
    let mut tx = doc.transaction();
    write(&mut tx, &causes);
    tx.commit_with(CommitOptions::default().with_time(1));
}

fn prose(tx: &automerge::transaction::Transaction<'_>, causes: &automerge::ObjId, field: &str) -> automerge::ObjId {
    tx.get(causes, field).unwrap().unwrap().1
}

#[test]
fn a_long_text_has_an_end() {
    let mut doc = case();
    written(&mut doc, |tx, causes| {
        let text = prose(tx, causes, "problem");
        tx.splice_text(&text, 0, 0, &"a".repeat(limits::TEXT_CHARACTERS - 1)).unwrap();
    });
    let long = "a".repeat(limits::TEXT_CHARACTERS);
    assert_eq!(says(&doc, &write("causes.problem", &long)), []);
    assert_eq!(says(&doc, &write("causes.problem", &(long + "a"))), [Code::DocumentFull]);
    assert_eq!(says(&doc, &write("causes.stock", "封存")), []);
}

#[test]
fn a_table_has_an_end() {
    let mut doc = case();
    written(&mut doc, |tx, causes| {
        let list = prose(tx, causes, "list");
        for row in 1..limits::TABLE_ROWS {
            tx.put_object(&list, format!("{row:016x}"), ObjType::Map).unwrap();
        }
    });
    let add = |row: &str| Edit::Add { path: Path::field("causes", "list"), row: row.into(), order: "1".into() };
    let mut device = on_device(&doc, &lin(), 0x11);
    let rows = ["aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"].map(|row| honest(&mut device, &add(row)));
    assert_eq!(codes(&submit(&doc, &lin(), &rows)), [Code::DocumentFull]);
}

#[test]
fn a_document_has_an_end_of_operations() {
    let mut doc = case();
    let room = limits::DOCUMENT_OPERATIONS - doc.stats().num_ops;
    written(&mut doc, |tx, causes| {
        let text = prose(tx, causes, "problem");
        tx.splice_text(&text, 0, 0, &"a".repeat(usize::try_from(room).unwrap() - 1)).unwrap();
    });
    assert_eq!(says(&doc, &write("causes.quality_head", "陈")), []);
    assert_eq!(says(&doc, &write("causes.stock", "封存")), [Code::DocumentFull]);
}

#[test]
fn a_document_has_an_end_of_bytes() {
    let mut doc = case();
    let value = "长".repeat(1 << 20);
    for number in 0..6 {
        written(&mut doc, |tx, causes| tx.put(causes, "quality_head", format!("{number}{value}")).unwrap());
    }
    assert_eq!(says(&doc, &write("causes.methods_text", &"长".repeat(500))), [Code::DocumentFull], "what is heavy is weighed");
    assert_eq!(says(&doc, &write("causes.methods_text", "长")), [], "what is light is counted");
}

#[test]
fn one_person_has_an_end_of_branches_and_merging_them_makes_room() {
    let base = case();
    let mut doc = base.clone();
    for actor in 0..u8::try_from(limits::OWN_HEADS).unwrap() {
        let mut device = on_device(&base, &lin(), 0x30 + actor);
        let judgement = submit(&doc, &lin(), &[honest(&mut device, &write("causes.quality_head", &format!("{actor}")))]);
        assert_eq!(codes(&judgement), []);
        doc = judgement.doc;
    }
    let branch = |person: &Person| honest(&mut on_device(&base, person, 0x11), &write("causes.quality_head", "陈"));
    assert_eq!(codes(&submit(&doc, &lin(), &[branch(&lin())])), [Code::DocumentFull]);
    let wang = person(2, Role::Expert);
    assert_eq!(codes(&submit(&doc, &wang, &[branch(&wang)])), [], "Wang has branches of her own");
    assert_eq!(says(&doc, &write("causes.quality_head", "陈")), [], "a change that merges is no branch more");
}

#[test]
fn one_person_has_an_end_of_actors() {
    let mut doc = case().with_author(Some(AmAuthor::from(author(&lin()).to_bytes())));
    for number in 0..limits::OWN_ACTORS {
        let mut actor = [0x40; 16];
        actor[..8].copy_from_slice(&(number as u64).to_be_bytes());
        doc.set_actor(ActorId::from(actor));
        written(&mut doc, |tx, causes| tx.put(causes, "quality_head", number.to_string()).unwrap());
    }
    assert_eq!(says(&doc, &write("causes.quality_head", "陈")), [Code::DocumentFull]);
    let wang = person(2, Role::Expert);
    let change = honest(&mut on_device(&doc, &wang, 0x22), &write("causes.quality_head", "陈"));
    assert_eq!(codes(&submit(&doc, &wang, &[change])), []);
}
