//! Another PIN, or a passphrase in its place: what is on the disk stays as it is, only what opens it changes.

use shared::{key, words::Locale};
use tests::{Device, Relay, Who, cast::SHARED};

use super::{PIN, WRONG};
use crate::HEAD;

const PHRASE: &str = "鹭岛 三号车间 铜线 拉丝 验货";
const OTHER: &str = "704912";

/// What is told on the sheet, and by which button it is opened.
#[derive(Clone, Copy)]
struct Change<'a> {
    way: &'a str,
    old: &'a str,
    new: &'a str,
    again: &'a str,
}

impl Change<'_> {
    async fn told(&self, device: &Device) {
        device.walk_to("/me").await;
        device.click(self.way).await;
        for (field, text) in [("#lock-old", self.old), ("#lock-new", self.new), ("#lock-again", self.again)] {
            device.fill(field, text).await;
        }
        device.click("#lock-submit").await;
    }
}

#[tokio::test]
async fn the_pin_gives_way_to_a_passphrase_and_that_to_another_pin_and_nothing_that_was_closed_is_lost() {
    let mut relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    let case = li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    relay.stop();
    li.chip_shows("offline", |chip| chip.link == "offline").await;
    li.write(HEAD, "锁后的负责人").await;
    li.chip_shows("saved", |chip| chip.saved == 1 && chip.drafts == 0).await;
    li.set_pin(PIN).await;

    // What is not right is said before anything changes.
    let change = Change { way: "#lock-to-phrase", old: PIN, new: PHRASE, again: PHRASE };
    Change { again: "鹭岛", ..change }.told(&li).await;
    li.read(key!("lock.not_again").text(Locale::Chinese)).await;
    li.click("dialog[open] .Dialog__head button").await;
    Change { old: WRONG, ..change }.told(&li).await;
    li.read(key!("lock_answer.wrong").text(Locale::Chinese)).await;
    li.click("dialog[open] .Dialog__head button").await;
    change.told(&li).await;
    li.see("#own-lock[data-lock='passphrase']").await;
    li.restart(&case).await;
    li.fill("#lock-phrase", "鹭岛 三号车间 铁线 拉丝 验货").await;
    li.click("#lock-open").await;
    li.lock_answers("wrong").await;
    li.fill("#lock-phrase", PHRASE).await;
    li.click("#lock-open").await;
    li.is_unlocked().await;
    li.reads(HEAD, "锁后的负责人").await;

    Change { way: "#lock-to-pin", old: PHRASE, new: OTHER, again: OTHER }.told(&li).await;
    li.see("#own-lock[data-lock='pin']").await;
    li.restart(&case).await;
    li.tap(PIN).await;
    li.lock_answers("wrong").await;
    li.restart(&case).await;
    li.unlock(OTHER).await;
    li.reads(HEAD, "锁后的负责人").await;
    relay.start_again();
    li.chip_tells("confirmed").await;
}
