//! What is signed is pinned to the byte; what a foreign device could send instead is refused.

use proptest::prelude::*;

use super::*;
use crate::{
    documents::DocumentKind,
    forms::{self, Path},
    ids::{Author, CommandId, DeviceId, PersonId},
    records::read::Content,
    time::Timestamp,
    workflow::{
        Act, Args, Code, Command, RULES, check,
        tests::{CASE, OTHER, Walk, Who, args},
    },
};

const ROW: &str = "00000000000000aa";

/// A quarter past ten in the morning of the second of March 2026, in Xiamen.
const MORNING: i64 = 1_772_417_700_000;

fn causes() -> &'static forms::Section {
    forms::section("causes").expect("Annex B")
}

fn small() -> Content {
    let mut content = Content::default();
    let items = Path::field("causes", "items");
    content.put(Path::field("causes", "problem"), "水");
    content.put_row(items.clone(), ROW);
    content.put(items.row(ROW).cell("quantity"), "12");
    content.put(items.row(ROW).cell("product"), "线");
    content.put_mark(Path::field("causes", "methods"), "fishbone");
    content
}

/// A name of two strokes.
fn drawn() -> Strokes {
    let dot = |x, y, at| Dot { x, y, at, pressure: 128 };
    Strokes {
        height: 400,
        strokes: vec![vec![dot(100, 100, 0), dot(300, 110, 120), dot(310, 300, 260)], vec![dot(500, 80, 700), dot(500, 320, 900)]],
    }
}

/// The quality head's signature on the enterprise's own tablet, as it goes to the relay.
fn signed(walk: &Walk, name: &str) -> Args {
    let now = content_hash(&walk.content, causes(), walk.state.round).to_hex();
    let args = args(&[("as", "quality_head"), ("name", name), (SIGNED, &now), (STROKES, &drawn().to_text())]);
    let args = Seal::begin(args.with(SIGNED_AT, MORNING), DeviceId([5; 16]), &[4; 65]);
    Seal::end(args, &[7; 64])
}

fn on_the_way() -> Walk {
    let mut walk = Walk::grouped();
    walk.fill("causes");
    walk
}

#[test]
fn the_bytes_of_a_form_are_pinned() {
    let text = |text: &str| [&[0x60 + u8::try_from(text.len()).unwrap()][..], text.as_bytes()].concat();
    let expected = [
        [&[0x84][..], &text("liandong form"), &[1], &text("causes"), &[0x83]].concat(),
        [&[0x82][..], &text("problem"), &text("水")].concat(),
        [&[0x82][..], &text("items"), &[0x81, 0x82], &text(ROW), &[0x82]].concat(),
        [&[0x82][..], &text("product"), &[0x81], &text("线")].concat(),
        [&[0x82][..], &text("quantity"), &[0x81], &text("12")].concat(),
        [&[0x82][..], &text("methods"), &[0x81, 0x82], &text("fishbone"), &text("yes")].concat(),
    ];
    assert_eq!(canonical(&small(), causes(), 1), expected.concat());
    assert_eq!(content_hash(&small(), causes(), 1).to_hex(), "5e8ad6e4098531d29d2e0e0b3ab7920d30ad83dbc97226a82de6c18c5e8297cd");
}

#[test]
fn whatever_is_written_otherwise_is_another_form() {
    let one = content_hash(&small(), causes(), 1);
    let mut another = small();
    another.put(Path::field("causes", "items").row(ROW).cell("product"), "线缆");
    assert_ne!(content_hash(&another, causes(), 1), one);
    let mut one_more = small();
    one_more.put_row(Path::field("causes", "items"), "00000000000000bb");
    assert_ne!(content_hash(&one_more, causes(), 1), one, "a row in which nothing stands is a row");
    let mut chosen = small();
    chosen.put_mark(Path::field("causes", "methods"), "other");
    assert_ne!(content_hash(&chosen, causes(), 1), one);
    assert_ne!(content_hash(&small(), causes(), 2), one, "another round");
    let mut elsewhere = small();
    elsewhere.put(Path::field("intake", "product"), "电线电缆");
    assert_eq!(content_hash(&elsewhere, causes(), 1), one, "another section");
}

