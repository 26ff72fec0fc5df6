//! Every keystroke is durable at once, and the field belongs to the hand until it is left.

use tests::{Device, Relay, Tablet, Who, cast::SHARED};

use crate::PROBLEM;

#[tokio::test]
async fn a_browser_killed_in_the_middle_of_a_word_loses_no_keystroke() {
    let mut relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    let case = li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    relay.stop();
    li.chip_shows("offline", |chip| chip.link == "offline").await;
    let before = li.text(PROBLEM).await;
    li.keys(PROBLEM, "导体电").await;
    li.chip_shows("some keys are safe", |chip| chip.waiting() > 0).await;
    li.keys_are_safe(&format!("{before}导体电")).await;
    li.kill();

    li.start(&case).await;
    li.reads(PROBLEM, &format!("{before}导体电")).await;
    relay.start_again();
    li.chip_tells("confirmed").await;
    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    assert_eq!(wang.text(PROBLEM), format!("{before}导体电"));
}

#[tokio::test]
async fn words_of_others_stay_out_of_the_field_until_it_is_left_and_then_stand_in_it() {
    let relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    let before = wang.text(PROBLEM);

    li.keys(PROBLEM, "导体").await;
    wang.type_in(PROBLEM, &format!("王工：{before}"));
    let both = format!("王工：{before}导体");
    wang.until("Li's pause", |wang| wang.text(PROBLEM) == both);
    li.chip_tells("confirmed").await;
    assert_eq!(li.text(PROBLEM).await, format!("{before}导体"), "the field is not rewritten under the hand");
    li.leave().await;
    li.reads(PROBLEM, &both).await;

    li.enter(PROBLEM).await;
    wang.type_in(PROBLEM, &format!("{both}。"));
    li.leave().await;
    li.reads(PROBLEM, &format!("{both}。")).await;
}
