//! The lock of a device: what is on the disk cannot be read without the PIN, and nothing is lost behind it.

mod pictures;
mod revoked;
mod secrets;

use serde_json::json;
use shared::{forms::Path, key, words::Locale};
use tests::{Device, Relay, Tablet, Who, cast::SHARED, device::OnDisk, eventually::soon, sending::hash_of};

use crate::{HEAD, PROBLEM};

const PIN: &str = "258014";
const WRONG: &str = "258015";
/// What is written without a network, under the lock and before it.
const BEFORE: &str = "锁定之前写的话";
const UNDER: &str = "上锁之后写的话";

/// The databases of documents and files hold nothing but enciphered rows, and one that counts them.
async fn all_is_closed(device: &Device) {
    let plain = |disk: Vec<OnDisk>| {
        let rows = disk.into_iter().filter(|row| !row.is_closed && row.key != "checkpoint").map(|row| row.place);
        rows.filter(|place| !["liandong/device", "liandong-keys/keys", "localStorage"].contains(&place.as_str())).collect::<Vec<_>>()
    };
    soon("every row is enciphered", async || {
        let plain = plain(device.disk().await);
        if plain.is_empty() { Ok(()) } else { Err(format!("{plain:?}")) }
    })
    .await;
}

#[tokio::test]
async fn behind_a_pin_nothing_on_the_disk_can_be_read_and_everything_is_still_there() {
    let mut relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    let case = li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    let before = li.text(PROBLEM).await;
    relay.stop();
    li.chip_shows("offline", |chip| chip.link == "offline").await;
    let row = li.add_row(&Path::of_text("evidence.rows")).await;
    let files = format!("evidence.rows.{row}.files");
    let (photo, _) = li.photograph("锁前照片.jpg", (800, 600), "#c33").await;
    li.pick(&files, &[&photo]).await;
    li.tiles_show(&files, "the photograph", |tiles| tiles.len() == 1 && tiles[0].is_drawn && tiles[0].hash.is_some()).await;
    li.write(PROBLEM, BEFORE).await;
    li.chip_shows("saved", |chip| chip.saved > 0 && chip.drafts == 0).await;
    let words = [SHARED, "锁前照片", BEFORE, UNDER, "JFIF", "电线电缆"];
    let readable = li.readable(&words).await;
    for word in [SHARED, "锁前照片", BEFORE, "JFIF"] {
        assert!(readable.iter().any(|found| found.ends_with(word)), "without a lock {word} can be read: {readable:?}");
    }

    li.set_pin(PIN).await;
    all_is_closed(&li).await;
    li.walk_to(&case).await;
    li.write(HEAD, UNDER).await;
    li.keys(PROBLEM, "，还在写").await;
    li.chip_shows("the keys are safe", |chip| chip.drafts > 0).await;
    all_is_closed(&li).await;
    assert_eq!(li.readable(&words).await, Vec::<String>::new());
    li.kill();

    li.start(&case).await;
    li.see("#lock[open]").await;
    li.read("李慎行").await;
    assert!(!li.shows_text(SHARED).await && !li.has("[data-path]").await, "nothing stands behind the lock");
    li.tap(WRONG).await;
    li.lock_answers("wrong").await;
    assert!(!li.has("[data-path]").await);
    li.unlock(PIN).await;
    li.reads(PROBLEM, &format!("{before}{BEFORE}，还在写")).await;
    li.reads(HEAD, UNDER).await;
    li.tiles_show(&files, "the photograph after the start", |tiles| tiles.len() == 1 && tiles[0].is_drawn).await;
    assert_eq!(li.readable(&words).await, Vec::<String>::new());

    relay.start_again();
    li.chip_tells("confirmed").await;
    li.tiles_show(&files, "the photograph at the relay", |tiles| tiles.len() == 1 && tiles[0].state == "sent").await;
    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    assert_eq!((wang.text(PROBLEM), wang.text(HEAD)), (format!("{before}{BEFORE}，还在写"), UNDER.to_owned()));

    li.walk_to("/me").await;
    li.click("#lock-remove").await;
    li.fill("#lock-old", PIN).await;
    li.click("#lock-submit").await;
    li.see("#lock-set-pin").await;
    assert!(li.disk().await.iter().all(|row| !row.is_closed), "without the lock everything is as it was");
    li.restart(&case).await;
    li.reads(HEAD, UNDER).await;
    li.tiles_show(&files, "the photograph without the lock", |tiles| tiles.len() == 1 && tiles[0].is_drawn).await;
}

#[tokio::test]
async fn it_closes_out_of_sight_with_a_word_half_typed_and_what_stood_nowhere_else() {
    let mut relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    let case = li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    relay.stop();
    li.chip_shows("offline", |chip| chip.link == "offline").await;
    li.set_pin(PIN).await;
    li.locks_after("hidden").await;
    li.walk_to(&case).await;
    let before = li.text(PROBLEM).await;
    li.keys(PROBLEM, "导体电").await;
    li.looks_away().await;
    li.look_at_tab(0).await;
    li.see("#lock[open] .Pin__pad").await;
    all_is_closed(&li).await;
    assert_eq!(li.readable(&["导体电"]).await, Vec::<String>::new());
    assert!(!li.shows_text(SHARED).await, "the page behind is not drawn");
    li.unlock(PIN).await;
    li.reads(PROBLEM, &format!("{before}导体电")).await;
    li.write(PROBLEM, "阻偏大。").await;
    li.reads(PROBLEM, &format!("{before}导体电阻偏大。")).await;

    li.walk_to("/me").await;
    li.fill("#own-login", "写到一半").await;
    li.click("#lock-now").await;
    li.unlock(PIN).await;
    assert_eq!(li.value_of("#own-login").await, json!("写到一半"), "what stands on no disk stays behind the lock");

    li.walk_to(&case).await;
    relay.start_again();
    li.chip_tells("confirmed").await;
    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    assert_eq!(wang.text(PROBLEM), format!("{before}导体电阻偏大。"));
}

