//! What goes back as it was, what is rebuilt, what falls.

use automerge::{ActorId, Author as AmAuthor, Automerge, Change};

use super::give_back;
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
const WANG: Author = Author { person: PersonId([3; 16]), device: DeviceId([4; 16]) };

fn hand(doc: &Automerge, author: Author) -> Automerge {
    let mut doc = doc.clone().with_author(Some(AmAuthor::from(author.to_bytes())));
    doc.set_actor(ActorId::from(author.person.0));
    doc
}

fn write(doc: &mut Automerge, path: &str, text: &str) -> Change {
    let edit = Edit::Write { path: Path::of_text(path), text: text.into() };
    edit::apply(doc, &edit, Timestamp(5)).unwrap().unwrap()
}

fn text(doc: &Automerge, path: &str) -> String {
    read::content(doc).text(&Path::of_text(path)).to_owned()
}

fn fresh() -> impl FnMut() -> ActorId {
    let mut drawn = 100;
    move || {
        drawn += 1;
        ActorId::from([drawn; 16])
    }
}

fn hashes(changes: &[Change]) -> Vec<Hash> {
    changes.iter().map(|change| change.hash().into()).collect()
}

#[test]
fn what_builds_on_nothing_that_is_gone_goes_back_as_it_was() {
    let mut relay = Automerge::new();
    relay.apply_changes([genesis::of(DocumentKind::Case)]).unwrap();
    let mut lin = hand(&relay, LIN);
    let own = [write(&mut lin, "causes.problem", "一"), write(&mut lin, "causes.problem", "一二")];
    let waiting = [write(&mut lin.clone(), "causes.quality_head", "陈")];
    let back = give_back(&relay, &lin, &waiting, LIN, fresh());
    let expected: Vec<Hash> = hashes(&own).into_iter().chain(hashes(&waiting)).collect();
    assert_eq!(back.outgoing.iter().map(|(was, _)| *was).collect::<Vec<_>>(), expected);
    assert!(back.outgoing.iter().all(|(was, change)| Hash::from(change.hash()) == *was), "byte for byte");
    assert_eq!((text(&back.doc, "causes.problem").as_str(), text(&back.doc, "causes.quality_head").as_str()), ("一二", "陈"));
    assert!(back.fallen.is_empty());
}

#[test]
fn what_only_came_after_others_is_rebuilt_and_what_names_theirs_falls() {
    let mut relay = Automerge::new();
    relay.apply_changes([genesis::of(DocumentKind::Case)]).unwrap();
    let mut wang = hand(&relay, WANG);
    write(&mut wang, "causes.quality_head", "王写的");
    let mut lin = hand(&wang, LIN);
    let after = write(&mut lin, "causes.problem", "林写的");
    let over = write(&mut lin, "causes.quality_head", "林改的");
    let back = give_back(&relay, &lin, &[], LIN, fresh());
    let [(was, change)] = back.outgoing.as_slice() else { panic!("{:?}", back.outgoing) };
    assert_eq!(*was, Hash::from(after.hash()));
    assert_ne!(change.hash(), after.hash());
    assert_eq!(hashes(&back.fallen), [Hash::from(over.hash())]);
    assert_eq!((text(&back.doc, "causes.problem").as_str(), text(&back.doc, "causes.quality_head").as_str()), ("林写的", ""));
}

#[test]
fn an_own_change_that_builds_on_what_nobody_here_has_falls_with_all_that_follows() {
    let mut relay = Automerge::new();
    relay.apply_changes([genesis::of(DocumentKind::Case)]).unwrap();
    let mut lin = hand(&relay, LIN);
    let lost = write(&mut lin, "causes.problem", "一");
    let waiting = [write(&mut lin, "causes.quality_head", "陈"), write(&mut lin, "causes.stock", "无")];
    let back = give_back(&relay, &relay.clone(), &waiting, LIN, fresh());
    assert!(back.outgoing.is_empty(), "{:?} was never here", lost.hash());
    assert_eq!(hashes(&back.fallen), hashes(&waiting));
}
