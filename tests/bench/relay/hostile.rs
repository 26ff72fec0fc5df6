//! The same busy day while somebody sends what no honest device would.

use std::{
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
};

use automerge::{
    ActorId, Automerge, ROOT,
    transaction::{CommitOptions, Transactable},
};
use serde_bytes::ByteBuf;
use shared::{
    ids::DocumentId,
    sync::wire::{FromDevice, FromRelay, MAX_CHANGES, MAX_FRAME},
};
use tests::{Hand, tablet::draw};

use super::paced::{self, Seen};
use crate::{Figure, spread};

/// A batch is no larger: what does not fit into a frame ends the line, and costs the relay nothing.
const MOST_BYTES: usize = MAX_FRAME / 2;

/// So many connections of one person.
const HOSTILE: usize = 8;

pub(crate) fn beside() -> Vec<Figure> {
    let mut day = paced::day();
    let quiet = paced::write(&mut day);
    let (victim, is_over, sent) = (&day.1[0].writer, AtomicBool::new(false), AtomicUsize::new(0));
    let (hand, case) = (victim.hand.clone(), victim.case);
    let mut beside = None;
    thread::scope(|scope| {
        for _ in 0..HOSTILE {
            scope.spawn(|| attack(&hand, case, &is_over, &sent));
        }
        beside = Some(paced::write(&mut day));
        is_over.store(true, Ordering::Relaxed);
    });
    let Seen { confirmed, .. } = beside.expect("was written above");
    let factor = spread::percentile(&confirmed, 99).as_secs_f64() / spread::percentile(&quiet.confirmed, 99).as_secs_f64();
    vec![
        Figure { what: "honest acknowledgements before".into(), how: "as above".into(), found: spread::of_times(&quiet.confirmed) },
        Figure {
            what: "honest acknowledgements beside the hostile set".into(),
            how: format!(
                "{HOSTILE} connections of one person who submit hostile batches as fast as they are answered ({} answered); p99 × {factor:.1}",
                sent.load(Ordering::Relaxed)
            ),
            found: spread::of_times(&confirmed),
        },
    ]
}

fn attack(hand: &Hand, case: DocumentId, is_over: &AtomicBool, answered: &AtomicUsize) {
    let batches = batches();
    let mut line = hand.line().expect("signed in");
    for changes in batches.iter().cycle() {
        if is_over.load(Ordering::Relaxed) {
            return;
        }
        line.say(&FromDevice::Submit { batch: 1, document: case, changes: changes.clone() });
        while !matches!(line.hear(), FromRelay::Answer { .. } | FromRelay::Trouble { .. }) {}
        answered.fetch_add(1, Ordering::Relaxed);
    }
}

/// Noise, broken chunks, and changes that cost the guard something before it can refuse them.
fn batches() -> Vec<Vec<ByteBuf>> {
    let many = |change: Vec<u8>| vec![ByteBuf::from(change.clone()); (MOST_BYTES / change.len()).min(MAX_CHANGES)];
    let mut long = Automerge::new().with_actor(ActorId::from(draw()));
    let mut tx = long.transaction();
    for key in 0..200 {
        tx.put(ROOT, format!("{key:04}"), "不该有的话".repeat(8)).expect("the root takes it");
    }
    tx.commit_with(CommitOptions::default().with_time(1));
    let long = long.get_last_local_change().expect("was just made").raw_bytes().to_vec();
    let mut torn = long.clone();
    torn.truncate(long.len() / 2);
    let mut wrong = long.clone();
    let last = wrong.len() - 1;
    wrong[last] ^= 1;
    vec![many(vec![0x85; 4_000]), many(long), many(torn), many(wrong), many(vec![0x85, 0x6f, 0x4a, 0x83, 0, 0, 0, 0, 2, 200, 1])]
}
