//! Two tabs of one browser: one works, the other can take over, and nothing typed is lost on the way.

use shared::{key, words::Locale};
use tests::{Device, Relay, Tablet, Who, cast::SHARED};

use crate::PROBLEM;

#[tokio::test]
async fn a_second_tab_takes_the_work_over_with_every_word_that_was_typed_in_the_first() {
    let relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    let case = li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    let before = li.text(PROBLEM).await;
    li.keys(PROBLEM, "第一个标签页里还没写完").await;

    li.open_tab(&case).await;
    li.read(key!("app.elsewhere").text(Locale::Chinese)).await;
    li.click("#work-here").await;
    li.reads(PROBLEM, &format!("{before}第一个标签页里还没写完")).await;
    li.write(PROBLEM, "，第二个标签页里写完。").await;
    li.chip_tells("confirmed").await;

    li.look_at_tab(0).await;
    li.read(key!("app.moved").text(Locale::Chinese)).await;
    li.click("#work-here").await;
    li.reads(PROBLEM, &format!("{before}第一个标签页里还没写完，第二个标签页里写完。")).await;
    li.look_at_tab(1).await;
    li.read(key!("app.moved").text(Locale::Chinese)).await;
    li.close_tab().await;
    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    assert_eq!(wang.text(PROBLEM), format!("{before}第一个标签页里还没写完，第二个标签页里写完。"));
}

#[tokio::test]
async fn what_was_told_for_an_act_is_there_when_the_work_comes_back_to_its_tab() {
    let relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    let case = li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    li.click("[data-act='acknowledge_briefing']").await;
    li.fill("#arg-version", "第一版").await;
    li.open_tab(&case).await;
    li.click("#work-here").await;
    li.see("[data-path]").await;
    li.look_at_tab(0).await;
    li.click("#work-here").await;
    let told = li.see("#arg-version").await.prop("value").await.expect("an input");
    assert_eq!(told.as_deref(), Some("第一版"));
}

#[tokio::test]
async fn the_waiting_tab_goes_on_when_the_working_one_is_closed() {
    let relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    let case = li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    li.keys(PROBLEM, "写到一半").await;
    li.open_tab(&case).await;
    li.see("#work-here").await;
    li.look_at_tab(0).await;
    li.chip_shows("the keys are safe", |chip| chip.waiting() > 0 || chip.state == "confirmed").await;
    li.close_tab().await;
    li.shows(PROBLEM, "what was typed in the other tab", |text| text.ends_with("写到一半")).await;
}
