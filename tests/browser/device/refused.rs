//! What was written too late is refused, with the reason in words, and kept.

use shared::{key, words::Locale, workflow::Act};
use tests::{
    Device, Relay, Tablet, Who,
    cast::{SHARED, wish},
};

use crate::PROBLEM;

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
    let field = li.run(&format!("return document.querySelector(\"[data-path='{PROBLEM}']\")?.innerText ?? ''")).await;
    assert!(
        !field.as_str().is_some_and(|field| field.contains("迟到的话")),
        "the words stand where refused ones do, not in the form: {field}"
    );
}

/// Li's words came too late: the officer has closed the case meanwhile.
async fn li_came_too_late(relay: &mut Relay) -> (Device, Tablet) {
    let mut li = Device::of(Who::Li, relay).await;
    let case = li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    relay.stop();
    li.write(PROBLEM, "迟到的话。").await;
    li.chip_shows("saved", |chip| chip.saved > 0 && chip.drafts == 0).await;
    li.kill();
    relay.start_again();
    let mut officer = Tablet::of(Who::Tongan, relay);
    officer.open(SHARED);
    assert_eq!(officer.act(wish(1, Act::Withdraw)), None);
    li.start(&case).await;
    li.see("[data-refused='case_closed']").await;
    (li, officer)
}

#[tokio::test]
async fn refused_words_go_on_as_a_supplement() {
    let mut relay = Relay::start();
    let (li, _) = li_came_too_late(&mut relay).await;
    assert!(!li.has("[data-way='anew']").await, "the field takes nothing any more");
    li.click("[data-way='supplement']").await;
    li.chip_shows("confirmed", |chip| chip.state == "confirmed" && chip.refused == 0).await;
    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    let texts: Vec<String> = wang.rows("supplements.rows").iter().map(|row| wang.text(&format!("supplements.rows.{row}.text"))).collect();
    assert!(texts.iter().any(|text| text.ends_with("迟到的话。")), "{texts:?}");
}

#[tokio::test]
async fn refused_words_stay_as_a_note_and_what_is_discarded_comes_back() {
    let mut relay = Relay::start();
    let (mut li, _) = li_came_too_late(&mut relay).await;
    li.go("/status").await;
    li.click("[data-refused] [data-way='note']").await;
    li.see("[data-note]").await;
    li.restart("/status").await;
    li.see("[data-note]").await;
    li.read("迟到的话。").await;
    li.chip_shows("nothing refused", |chip| chip.refused == 0).await;
    li.click("[data-note] [data-way='discard']").await;
    li.see("[data-note]").await;
    li.click("[data-note] [data-way='discard']").await;
    li.click("[data-deleted='note'] [data-way='back']").await;
    li.see("[data-note]").await;
}

#[tokio::test]
async fn refused_words_are_taken_up_again_beside_their_field() {
    let mut relay = Relay::start();
    let (li, mut officer) = li_came_too_late(&mut relay).await;
    assert_eq!(officer.act(wish(2, Act::Reopen)), None);
    li.click("[data-way='anew']").await;
    li.see(&format!("[data-beside='{PROBLEM}']")).await;
    assert!(!li.text(PROBLEM).await.contains("迟到的话"), "the field is the person's to change");
    li.click(&format!("[data-beside='{PROBLEM}'] [data-way='take']")).await;
    li.shows(PROBLEM, "the words again", |text| text.ends_with("迟到的话。")).await;
    li.write(PROBLEM, "改过了。").await;
    li.chip_shows("confirmed", |chip| chip.state == "confirmed" && chip.refused == 0).await;
    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    assert!(wang.text(PROBLEM).ends_with("迟到的话。改过了。"));
}
