//! From the last key to the confirmation, through a real relay over SQLite on this disk.

use std::time::Instant;

use tests::{Relay, Tablet, Who, cast::SHARED};

use crate::Figure;

const EDITS: usize = 1000;

pub(crate) fn confirmed() -> Figure {
    let relay = Relay::start();
    let mut li = Tablet::of(Who::Li, &relay);
    li.open(SHARED);
    let taken = (0..EDITS).map(|n| {
        let begin = Instant::now();
        li.type_in("causes.quality_head", &format!("陈经理 {n}"));
        li.until_settled();
        begin.elapsed()
    });
    Figure {
        what: "confirmed edit on loopback",
        how: "1,000 edits of a short field, one after the other, fsync each",
        taken: taken.collect(),
    }
}
