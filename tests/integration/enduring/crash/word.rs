//! Whether the relay kept its word: looked at from fresh devices, and by asking again what was asked.

use std::collections::BTreeMap;

use automerge::{Automerge, Change, ReadDoc};
use shared::{
    ids::{DocumentId, Hash},
    sync::wire::{FromDevice, FromRelay},
    workflow::Act,
};
use tests::{Line, Relay, Tablet, Who, dice::Dice, journal::Journal};

use super::load::Team;

/// So many old questions are asked again each time.
const AGAIN: usize = 12;

/// Looks; tells what was seen.
///
/// # Panics
/// Where it is not kept.
pub(super) fn is_kept(relay: &Relay, team: &Team, dice: &mut Dice) -> String {
    let mut fresh = Tablet::of(Who::City, relay);
    let mut line = relay.hand(Who::City).line().expect("signed in");
    let documents: Vec<DocumentId> = fresh.documents().iter().map(|line| line.summary.id).collect();
    let mut logs = BTreeMap::new();
    for document in &documents {
        fresh.open_document(*document);
        assert!(fresh.state().is_some(), "{document} opens on a fresh device");
        logs.insert(*document, hashes(&fresh.log_of(*document), *document));
        loads_at_its_desk(&mut line, *document);
    }
    let (mut changes, mut commands) = (0, 0);
    for (tablet, _) in &team.members {
        changes += tablet.journal.accepted.len();
        for (hash, (document, n)) in &tablet.journal.accepted {
            let standing = logs[document].get(usize::try_from(*n - 1).expect("few"));
            assert_eq!(standing, Some(hash), "entry {n} of {document} was acknowledged");
        }
        commands += reminders_count_once(&mut fresh, team.case, &tablet.journal);
        let mut line = tablet.hand.line().expect("still signed in");
        asked_again(&mut line, &tablet.journal, dice);
    }
    format!("{} documents read, {changes} changes and {commands} reminders in place", documents.len())
}

/// The changes of a log, which builds a document without a gap.
fn hashes(log: &[Vec<u8>], document: DocumentId) -> Vec<Hash> {
    let changes: Vec<Change> = log.iter().map(|chunk| Change::from_bytes(chunk.clone()).expect("a change")).collect();
    let hashes = changes.iter().map(|change| change.hash().into()).collect();
    let mut doc = Automerge::new();
    doc.apply_changes(changes).unwrap_or_else(|error| panic!("{document}: {error}"));
    assert!(doc.get_missing_deps(&[]).is_empty(), "{document} has a gap");
    hashes
}

/// An empty submit has the relay take its desk's seat, and so read the document from its log.
fn loads_at_its_desk(line: &mut Line, document: DocumentId) {
    match ask(line, &FromDevice::Submit { batch: 0, document, changes: Vec::new() }) {
        FromRelay::Answer { refused, .. } => assert!(refused.is_empty()),
        other => panic!("{document}: {other:?}"),
    }
}

fn reminders_count_once(fresh: &mut Tablet, case: DocumentId, journal: &Journal) -> usize {
    fresh.open_document(case);
    let state = fresh.state().expect("the case is there");
    let decided = journal.commands.values().filter_map(|(asked, decision)| match (asked, decision) {
        (FromDevice::Command { command, .. }, Some(decision)) if command.act == Act::Remind => Some((command, decision)),
        _ => None,
    });
    let mut counting = 0;
    for (command, decision) in decided {
        let text = command.args.text("text");
        let entries = state.entries.iter().filter(|entry| entry.act == Act::Remind && entry.args.text("text") == text).count();
        assert_eq!(entries, usize::from(decision.is_none()), "{text} was answered {decision:?}");
        counting += entries;
    }
    counting
}

fn asked_again(line: &mut Line, journal: &Journal, dice: &mut Dice) {
    for _ in 0..AGAIN.min(journal.submits.len()) {
        let (submit, before) = &journal.submits[draw(dice, journal.submits.len())];
        let FromRelay::Answer { accepted, refused, retry, .. } = ask(line, submit) else { panic!("an answer to {submit:?}") };
        assert!(before.iter().all(|known| accepted.contains(known)), "was {before:?}, is {accepted:?}");
        assert!(before.is_empty() || (refused.is_empty() && retry.is_empty()), "{refused:?} {retry:?}");
    }
    let decided: Vec<_> = journal.commands.values().filter_map(|(asked, decision)| Some((asked, decision.as_ref()?))).collect();
    for _ in 0..AGAIN.min(decided.len()) {
        let (asked, before) = decided[draw(dice, decided.len())];
        let FromRelay::Decided { refused, .. } = ask(line, asked) else { panic!("a decision about {asked:?}") };
        assert_eq!(&refused, before, "{asked:?}");
    }
}

fn draw(dice: &mut Dice, sides: usize) -> usize {
    usize::try_from(dice.below(sides as u64)).expect("below a length")
}

/// Asks, and passes over what is pushed meanwhile.
fn ask(line: &mut Line, question: &FromDevice) -> FromRelay {
    line.say(question);
    line.hear_first(|heard| match heard {
        FromRelay::Answer { .. } | FromRelay::Decided { .. } | FromRelay::Trouble { .. } => Some(heard),
        _ => None,
    })
}
