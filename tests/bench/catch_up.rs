//! What a device fetches that knows nothing yet.

use std::time::Instant;

use shared::sync::wire::FromDevice;
use tests::{Relay, Tablet, Who, cast::SHARED};

use crate::Figure;

const TIMES: usize = 20;

pub(crate) fn whole_city() -> Figure {
    let relay = Relay::start();
    let taken = (0..TIMES).map(|_| {
        let begin = Instant::now();
        let city = Tablet::of(Who::City, &relay);
        let taken = begin.elapsed();
        assert!(!city.cases().is_empty());
        taken
    });
    Figure {
        what: "new device catches up on the demo city",
        how: "20 times: sign in, then inventory and all 24 cases",
        taken: taken.collect(),
    }
}

pub(crate) fn one_case() -> Figure {
    let relay = Relay::start();
    let case = Tablet::of(Who::Li, &relay).open(SHARED);
    let mut line = relay.hand(Who::Li).line().expect("signed in");
    let taken = (0..TIMES * 10).map(|_| {
        let begin = Instant::now();
        line.say(&FromDevice::Pull { document: case, after: 0 });
        drop(line.hear());
        begin.elapsed()
    });
    Figure { what: "one case pulled", how: "200 times over an open line", taken: taken.collect() }
}
