//! An input method composes in peace: nothing becomes a change and nothing is written into the field before it is done, however
//! it ends; when the field is left, others' words stand in it.

use std::time::{Duration, Instant};

use tests::{Device, Relay, Tablet, Who, cast::SHARED};

use crate::PROBLEM;

/// Longer than the pause after which a draft becomes a change.
const LONGER_THAN_A_PAUSE: Duration = Duration::from_millis(1500);

/// Li with a browser and Wang with a tablet, both at the same case.
struct Pair {
    _relay: Relay,
    li: Device,
    wang: Tablet,
    turn: u32,
}

impl Pair {
    async fn meet() -> Self {
        let relay = Relay::start();
        let mut li = Device::of(Who::Li, &relay).await;
        li.open(SHARED).await;
        li.is_ready_for_the_road().await;
        let mut wang = Tablet::of(Who::Wang, &relay);
        wang.open(SHARED);
        Self { _relay: relay, li, wang, turn: 0 }
    }

    /// Wang writes at the beginning of the field in which Li composes, and her device has heard it; what stands there then.
    async fn wang_writes(&mut self) -> String {
        let (composed, entries) = (self.li.text(PROBLEM).await, self.wang.log().len());
        self.turn += 1;
        let text = format!("王工{}：{}", self.turn, self.wang.text(PROBLEM));
        let stock = format!("王工第{}次写", self.turn);
        self.wang.type_in(PROBLEM, &text);
        self.wang.type_in("causes.stock", &stock);
        self.wang.until_settled();
        self.li.reads("causes.stock", &stock).await;
        assert_eq!(self.li.text(PROBLEM).await, composed, "the field is not rewritten under the hand");
        assert_eq!(self.wang.log().len(), entries + 2, "only Wang's words arrived");
        text
    }

    /// Both devices come to show this, and nothing waits.
    async fn read(&mut self, text: &str, what: &str) {
        self.li.shows(PROBLEM, &format!("“{text}” ({what})"), |seen| seen == text).await;
        self.li.chip_shows(what, |chip| chip.waiting() == 0).await;
        self.wang.until(what, |wang| wang.text(PROBLEM) == text);
    }
}

#[tokio::test]
async fn an_input_method_composes_in_peace() {
    let mut pair = Pair::meet().await;
    let before = pair.wang.text(PROBLEM);
    pair.li.enter(PROBLEM).await;
    let begin = Instant::now();
    let mut letters = ["d", "da", "dao", "dao t", "dao ti"].into_iter().cycle();
    while begin.elapsed() < LONGER_THAN_A_PAUSE {
        let text = letters.next().expect("a cycle");
        pair.li.compose(text).await;
        assert_eq!(pair.li.text(PROBLEM).await, format!("{before}{text}"));
        let chip = pair.li.chip().await;
        assert_eq!((chip.saved, chip.sent), (0, 0), "no change while composing");
    }
    let stands = pair.wang_writes().await;

    pair.li.compose_done("导体").await;
    pair.li.chip_tells("confirmed").await;
    assert_eq!(pair.li.text(PROBLEM).await, format!("{before}导体"), "the hand is still there");
    pair.li.leave().await;
    pair.read(&format!("{stands}导体"), "the composed words").await;
}

#[tokio::test]
async fn a_composition_that_is_left_cancelled_or_hidden_is_no_trap() {
    let mut pair = Pair::meet().await;
    pair.li.enter(PROBLEM).await;
    pair.li.compose("dao").await;
    let stands = pair.wang_writes().await;
    pair.li.click("[id='causes-stock']").await;
    pair.read(&format!("{stands}dao"), "a tap elsewhere ends the composition with what it reads").await;
    pair.li.leave().await;

    let stands = pair.wang.text(PROBLEM);
    pair.li.enter(PROBLEM).await;
    pair.li.compose("ti").await;
    pair.li.compose("").await;
    pair.li.leave().await;
    pair.read(&stands, "a cancelled composition leaves nothing").await;

    pair.li.enter(PROBLEM).await;
    pair.li.compose("ti").await;
    let entries = pair.wang.log().len();
    for name in ["visibilitychange", "pagehide", "visibilitychange"] {
        pair.li.run(&format!("(({name:?} === 'pagehide') ? window : document).dispatchEvent(new Event({name:?}))")).await;
        let chip = pair.li.chip().await;
        assert_eq!((chip.drafts, chip.saved, chip.sent), (1, 0, 0), "a hidden page keeps what is composed as a draft");
    }
    let stands = pair.wang_writes().await;
    assert_eq!(pair.wang.log().len(), entries + 2);
    pair.li.compose_done("体").await;
    pair.li.leave().await;
    pair.read(&format!("{stands}体"), "words composed on both sides of a hidden page").await;

    pair.li.enter(PROBLEM).await;
    pair.li.compose("x").await;
    let stands = pair.wang_writes().await;
    pair.li.compose_done("错").await;
    pair.li.keys(PROBLEM, "\u{e003}").await;
    pair.li.leave().await;
    pair.read(&stands, "what was composed and deleted again").await;
}

/// What browsers tell of the same thing, before and after Wang writes.
#[rustfmt::skip]
const ORDERS: [(&str, &str, &str, &str); 6] = [
    ("Chromium",                               "start reads:d input",             "reads:导 input end blur",          "导"),
    ("Firefox: the end before the last input", "start reads:d input",             "reads:导 end input blur",          "导"),
    ("Safari: letters go, words come, the end", "start reads:d input",             "reads input reads:导 input end blur", "导"),
    ("left first, the end told afterwards",    "start reads:d input",             "blur reads:导 end input",          "导"),
    ("cancelled, the end before the input",    "start reads:d input",             "reads end input blur",             ""),
    ("a correction without a composition",     "",                                "reads:teh input reads:the input blur", "the"),
];

#[tokio::test]
async fn every_browser_s_order_of_events_comes_to_the_same() {
    let mut pair = Pair::meet().await;
    for (what, first, then, written) in ORDERS {
        pair.li.enter(PROBLEM).await;
        pair.li.play(first).await;
        let stands = pair.wang_writes().await;
        pair.li.play(then).await;
        pair.read(&format!("{stands}{written}"), what).await;
    }
}