#[tokio::test]
async fn a_browser_killed_while_everything_is_being_enciphered_goes_on_after_the_next_unlocking() {
    const LENGTH: usize = 48 << 20;
    let mut relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    let case = li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    relay.stop();
    li.chip_shows("offline", |chip| chip.link == "offline").await;
    let row = li.add_row(&Path::of_text("evidence.rows")).await;
    let files = format!("evidence.rows.{row}.files");
    let head = b"\0\0\0\x18ftypmp42\0\0\0\0isommp42".iter().copied();
    let video: Vec<u8> = head.chain(std::iter::repeat(7)).take(LENGTH).collect();
    let path = li.file("巡检.mp4", &video);
    li.pick(&files, &[&path]).await;
    li.tiles_show(&files, "the video", |tiles| tiles.len() == 1 && tiles[0].hash.is_some()).await;
    li.write(HEAD, BEFORE).await;
    li.chip_shows("saved", |chip| chip.saved > 0 && chip.drafts == 0).await;
    li.begin_to_set_pin(PIN).await;
    li.see("[data-turned]").await;
    li.kill();

    li.start(&case).await;
    li.see("#lock[open] .Pin__pad").await;
    let disk = li.disk().await;
    assert!(disk.iter().any(|row| !row.is_closed && row.place.ends_with("/chunks")), "the kill came before the end");
    li.unlock(PIN).await;
    li.reads(HEAD, BEFORE).await;
    li.walk_to("/me").await;
    li.all_is_turned().await;
    all_is_closed(&li).await;
    li.restart(&case).await;
    li.unlock(PIN).await;
    li.reads(HEAD, BEFORE).await;
    relay.start_again();
    li.tiles_show(&files, "the video at the relay", |tiles| tiles.len() == 1 && tiles[0].state == "sent").await;
    let (hash, hand, half) = (hash_of(&video), relay.hand(Who::Li), LENGTH / 2);
    for (range, part) in [(format!("bytes=0-{}", half - 1), &video[..half]), (format!("bytes={half}-"), &video[half..])] {
        assert!(hand.file(hash, &[("range", &range)]).body == part, "every byte of {range}");
    }
}

#[tokio::test]
async fn whoever_guesses_has_to_wait_whatever_they_end_and_nothing_is_deleted() {
    let relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    li.set_pin(PIN).await;
    li.click("#lock-now").await;
    for _ in 0..4 {
        li.tap(WRONG).await;
        li.lock_answers("wrong").await;
        soon("the dots are empty again", async || if li.has(".Pin__dots .is-set").await { Err(String::new()) } else { Ok(()) }).await;
    }
    li.restart("/").await;
    li.tap(WRONG).await;
    li.lock_answers("wrong").await;
    li.restart("/").await;
    li.tap(PIN).await;
    li.lock_answers("too_soon").await;
    let waits = key!("lock.wait").text(Locale::Chinese).split('{').next().unwrap_or_default();
    li.read(waits).await;
    soon("the wait is over", async || {
        let page = li.page().await;
        if page.contains(waits) { Err(page) } else { Ok(()) }
    })
    .await;
    li.unlock(PIN).await;
    li.see_list().await;
}

#[tokio::test]
async fn a_forgotten_pin_costs_what_was_never_sent_and_says_so_before_and_after() {
    let mut relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    li.write(HEAD, "已确认的负责人").await;
    li.chip_tells("confirmed").await;
    relay.stop();
    li.write(PROBLEM, BEFORE).await;
    li.chip_shows("saved", |chip| chip.saved == 1 && chip.drafts == 0).await;
    li.set_pin(PIN).await;
    li.restart("/").await;
    li.see("#lock[open] [data-unsent='1']").await;
    relay.start_again();
    li.click("#lock-forgotten").await;
    li.read(&key!("deleted.unsent").fill(Locale::Chinese, &[("n", "1")])).await;
    li.click("#lock-forget").await;
    li.click("#lock-forget-sure").await;
    li.see("#sign-in-name").await;
    assert!(li.disk().await.iter().all(|row| !row.is_closed && !row.text.contains(SHARED)), "nothing is left");
    li.go("/sign-in#done:/").await;
    li.see("#sign-in-name").await;
    li.sign_in(Who::Li).await;
    li.see_list().await;
    li.go("/status").await;
    li.see("[data-deleted='forgotten']").await;
    li.go("/").await;
    li.open(SHARED).await;
    li.reads(HEAD, "已确认的负责人").await;
    assert!(!li.text(PROBLEM).await.contains(BEFORE));
}
