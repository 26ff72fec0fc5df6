//! What was written too late is refused, with the reason in words, and kept.

use shared::{key, words::Locale, workflow::Act};
use tests::{
    Device, Relay, Tablet, Who,
    cast::{SHARED, wish},
};

use super::PROBLEM;

#[tokio::test]
async fn words_for_a_case_that_was_closed_meanwhile_are_refused_and_kept() {
    let mut relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    let case = li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    let before = li.text(PROBLEM).await;
    relay.stop();
    li.write(PROBLEM, "迟到的话。").await;
    li.chip_shows("saved", |chip| chip.saved > 0 && chip.drafts == 0).await;
    li.kill();
    relay.start_again();
    let mut officer = Tablet::of(Who::Tongan, &relay);
    officer.open(SHARED);
    assert_eq!(officer.act(wish(1, Act::Withdraw)), None);

    li.start("/status").await;
    li.chip_shows("refused", |chip| chip.state == "refused" && chip.refused == 1 && chip.waiting() == 0).await;
    for _ in 0..2 {
        li.see("[data-refused='case_closed']").await;
        li.read(&format!("{before}迟到的话。")).await;
        li.read(key!("refusal.case_closed").text(Locale::Chinese)).await;
        li.restart("/status").await;
    }
    li.go(&case).await;
    li.read("电线电缆").await;
    assert!(!li.has_control(PROBLEM).await, "a closed case takes no words");
    assert!(!li.page().await.contains("迟到的话"));
}