#[test]
fn a_signature_covers_who_where_what_and_when() {
    let rule = signing_rule(DocumentKind::Case, Act::SignCauses).expect("Annex B is signed");
    let author = Author { person: PersonId([2; 16]), device: DeviceId([3; 16]) };
    let told = args(&[("as", "expert"), ("name", "蔡"), (SIGNED, "ab"), ("signature", "not covered"), ("content", "not covered")]);
    let on = crate::workflow::tests::day("2026-03-02");
    let bytes = to_sign(CASE, author, rule, on, &told);
    let text = |text: &str| [&[0x60 + u8::try_from(text.len()).unwrap()][..], text.as_bytes()].concat();
    let expected = [
        [&[0x88][..], &text("liandong signature"), &[1, 0x50], &[1; 16], &[0x50], &[2; 16], &[0x50], &[3; 16]].concat(),
        [text("sign_causes"), text("2026-03-02"), vec![0xa3]].concat(),
        [text("as"), text("expert"), text("name"), text("蔡"), text("signed"), text("ab")].concat(),
    ];
    assert_eq!(bytes, expected.concat());
    let other = Author { person: PersonId([9; 16]), ..author };
    assert_ne!(to_sign(OTHER, author, rule, on, &told), bytes);
    assert_ne!(to_sign(CASE, other, rule, on, &told), bytes);
    assert_ne!(to_sign(CASE, author, rule, on.succ_opt().unwrap(), &told), bytes);
    assert_ne!(to_sign(CASE, author, rule, on, &told.clone().with("witness", "王")), bytes);
    assert_ne!(to_sign(CASE, author, rule, on, &told.with(STROKES, "x")), bytes);
}

/// [G10]
#[test]
fn what_was_drawn_counts_with_the_form_and_what_is_another_thing_is_refused() {
    let walk = on_the_way();
    let good = signed(&walk, "陈质量");
    assert!(walk.asks(Who::Factory, Act::SignCauses, &good).is_ok());
    let why_not = |args: Args| walk.why_not(Who::Factory, Act::SignCauses, &args);
    let with = |key: &str, text: &str| {
        let mut args = good.clone();
        args.put(key, text.to_owned());
        args
    };
    assert_eq!(why_not(with(SIGNED, &"ab".repeat(32))), Some(Code::SignedOther), "another form");
    assert_eq!(why_not(with(SIGNED, "")), Some(Code::SignedOther), "no form");
    assert_eq!(why_not(with(STROKES, "")), Some(Code::Untold), "nothing was drawn or typed");
    assert_eq!(why_not(with(STROKES, "").with(TYPED, "陈")), Some(Code::Untold), "another name was typed");
    assert_eq!(why_not(with(STROKES, "").with(TYPED, "陈质量")), None, "somebody who cannot draw");
    assert_eq!(why_not(with(TYPED, "陈质量")), Some(Code::BadStrokes), "both");
    assert_eq!(why_not(with(STROKES, &"A".repeat(20_000))), Some(Code::BadStrokes));
    assert_eq!(why_not(with(SIGNED_AT, "1772330000000")), Some(Code::Untold), "signed on another day than it is said");
    assert_eq!(why_not(with(SIGNED_AT, "")), Some(Code::Untold));
    assert_eq!(why_not(with(KEY, &"04".repeat(70_000))), Some(Code::WrongSignature), "a key as long as a book");
    assert_eq!(why_not(with(SIGNATURE, "zz")), Some(Code::WrongSignature));
    assert_eq!(why_not(args(&[("as", "quality_head"), ("name", "陈质量")])), None, "an earlier release, or from paper");
}

/// [G10]
#[test]
fn the_same_signature_does_not_count_twice_nor_after_the_form_or_the_round_moved() {
    let mut walk = on_the_way();
    let good = signed(&walk, "陈质量");
    walk.does(Who::Factory, Act::SignCauses, &good);
    assert_eq!(walk.why_not(Who::Factory, Act::SignCauses, &good), Some(Code::AlreadyDone));
    let mut changed = on_the_way();
    changed.put("causes.problem", "另写");
    assert_eq!(changed.why_not(Who::Factory, Act::SignCauses, &good), Some(Code::SignedOther));
    let mut next = Walk::recorded();
    next.does(Who::Huli, Act::FailRecheck, &args(&[("method", "inspection"), ("number", "1"), ("reason", "x")]));
    next.fill("causes");
    assert_eq!(next.why_not(Who::Factory, Act::SignCauses, &good), Some(Code::SignedOther), "another round");
}

/// [G10]
#[test]
fn whoever_signed_a_form_that_was_changed_since_has_not_signed_it() {
    let mut walk = Walk::grouped();
    walk.fill("investigation");
    walk.does(Who::Cai, Act::CloseInvestigation, &Args::default());
    walk.fill("causes");
    walk.put(&format!("causes.list.{ROW}.status"), "confirmed");
    walk.does(Who::Factory, Act::SignCauses, &signed(&walk, "陈质量"));
    let expert = signed(&walk, "蔡").with("as", "expert").with(SIGNATURE, "08".repeat(64));
    walk.does(Who::Cai, Act::SignCauses, &expert);
    assert_eq!(walk.why_not(Who::Cai, Act::ConfirmCauses, &Args::default()), None);
    assert!(!walk.badges().contains(&crate::workflow::Badge::ChangedAfterSigning));
    walk.put("causes.problem", "另写");
    assert!(walk.badges().contains(&crate::workflow::Badge::ChangedAfterSigning));
    assert_eq!(walk.why_not(Who::Cai, Act::ConfirmCauses, &Args::default()), Some(Code::NotSignedByEnterprise));
    walk.does(Who::Cai, Act::SignCauses, &signed(&walk, "蔡").with("as", "expert").with(SIGNATURE, "09".repeat(64)));
    assert!(walk.badges().contains(&crate::workflow::Badge::ChangedAfterSigning), "the quality head's is still of the old words");
}

