//! How much the relay takes when everybody writes as fast as they are answered.

use std::{
    sync::Barrier,
    thread,
    time::{Duration, Instant},
};

use serde_bytes::ByteBuf;

use crate::{
    Figure,
    city::{City, Writer, submit},
    spread,
};

const OPERATIONS: usize = 5_000;
const WRITERS: usize = 100;
const RUNS: usize = 5;
const RUN: Duration = Duration::from_secs(2);
/// What is written ahead, so that the writers' own work is not measured: more than anybody gets through.
const AHEAD: [usize; 2] = [900, 2_400];

pub(crate) fn one_a_submit() -> Vec<Figure> {
    vec![measure("100 writers, one change a submit", "100 cases, one writer each", WRITERS, 1, AHEAD[0])]
}

pub(crate) fn twenty_a_submit() -> Vec<Figure> {
    vec![measure("100 writers, twenty changes a submit", "100 cases, one writer each", WRITERS, 20, AHEAD[1])]
}

pub(crate) fn shared_cases() -> Vec<Figure> {
    vec![measure("100 writers, one change a submit, shared cases", "20 cases, five writers each who hear of each other", 20, 1, AHEAD[0])]
}

fn measure(what: &str, where_: &str, cases: usize, at_once: usize, ahead: usize) -> Figure {
    let mut city = City::with(cases);
    let mut writers: Vec<(Writer, Vec<ByteBuf>)> = city
        .cases(OPERATIONS, WRITERS / cases)
        .into_iter()
        .map(|mut writer| {
            let ahead = writer.pen.go_on(ahead);
            (writer, ahead)
        })
        .collect();
    // Writing ahead takes longer than a line on which nobody answers is kept.
    writers.iter_mut().for_each(|(writer, _)| writer.line = writer.hand.line().expect("signed in"));
    let begin = Barrier::new(writers.len());
    let worked = city.relay.worked();
    let runs: Vec<f64> = (0..RUNS).map(|_| run(&mut writers, &begin, at_once)).collect();
    let changes: f64 = runs.iter().sum::<f64>() * RUN.as_secs_f64();
    let each = (city.relay.worked() - worked).as_secs_f64() * 1e6 / changes;
    Figure {
        what: what.into(),
        how: format!("{where_}, {OPERATIONS} operations at the start; {RUNS} runs of {} s", RUN.as_secs()),
        found: format!("{}, {each:.0} µs of processor each", spread::of_runs(&runs, "changes/s")),
    }
}

fn run(writers: &mut [(Writer, Vec<ByteBuf>)], begin: &Barrier, at_once: usize) -> f64 {
    let written: usize = thread::scope(|scope| {
        let write = |(writer, ahead): &'_ mut (Writer, Vec<ByteBuf>)| {
            begin.wait();
            let (start, before) = (Instant::now(), ahead.len());
            while start.elapsed() < RUN {
                assert!(ahead.len() >= at_once, "enough was written ahead");
                let changes: Vec<ByteBuf> = ahead.drain(..at_once).collect();
                submit(&mut writer.line, writer.case, changes);
            }
            (before - ahead.len(), start.elapsed())
        };
        let writing: Vec<_> = writers.iter_mut().map(|writer| scope.spawn(move || write(writer))).collect();
        let done = writing.into_iter().map(|writing| writing.join().expect("a writer comes to the end"));
        done.map(|(written, _)| written).sum()
    });
    written as f64 / RUN.as_secs_f64()
}
