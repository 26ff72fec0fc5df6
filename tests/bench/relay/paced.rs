//! A busy day: so many changes a second, each person at their own pace, and a second device that looks on.

use std::{
    collections::HashMap,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use serde_bytes::ByteBuf;
use shared::sync::wire::FromRelay;

use crate::{
    Figure,
    city::{City, Writer, submit},
    spread,
};

const OPERATIONS: usize = 5_000;
const WRITERS: usize = 50;
/// All writers together.
const A_SECOND: usize = 500;
/// How long one measurement takes.
const SPAN: Duration = Duration::from_secs(20);
const HOW: &str = "50 writers at cases of 5,000 operations, ten changes a second each, for 20 s; from the moment it was due";

/// From the moment a change was due until its writer knows that it is durable, and until the other device has it.
pub(crate) struct Seen {
    pub(crate) confirmed: Vec<Duration>,
    pub(crate) elsewhere: Vec<Duration>,
}

pub(crate) fn alone() -> Vec<Figure> {
    let Seen { confirmed, elsewhere } = write(&mut day());
    let figure = |what: &str, taken: &[Duration]| Figure { what: what.into(), how: HOW.into(), found: spread::of_times(taken) };
    vec![
        figure("edit → durable acknowledgement at 500 changes/s", &confirmed),
        figure("edit → another device at 500 changes/s", &elsewhere),
    ]
}

/// Fifty people, each with two devices at a case.
pub(crate) fn day() -> (City, Vec<Pair>) {
    let mut city = City::with(WRITERS);
    let mut devices = city.cases(OPERATIONS, 2).into_iter();
    let mut pairs = Vec::new();
    while let (Some(mut writer), Some(reader)) = (devices.next(), devices.next()) {
        let ahead = writer.pen.go_on(4 * A_SECOND / WRITERS * usize::try_from(SPAN.as_secs()).expect("a short span"));
        pairs.push(Pair { writer, reader, ahead });
    }
    (city, pairs)
}

/// A person's two devices.
pub(crate) struct Pair {
    pub(crate) writer: Writer,
    reader: Writer,
    ahead: Vec<ByteBuf>,
}

/// One span of writing.
pub(crate) fn write((_, pairs): &mut (City, Vec<Pair>)) -> Seen {
    let pace = Duration::from_secs_f64(WRITERS as f64 / A_SECOND as f64);
    let begin = Instant::now() + Duration::from_millis(200);
    let mut seen = Seen { confirmed: Vec::new(), elsewhere: Vec::new() };
    thread::scope(|scope| {
        let all: Vec<_> =
            (0..).zip(pairs.iter_mut()).map(|(at, pair)| scope.spawn(move || pair.write(begin + pace / 50 * at, pace))).collect();
        for pair in all {
            let (confirmed, elsewhere) = pair.join().expect("a pair comes to the end");
            seen.confirmed.extend(confirmed);
            seen.elsewhere.extend(elsewhere);
        }
    });
    seen
}

impl Pair {
    fn write(&mut self, begin: Instant, pace: Duration) -> (Vec<Duration>, Vec<Duration>) {
        let (is_over, reader) = (AtomicBool::new(false), &mut self.reader);
        thread::scope(|scope| {
            let reading = scope.spawn(|| arrivals(reader, &is_over));
            let (mut due, mut sent, mut confirmed) = (begin, Vec::new(), Vec::new());
            while due < begin + SPAN {
                thread::sleep(due.saturating_duration_since(Instant::now()));
                let n = submit(&mut self.writer.line, self.writer.case, vec![self.ahead.remove(0)]);
                confirmed.push(due.elapsed());
                sent.push((n, due));
                due += pace;
            }
            is_over.store(true, Ordering::Relaxed);
            let arrived = reading.join().expect("a reader comes to the end");
            let elsewhere = sent.iter().filter_map(|(n, due)| arrived.get(n).map(|at| at.saturating_duration_since(*due)));
            let elsewhere: Vec<Duration> = elsewhere.collect();
            assert!(elsewhere.len() + 2 >= sent.len(), "what is confirmed arrives");
            (confirmed, elsewhere)
        })
    }
}

/// When each entry of the log arrived.
fn arrivals(reader: &mut Writer, is_over: &AtomicBool) -> HashMap<u64, Instant> {
    let mut arrived = HashMap::new();
    while !is_over.load(Ordering::Relaxed) {
        if let Some(FromRelay::Entries { after, entries, .. }) = reader.line.listen() {
            let now = Instant::now();
            arrived.extend((after + 1..).take(entries.len()).map(|n| (n, now)));
        }
    }
    arrived
}
