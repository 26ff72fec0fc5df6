//! The guard over spoiled changes of a real case: whatever comes, each change is answered, what may not be written is not,
//! and the document saves, loads and can be worked on.

use std::collections::BTreeSet;

use automerge::{Automerge, Change};
use serde_bytes::ByteBuf;
use shared::{
    access, forms,
    forms::Path,
    ids::Hash,
    people::Person,
    records::{ledger, read},
    sync::guard::{self, Judgement},
    workflow::Refusal,
};

use crate::{
    Chunk, Dice,
    spoil::{bent, spoil},
    world::{AT, World, author, device, factory, honest, li, stranger, wang, write},
};

/// The most changes of one batch.
const BATCH: usize = 4;

/// A few changes, each an honest one that was spoiled, from one of four people; some build on the spoiled one before.
pub fn judge(bytes: &[u8]) {
    let world = World::get();
    let mut dice = Dice(bytes);
    let people = [li(), wang(), factory(), stranger()];
    let person = dice.one(&people).clone();
    let honest = &world.honest;
    let (mut changes, mut at): (Vec<Vec<u8>>, usize) = (Vec::new(), 0);
    while changes.len() < BATCH && (changes.is_empty() || !dice.is_empty()) {
        // Mostly what the same device made next.
        at = if changes.is_empty() || dice.byte() < 96 { dice.below(honest.len() + 1) } else { at + 1 };
        let Some(template) = honest.get(at) else {
            changes.push(dice.bytes(255).to_vec());
            continue;
        };
        let is_spoiled = dice.byte() >= 96;
        let template = if is_spoiled && dice.byte() < 128 { bent(template, &mut dice) } else { template.clone() };
        let mut chunk = Chunk::of(template.raw_bytes());
        for _ in 0..if is_spoiled { dice.below(4) } else { 0 } {
            spoil(&mut chunk, &mut dice);
        }
        if let Some(last) = changes.last()
            && dice.byte() < 192
        {
            chunk.deps = vec![guard::named(last).0];
        }
        changes.push(chunk.bytes());
    }
    check(world, &person, &changes);
}

/// Everything that must hold of a judgement.
///
/// # Panics
/// Where something does not.
pub fn check(world: &World, person: &Person, changes: &[Vec<u8>]) {
    let judgement = world.judge(person, changes);
    let Judgement { doc, accepted, known, refused, blocked, retry } = &judgement;
    let answered = accepted.len() + known.len() + refused.len() + blocked.len() + retry.len();
    assert_eq!(answered, changes.len(), "every change is answered once");
    one_by_one(world, person, changes, &judgement);
    if accepted.is_empty() {
        assert_eq!(doc.get_heads(), world.doc.get_heads(), "who is refused leaves no trace");
        return;
    }
    let loaded = Automerge::load(&doc.save()).expect("the document saves and loads");
    assert_eq!(loaded.get_heads(), doc.get_heads());
    let (before, after) = (read::content(&world.doc), read::content(doc));
    assert_eq!(read::content(&loaded), after);
    assert_eq!(ledger::entries(doc), ledger::entries(&world.doc), "only the relay writes the ledger");
    for section in forms::of(world.state.kind) {
        let path = Path::section_root(section.key);
        if access::may_write(person, &world.state, &path, AT.day(), AT.day()).is_err() {
            assert_eq!(
                before.said_below(&path).collect::<Vec<_>>(),
                after.said_below(&path).collect::<Vec<_>>(),
                "{} is not {:?}'s",
                section.key,
                person.role
            );
        }
    }
    replayed(world, accepted, doc);
    goes_on(world, doc);
}

/// Whoever hands everything in at once hears of each change what they would hear of it alone; only that alone nothing is known of what
/// was refused before, so that what builds on it is asked for again.
fn one_by_one(world: &World, person: &Person, changes: &[Vec<u8>], together: &Judgement) {
    let mut alone = Judgement { doc: world.doc.clone(), ..nothing() };
    for change in changes {
        let Judgement { doc, accepted, known, refused, blocked, retry } = world.judge_at(&alone.doc, person, std::slice::from_ref(change));
        assert_eq!(blocked, []);
        alone.doc = doc;
        alone.accepted.extend(accepted);
        alone.known.extend(known);
        alone.refused.extend(refused);
        alone.retry.extend(retry);
    }
    let hashes = |judgement: &Judgement| judgement.accepted.iter().map(Change::hash).collect::<Vec<_>>();
    assert_eq!(hashes(together), hashes(&alone));
    assert_eq!(together.known, alone.known);
    assert_eq!(by_hash(&together.refused), by_hash(&alone.refused));
    let groundless: BTreeSet<Hash> = together.blocked.iter().chain(&together.retry).copied().collect();
    assert_eq!(groundless, alone.retry.iter().copied().collect());
    assert_eq!(together.doc.get_heads(), alone.doc.get_heads());
}

fn nothing() -> Judgement {
    Judgement {
        doc: Automerge::new(),
        accepted: Vec::new(),
        known: Vec::new(),
        refused: Vec::new(),
        blocked: Vec::new(),
        retry: Vec::new(),
    }
}

/// Bytes that are no change are refused as soon as they are seen; what is tried is refused a little later.
fn by_hash(refused: &[(Hash, Refusal)]) -> Vec<(Hash, &Refusal)> {
    let mut refused: Vec<_> = refused.iter().map(|(hash, refusal)| (*hash, refusal)).collect();
    refused.sort_by_key(|(hash, _)| *hash);
    refused
}

/// A reader who applies the log one by one has the same document.
fn replayed(world: &World, accepted: &[Change], doc: &Automerge) {
    let mut reader = world.doc.clone();
    for change in accepted {
        let again = Change::from_bytes(change.raw_bytes().to_vec()).expect("the log is read");
        reader.apply_changes([again]).expect("the log applies");
    }
    assert_eq!(reader.get_heads(), doc.get_heads());
    assert_eq!(read::content(&reader), read::content(doc));
}

/// Somebody else's next change is taken.
fn goes_on(world: &World, doc: &Automerge) {
    let mut next = device(doc, &wang(), 0x77);
    let change = honest(&mut next, &write("causes.stock", "另行封存"));
    let judged = guard::judge(doc, &world.state, &wang(), author(&wang()), &[ByteBuf::from(change.raw_bytes().to_vec())], AT.day());
    assert_eq!(judged.refused, [], "work goes on");
    assert_eq!(judged.accepted.len(), 1);
}