#[test]
fn the_relay_keeps_what_stands_with_a_signature_and_nothing_else() {
    let walk = on_the_way();
    let good = signed(&walk, "陈质量");
    let person = Who::Factory.person();
    let command = Command {
        id: CommandId([0; 16]),
        act: Act::SignCauses,
        on: walk.today,
        args: good.clone().with("colour", "red"),
        heads: Vec::new(),
        rules: RULES,
    };
    let permit = check(&walk.facts(&person), command, Timestamp(0)).expect("allowed");
    let entry = permit.into_entry();
    for key in KEYS {
        assert_eq!(entry.args.text(key), good.text(key), "{key}");
    }
    assert_eq!(entry.args.text("colour"), "");
    assert_eq!(Seal::of(&entry.args).map(|seal| seal.device), Some(DeviceId([5; 16])));
}

#[test]
fn a_drawing_survives_its_text() {
    let text = drawn().to_text();
    assert_eq!(text, "gZ.oGoGAgIwMUwHAU8L4IA.8L5NwbAAgPwMA");
    assert_eq!(Strokes::of_text(&text), Some(drawn()));
    assert_eq!(drawn().paths(), ["M100 100L300 110L310 300", "M500 80L500 320"]);
}

#[test]
fn what_is_no_drawing_is_refused() {
    let of = |height, strokes: &[&[(u16, u16, u32)]]| {
        let dots = |stroke: &&[(u16, u16, u32)]| stroke.iter().map(|(x, y, at)| Dot { x: *x, y: *y, at: *at, pressure: 0 }).collect();
        Strokes { height, strokes: strokes.iter().map(dots).collect() }.to_text()
    };
    let long: Vec<(u16, u16, u32)> = (0..5_000).map(|at| (if at % 2 == 0 { 0 } else { 900 }, 0, at)).collect();
    let many: Vec<&[(u16, u16, u32)]> = vec![&[(0, 0, 0), (90, 0, 0)][..]; 400];
    for (why, text) in [
        ("nothing", String::new()),
        ("no stroke", of(400, &[])),
        ("an empty stroke", of(400, &[&[(0, 0, 0), (90, 0, 1)], &[]])),
        ("a touch", of(400, &[&[(5, 5, 0), (9, 9, 30)]])),
        ("a flat glass", of(9, &[&[(0, 0, 0), (90, 0, 1)]])),
        ("beside the glass", of(400, &[&[(0, 0, 0), (1_001, 0, 1)]])),
        ("under the glass", of(400, &[&[(0, 0, 0), (0, 401, 1)]])),
        ("backwards in time", of(400, &[&[(0, 0, 9), (90, 0, 1)]])),
        ("an hour", of(400, &[&[(0, 0, 0), (90, 0, 3_600_000)]])),
        ("too many dots", of(400, &[&long])),
        ("too many strokes", of(400, &many)),
        ("a number that does not end", format!("gZ.{}", "g".repeat(40))),
        ("half a dot", "gZ.AAA".into()),
        ("another alphabet", "gZ.AAAA+AAA".into()),
        ("a number in more digits than it needs", "gZ.gAAAAo5BAA".into()),
        ("letters that are no bytes", "gZ.水".into()),
    ] {
        assert_eq!(Strokes::of_text(&text), None, "{why}");
    }
}

#[test]
fn a_long_drawing_is_thinned_until_it_can_be_kept() {
    let wave = (0..3_900_u16).map(|at| Dot { x: at / 4, y: 500 + at % 40, at: u32::from(at) * 8, pressure: (at % 200) as u8 });
    let wild = Strokes { height: 1_000, strokes: vec![wave.collect()] };
    assert_eq!(Strokes::of_text(&wild.to_text()), None);
    let kept = Strokes::of_text(&wild.clone().thinned().to_text()).expect("thin enough");
    assert_eq!(kept.strokes[0].first(), wild.strokes[0].first());
    assert_eq!(kept.strokes[0].last(), wild.strokes[0].last());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn noise_is_refused_or_is_written_as_it_was_read(text in "[A-Za-z0-9_.-]{0,400}") {
        if let Some(drawing) = Strokes::of_text(&text) {
            prop_assert_eq!(drawing.to_text(), text);
        }
    }

    #[test]
    fn whatever_a_hand_draws_survives(dots in prop::collection::vec((0_u16..=1000, 0_u16..=500, 0_u32..40, any::<u8>()), 2..200)) {
        let mut at = 0;
        let stroke = dots.into_iter().map(|(x, y, step, pressure)| { at += step; Dot { x, y, at, pressure } }).collect();
        let drawing = Strokes { height: 500, strokes: vec![stroke] };
        if drawing.is_something() {
            prop_assert_eq!(Strokes::of_text(&drawing.to_text()), Some(drawing.clone()));
        }
    }
}
