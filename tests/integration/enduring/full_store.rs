//! The relay's store is full: an honest answer, nothing confirmed is lost, and work goes on once there is room.

use std::fs;

use shared::sync::wire::{FromRelay, Trouble};
use tests::{Relay, Tablet, Who, cast::SHARED};

/// A few pages that do not compress.
fn words(seed: usize) -> String {
    let draw = |at: u64| (at + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(31).wrapping_mul(0xd6e8_feb8_6659_fd93) >> 40;
    let letters = (0..4000).map(|k| u32::try_from(draw(k + 4000 * seed as u64) % 20_000).expect("small"));
    letters.filter_map(|letter| char::from_u32(0x4e00 + letter)).collect()
}

/// Whole units that the store takes now.
fn size_in_mib(relay: &Relay) -> u64 {
    let bytes: u64 = fs::read_dir(relay.folder())
        .expect("the store's folder")
        .flatten()
        .filter_map(|file| file.metadata().ok())
        .map(|about| about.len())
        .sum();
    bytes.div_ceil(1 << 20)
}

#[test]
fn a_full_store_is_told_and_nothing_confirmed_is_lost() {
    let mut relay = Relay::start();
    relay.stop();
    let room = size_in_mib(&relay).to_string();
    relay.start_again_with(&["--store-limit-mib", &room]);
    let mut li = Tablet::of(Who::Li, &relay);
    li.open(SHARED);

    let mut confirmed = Vec::new();
    let waiting = loop {
        let row = format!("{:016x}", confirmed.len());
        li.add_row("causes.list", &row);
        li.type_in(&format!("causes.list.{row}.text"), &words(confirmed.len()));
        li.until("an answer", |li| li.truth().is_relay_full || li.truth().sent + li.truth().saved == 0);
        if li.truth().is_relay_full {
            break row;
        }
        confirmed.push(row);
        assert!(confirmed.len() < 200, "the store takes more than it was allowed");
    };
    assert!(matches!(li.heard(), Some(FromRelay::Trouble { code: Trouble::StoreFull, .. })), "{:?}", li.heard());
    assert!(li.truth().saved + li.truth().sent > 0, "the last words wait on the tablet");
    li.tick();
    li.until("asked again, in vain", |li| li.truth().is_relay_full && li.truth().saved > 0);
    relay.lives();
    let ready = li.hand.get("/readyz", &[]);
    assert_eq!((ready.status, ready.text().as_str()), (503, "{\"ready\":false,\"code\":\"store_full\"}"));
    assert_eq!(li.hand.get("/healthz", &[]).text(), "ok\n", "to start it again would not help");

    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    for (n, row) in confirmed.iter().enumerate() {
        assert_eq!(wang.text(&format!("causes.list.{row}.text")), words(n), "everybody still reads what was confirmed");
    }
    wang.disconnect();

    relay.stop();
    li.disconnect();
    relay.start_again();
    li.connect();
    li.until_settled();
    assert!(!li.truth().is_relay_full);
    wang.connect();
    let waited = format!("causes.list.{waiting}.text");
    wang.until("the words that waited", |wang| wang.text(&waited) == words(confirmed.len()));
}
