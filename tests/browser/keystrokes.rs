//! Every keystroke is durable at once, and an input method composes in peace.

use std::time::{Duration, Instant};

use serde_json::json;
use tests::{Device, Relay, Tablet, Who, cast::SHARED};

use super::PROBLEM;

/// Longer than the pause after which a draft becomes a change.
const LONGER_THAN_A_PAUSE: Duration = Duration::from_millis(1500);

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
    li.chip_shows("the keys are safe", |chip| chip.waiting() > 0).await;
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
async fn an_input_method_composes_in_peace() {
    let relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    let (before, entries) = (wang.text(PROBLEM), wang.log().len());

    li.enter(PROBLEM).await;
    let begin = Instant::now();
    let mut letters = ["d", "da", "dao", "dao t", "dao ti"].into_iter().cycle();
    let mut composed = String::new();
    while begin.elapsed() < LONGER_THAN_A_PAUSE {
        let text = letters.next().expect("a cycle");
        li.command("Input.imeSetComposition", json!({ "text": text, "selectionStart": text.len(), "selectionEnd": text.len() })).await;
        composed = format!("{before}{text}");
        assert_eq!(li.text(PROBLEM).await, composed);
        let chip = li.chip().await;
        assert_eq!((chip.saved, chip.sent), (0, 0), "no change while composing");
    }
    wang.type_in("causes.stock", "王工同时写");
    wang.type_in(PROBLEM, &format!("王工：{before}"));
    wang.until_settled();
    li.reads("causes.stock", &wang.text("causes.stock")).await;
    assert_eq!(li.text(PROBLEM).await, composed, "the field is not rewritten under the hand");
    assert_eq!(wang.log().len(), entries + 2, "only Wang's words arrived");

    li.command("Input.insertText", json!({ "text": "导体" })).await;
    li.leave().await;
    li.chip_tells("confirmed").await;
    li.reads(PROBLEM, &format!("王工：{before}导体")).await;
    wang.until("the composed words", |wang| wang.text(PROBLEM) == format!("王工：{before}导体"));
}
