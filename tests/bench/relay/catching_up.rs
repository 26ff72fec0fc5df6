//! A device that was away: what it fetches, and how long that takes, must follow from what changed and not from what exists.

use std::time::{Duration, Instant};

use rusqlite::{Connection, params};
use shared::{
    codec,
    ids::DocumentId,
    records::{summary::Summary, waits::Waited},
    sync::wire::{FromDevice, FromRelay, to_frame},
};
use tests::{Line, Relay, Who, tablet::draw};

use crate::{Figure, city::City, spread};

const TOTALS: [usize; 2] = [10_000, 100_000];
const CHANGED: usize = 200;
const TIMES: usize = 20;

pub(crate) fn after_a_while() -> Vec<Figure> {
    TOTALS.map(measure).into()
}

fn measure(total: usize) -> Figure {
    let mut city = City::with(1);
    city.relay.stop();
    fill(&city.relay, total);
    city.start_again();
    let hand = city.relay.hand(Who::City);
    let mut line = hand.line().expect("signed in");
    let since = newest(&city.relay);
    city.open_cases(CHANGED);
    let mut bytes = 0;
    let taken: Vec<Duration> = (0..TIMES)
        .map(|_| {
            let begin = Instant::now();
            bytes = catch_up(&mut line, since);
            begin.elapsed()
        })
        .collect();
    Figure {
        what: format!("catch-up of {CHANGED} changed out of {total} readable documents"),
        how: format!("inventory, then every case pulled, over an open line, {TIMES} times"),
        found: format!("{} KB · {}", bytes >> 10, spread::of_times(&taken)),
    }
}

/// Everything that moved since, each pulled; the bytes of all answers.
fn catch_up(line: &mut Line, mut since: u64) -> usize {
    let (mut bytes, mut changed) = (0, Vec::new());
    loop {
        let (size, cursor, found) = inventory(line, since);
        bytes += size;
        since = cursor;
        if found.is_empty() {
            break;
        }
        changed.extend(found);
    }
    assert_eq!(changed.len(), CHANGED);
    for document in &changed {
        line.say(&FromDevice::Pull { document: *document, after: 0 });
        let entries = line.hear();
        assert!(matches!(&entries, FromRelay::Entries { entries, .. } if !entries.is_empty()), "{entries:?}");
        bytes += to_frame(&entries).len();
    }
    bytes
}

fn inventory(line: &mut Line, since: u64) -> (usize, u64, Vec<DocumentId>) {
    line.say(&FromDevice::Inventory { since });
    line.hear_first(|heard| {
        let size = to_frame(&heard).len();
        match heard {
            FromRelay::Inventory { documents, cursor, .. } => {
                Some((size, cursor, documents.iter().map(|listed| listed.summary.id).collect()))
            }
            FromRelay::Trouble { code, .. } => panic!("{code:?}"),
            _ => None,
        }
    })
}

/// Copies a case of the demo city until there are so many documents. Their logs are not asked for.
fn fill(relay: &Relay, total: usize) {
    let mut store = store(relay);
    let (n, summary, state): (u64, Vec<u8>, Vec<u8>) = store
        .query_row("SELECT n, summary, state FROM document ORDER BY n DESC LIMIT 1", [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .expect("the demo city has cases");
    let (mut summary, waits): (Summary, Waited) = codec::decode_as(codec::THIRD, &summary).expect("of this release");
    let tx = store.transaction().expect("the relay is stopped");
    let newest: u64 = tx.query_row("SELECT max(moved) FROM document", [], |row| row.get(0)).expect("there are documents");
    for moved in (newest + 1..).take(total) {
        summary.id = DocumentId(draw());
        let sql = "INSERT INTO document (id, n, moved, summary, state) VALUES (?1, ?2, ?3, ?4, ?5)";
        tx.prepare_cached(sql)
            .and_then(|mut insert| {
                insert.execute(params![summary.id.0, n, moved, codec::encode_as(codec::THIRD, &(&summary, &waits)), state])
            })
            .expect("a new document");
    }
    tx.commit().expect("the disk has room");
}

fn newest(relay: &Relay) -> u64 {
    store(relay).query_row("SELECT max(moved) FROM document", [], |row| row.get(0)).expect("there are documents")
}

fn store(relay: &Relay) -> Connection {
    Connection::open(relay.folder().join("liandong.db")).expect("the relay's store")
}
