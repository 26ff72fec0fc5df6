//! What remains after a refusal means what it meant.

use std::collections::HashSet;

use automerge::{ActorId, Author as AmAuthor, Automerge, Change};

use super::rebuild;
use crate::{
    documents::DocumentKind,
    forms::Path,
    ids::{Author, DeviceId, Hash, PersonId},
    records::{
        edit::{self, Edit},
        genesis, read,
    },
    time::Timestamp,
};

const LIN: Author = Author { person: PersonId([1; 16]), device: DeviceId([2; 16]) };

fn write(doc: &mut Automerge, path: &str, text: &str) -> Change {
    let edit = Edit::Write { path: Path::of_steps(&[path.to_owned()]), text: text.into() };
    edit::apply(doc, &edit, Timestamp(5)).unwrap().unwrap()
}

fn text(doc: &Automerge, path: &str) -> String {
    read::content(doc).text(&Path::of_steps(&[path.to_owned()])).to_owned()
}

fn accepted() -> Automerge {
    let mut doc = Automerge::new();
    doc.apply_changes([genesis::of(DocumentKind::Case)]).unwrap();
    let mut doc = doc.with_author(Some(AmAuthor::from(LIN.to_bytes())));
    doc.set_actor(ActorId::from([1; 16]));
    write(&mut doc, "causes.problem", "原文");
    doc
}

fn fresh() -> impl FnMut() -> ActorId {
    let mut drawn = 100;
    move || {
        drawn += 1;
        ActorId::from([drawn; 16])
    }
}

#[test]
fn refused_changes_and_what_names_them_fall_and_the_rest_stays() {
    let accepted = accepted();
    let mut device = accepted.clone();
    let pending = [
        write(&mut device, "causes.problem", "原文，前"),
        write(&mut device, "rectification.plan", "不该写"),
        write(&mut device, "causes.quality_head", "陈经理"),
        write(&mut device, "rectification.plan", "不该写的，又写"),
        write(&mut device, "causes.problem", "新原文，前后"),
        write(&mut device, "causes.quality_head", "黄厂长"),
    ];
    let refused = HashSet::from([Hash::from(pending[1].hash())]);
    let rebuilt = rebuild(&accepted, &pending, &refused, LIN, fresh());
    assert_eq!(rebuilt.fallen, [Hash::from(pending[3].hash())]);
    assert_eq!(rebuilt.kept.len(), 4);
    assert_eq!(text(&rebuilt.doc, "causes.problem"), "新原文，前后");
    assert_eq!(text(&rebuilt.doc, "causes.quality_head"), "黄厂长");
    assert_eq!(text(&rebuilt.doc, "rectification.plan"), "");
    assert_eq!(read::content(&rebuilt.doc).disputed().count(), 0);
    let loaded = Automerge::load(&rebuilt.doc.save()).expect("the rebuilt document loads");
    assert_eq!(read::content(&loaded), read::content(&rebuilt.doc));
    let first = &rebuilt.kept[0].1;
    assert_eq!(first.author().and_then(|author| Author::of_bytes(author.as_bytes())), Some(LIN));
    assert_eq!(first.timestamp(), 5, "words keep their time");
}

#[test]
fn what_others_wrote_meanwhile_stays_beside_the_rebuilt_words() {
    let base = accepted();
    let mut device = base.clone();
    let pending = [write(&mut device, "rectification.plan", "不该写"), write(&mut device, "causes.problem", "原文。完")];
    let mut accepted = base.clone().with_author(None);
    accepted.set_actor(ActorId::from([9; 16]));
    write(&mut accepted, "causes.problem", "先：原文");
    let refused = HashSet::from([Hash::from(pending[0].hash())]);
    let rebuilt = rebuild(&accepted, &pending, &refused, LIN, fresh());
    assert_eq!(text(&rebuilt.doc, "causes.problem"), "先：原文。完");
}
