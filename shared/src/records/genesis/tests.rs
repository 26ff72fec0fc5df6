//! Beginnings: fixed, complete, and what an older release began can be gone on with.

use super::*;

#[test]
fn genesis_is_the_same_bytes_every_time() {
    for kind in DocumentKind::ALL {
        assert_eq!(of(*kind).raw_bytes(), of(*kind).raw_bytes());
    }
}

/// Documents in the field begin with exactly these changes. When the forms grow, a line is added at the end of its kind;
/// no line ever goes.
#[test]
fn genesis_never_changes_unnoticed() {
    let mut missing = String::new();
    for kind in DocumentKind::ALL {
        let hash = of(*kind).hash().to_string();
        if pins().rfind(|(code, _)| *code == kind.code()).is_none_or(|(_, pin)| pin != hash) {
            missing += &format!("{} {hash}\n", kind.code());
        }
    }
    assert!(missing.is_empty(), "the forms have grown; add these lines to genesis.pins:\n{missing}");
}

/// A case as the first release began it, with what two people wrote in it then.
fn of_first_release() -> Automerge {
    let genesis = Change::try_from(&include_bytes!("case-1.change")[..]).expect("the bytes are a change");
    assert_eq!(kind_of(genesis.hash().into()), Some(DocumentKind::Case));
    let mut doc = Automerge::new();
    doc.apply_changes([genesis]).expect("genesis applies");
    let row = "00000000000000aa";
    let mut tx = doc.transaction();
    let (_, section) = tx.get(ROOT, "visits").unwrap().unwrap();
    let (_, records) = tx.get(&section, "records").unwrap().unwrap();
    let map = tx.put_object(&records, row, ObjType::Map).unwrap();
    tx.put(&map, "order", "1700000000000-aa").unwrap();
    let advice = tx.put_object(&map, "advice", ObjType::Text).unwrap();
    tx.splice_text(&advice, 0, 0, "更换供应商").unwrap();
    tx.commit();
    doc
}

#[test]
fn a_document_of_the_first_release_gets_what_it_lacks_byte_for_byte_the_same_everywhere() {
    let (mut relay, mut device) = (of_first_release(), of_first_release());
    device.apply_changes(relay.get_changes(&[])).unwrap();
    relay.apply_changes(device.get_changes(&[])).unwrap();
    let bytes = |changes: &[Change]| changes.iter().map(|change| change.raw_bytes().to_vec()).collect::<Vec<_>>();
    let (of_relay, of_device) = (completions(&mut relay), completions(&mut device));
    assert!(!of_relay.is_empty());
    assert_eq!(bytes(&of_relay), bytes(&of_device));
    device.apply_changes(of_relay).expect("they are the same changes");
    assert_eq!(relay.get_heads(), device.get_heads());
    assert!(completions(&mut relay).is_empty(), "once is enough");
}

#[test]
fn an_older_documents_new_fields_are_written_and_its_old_words_stay() {
    use crate::{
        forms::Path,
        records::{edit, edit::Edit, read},
        time::Timestamp,
    };
    let mut doc = of_first_release();
    completions(&mut doc);
    let row = Path::field("visits", "records").row("00000000000000aa");
    let add = Edit::Add { path: row.cell("advice_items"), row: "00000000000000bb".into(), order: "1".into() };
    let places = [
        row.cell("advice_items").row("00000000000000bb").cell("text"),
        Path::field("application", "needs"),
        Path::field("causes", "undetermined"),
    ];
    edit::apply(&mut doc, &add, Timestamp(1)).expect("the table is there");
    for place in &places {
        let write = Edit::Write { path: place.clone(), text: "新写的话".into() };
        edit::apply(&mut doc, &write, Timestamp(2)).unwrap_or_else(|error| panic!("{error}"));
    }
    let content = read::content(&doc);
    assert!(places.iter().all(|place| content.text(place) == "新写的话"));
    assert_eq!(content.text(&row.cell("advice")), "更换供应商");
}

/// Every place of every form can be written in a fresh document: nothing is created lazily.
#[test]
fn a_fresh_document_lacks_nothing() {
    for kind in DocumentKind::ALL {
        let mut doc = Automerge::new();
        doc.apply_changes([of(*kind)]).expect("genesis applies");
        assert!(completions(&mut doc).is_empty(), "{kind:?}");
        assert_eq!(crate::records::read::kind(&doc), Some(*kind));
    }
}
