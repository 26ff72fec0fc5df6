//! Saved on this device, sent, confirmed: the chip tells the truth.

use tests::{Device, Relay, Tablet, Who, cast::SHARED};

use crate::{HEAD, PROBLEM};

#[tokio::test]
async fn saved_without_the_relay_and_confirmed_only_when_it_is_durable_there() {
    let mut relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    li.chip_tells("idle").await;
    relay.stop();
    li.write(PROBLEM, "先存在本机。").await;
    li.chip_shows("saved, offline", |chip| chip.state == "saved" && chip.saved > 0 && chip.sent == 0 && chip.link == "offline").await;
    li.go("/status").await;
    li.see(".Lead[data-state='saved']").await;
    relay.start_again();
    li.chip_tells("confirmed").await;

    li.go("/").await;
    li.open(SHARED).await;
    for n in 1..=3 {
        let words = format!("第{n}位负责人");
        let head = li.enter(HEAD).await;
        head.clear().await.expect("a control can be cleared");
        // What the chip tells next is of these words and not of those before.
        relay.freeze();
        li.write(HEAD, &words).await;
        li.chip_shows("on the way", |chip| chip.drafts == 0 && chip.waiting() > 0).await;
        relay.thaw();
        li.chip_shows("confirmed", |chip| chip.state == "confirmed" && chip.waiting() == 0).await;
        relay.kill();
        relay.start_again();
        let mut wang = Tablet::of(Who::Wang, &relay);
        wang.open(SHARED);
        assert_eq!(wang.text(HEAD), words, "confirmed, and gone");
        li.chip_shows("online again", |chip| chip.link == "online").await;
    }
}
