//! Stories of a case's past.

use automerge::{ActorId, Automerge};
use chrono::Days;
use proptest::{collection::vec, prelude::*};

use super::*;
use crate::{
    documents::DocumentKind,
    forms::{Path, YES},
    ids::{Author, DeviceId, PersonId},
    records::{
        edit::{self, Edit},
        genesis, heads, ledger,
        read::{self, Content},
    },
    time::Timestamp,
    workflow::{Act, Args},
};

const PROBLEM: &str = "causes.problem";
const HEAD: &str = "causes.quality_head";
const MORNING: Timestamp = Timestamp(1_700_000_000_000);
const MINUTE: i64 = 60_000;

fn author(n: u8) -> Author {
    Author { person: PersonId([n; 16]), device: DeviceId([n + 100; 16]) }
}

fn case() -> Automerge {
    let mut doc = Automerge::new();
    doc.apply_changes([genesis::of(DocumentKind::Case)]).unwrap();
    doc
}

/// A copy in somebody's hands.
fn with(doc: &Automerge, n: u8, session: u8) -> Automerge {
    doc.clone().with_author(Some(author(n).to_bytes().into())).with_actor(ActorId::from([n, session]))
}

fn write(doc: &mut Automerge, path: &str, text: &str, at: Timestamp) {
    edit::apply(doc, &Edit::Write { path: Path::of_text(path), text: text.into() }, at).unwrap();
}

fn later(minutes: i64) -> Timestamp {
    Timestamp(MORNING.0 + minutes * MINUTE)
}

/// Who changed what, when, on which device: in sittings, with what stood before.
#[test]
fn what_somebody_wrote_in_one_go_is_one_sitting_with_what_stood_before_and_after() {
    let mut doc = with(&case(), 1, 0);
    write(&mut doc, PROBLEM, "导体", later(0));
    write(&mut doc, PROBLEM, "导体电阻偏大", later(1));
    write(&mut doc, HEAD, "陈经理", later(2));
    write(&mut doc, HEAD, "黄厂长", later(60));
    let mut doc = with(&doc, 2, 0);
    write(&mut doc, PROBLEM, "电阻偏大", later(61));
    let told: Vec<_> = sittings(&doc)
        .into_iter()
        .map(|sitting| {
            let places: Vec<_> = sitting
                .touched
                .iter()
                .map(|touched| {
                    let Difference { path, before, after } = told(&doc, touched);
                    (path.as_str().to_owned(), before, after)
                })
                .collect();
            (sitting.by, sitting.section, sitting.from, sitting.to, places)
        })
        .collect();
    let prose = |text: &str| Held::Prose(text.into());
    let value = |text: &str| Held::Values(vec![text.into()]);
    let causes = || "causes".to_owned();
    assert_eq!(
        told,
        [
            (author(2), causes(), later(61), later(61), vec![(PROBLEM.into(), prose("导体电阻偏大"), prose("电阻偏大"))]),
            (author(1), causes(), later(60), later(60), vec![(HEAD.into(), value("陈经理"), value("黄厂长"))]),
            (
                author(1),
                causes(),
                later(0),
                later(2),
                vec![(PROBLEM.into(), Held::Nothing, prose("导体电阻偏大")), (HEAD.into(), Held::Nothing, value("陈经理")),]
            ),
        ]
    );
}

#[test]
fn rows_and_choices_are_told_as_such() {
    let mut doc = with(&case(), 1, 0);
    let table = Path::of_text("causes.list");
    let row = table.row("00000000000000aa");
    edit::apply(&mut doc, &Edit::Add { path: table, row: "00000000000000aa".into(), order: "1-a".into() }, later(0)).unwrap();
    write(&mut doc, row.cell("text").as_str(), "拉丝模磨损", later(1));
    let mut doc = with(&doc, 2, 0);
    edit::apply(&mut doc, &Edit::Remove { path: row.clone(), removed: true }, later(30)).unwrap();
    let told: Vec<_> = sittings(&doc).iter().flat_map(|sitting| &sitting.touched).map(|touched| told(&doc, touched)).collect();
    let of_row = |removed| Held::Row { removed, order: "1-a".into() };
    assert_eq!(told[0], Difference { path: row.clone(), before: of_row(false), after: of_row(true) });
    assert_eq!(told[1], Difference { path: row.clone(), before: Held::Nothing, after: of_row(false) });
    assert_eq!((told[2].path.clone(), told.len()), (row.cell("text"), 3));
}

/// The case as it was at any submission, filing, signature or day.
#[test]
fn every_version_that_an_address_names_is_found_again() {
    let mut doc = with(&case(), 1, 0);
    write(&mut doc, HEAD, "陈经理", later(0));
    let seen = heads(&doc);
    let mine: Version = Version::Change(seen[0]);
    ledger::enter(&mut doc, Act::Open, Args::default(), later(1));
    let mut doc = with(&doc, 1, 1);
    let next_day = Timestamp(MORNING.0 + 24 * 60 * MINUTE);
    write(&mut doc, HEAD, "黄厂长", next_day);
    let text_of = |version: &Version| {
        let (then, _) = version.of(&doc)?;
        Some(read::content(&then).field("causes", "quality_head").to_owned())
    };
    let day = MORNING.day();
    for (version, expected) in [
        (Version::Now, Some("黄厂长")),
        (mine, Some("陈经理")),
        (Version::Entry(0), Some("陈经理")),
        (Version::Entry(7), None),
        (Version::Day(day), Some("陈经理")),
        (Version::Day(day - Days::new(1)), Some("")),
        (Version::Day(day + Days::new(1)), Some("黄厂长")),
        (Version::Change(crate::ids::Hash([7; 32])), None),
    ] {
        assert_eq!(text_of(&version), expected.map(str::to_owned), "{version}");
        assert_eq!(Version::of_text(&version.to_string()), Some(version));
    }
    for wrong in ["", "entry-", "entry-x", "2026-13-01", "then"] {
        assert_eq!(Version::of_text(wrong), None, "{wrong}");
    }
}

/// An act names what was in front of whoever did it: what others wrote meanwhile is not of that version.
#[test]
fn a_submission_is_what_was_in_front_of_whoever_submitted() {
    let mut doc = with(&case(), 1, 0);
    write(&mut doc, HEAD, "陈经理", later(0));
    let seen = heads(&doc);
    write(&mut doc, HEAD, "黄厂长", later(1));
    ledger::enter_about(&mut doc, Act::SubmitRecord, seen, later(2));
    let (then, _) = Version::Entry(0).of(&doc).unwrap();
    assert_eq!(read::content(&then).field("causes", "quality_head"), "陈经理");
}

#[derive(Clone, Debug)]
enum Step {
    Prose(u8),
    Line(u8),
    Add(u8),
    Cell(u8, u8),
    Remove(u8, bool),
    Tick(usize, bool),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        (0..9_u8).prop_map(Step::Prose),
        (0..3_u8).prop_map(Step::Line),
        (0..4_u8).prop_map(Step::Add),
        (0..4_u8, 0..3_u8).prop_map(|(row, text)| Step::Cell(row, text)),
        (0..4_u8, any::<bool>()).prop_map(|(row, removed)| Step::Remove(row, removed)),
        (0..4_usize, any::<bool>()).prop_map(|(option, chosen)| Step::Tick(option, chosen)),
    ];
    vec(step, 0..24)
}

fn does(doc: &mut Automerge, step: &Step) {
    let table = Path::field("survey", "products");
    let row = |n: u8| format!("00000000000000{n:02x}");
    let set = Path::field("survey", "aspects");
    let option = |n: usize| crate::vocab::Aspect::ALL[n].code();
    let text = |n: u8| ["", "甲", "乙丙", "电阻。偏大", "磨损", "x", "y z", "。", "完"][usize::from(n)].to_owned();
    let edit = match step {
        Step::Prose(n) => Edit::Write { path: Path::field("survey", "comments"), text: text(*n) },
        Step::Line(n) => Edit::Write { path: Path::field("survey", "name"), text: text(*n) },
        Step::Add(n) => Edit::Add { path: table, row: row(*n), order: format!("{n}") },
        Step::Cell(n, words) => Edit::Write { path: table.row(&row(*n)).cell("name"), text: text(*words) },
        Step::Remove(n, removed) => Edit::Remove { path: table.row(&row(*n)), removed: *removed },
        Step::Tick(n, chosen) => Edit::Write { path: set.cell(option(*n)), text: if *chosen { YES.into() } else { String::new() } },
    };
    drop(edit::apply(doc, &edit, MORNING)); // A row that is not there yet.
}

/// What every place holds, as a comparison with nothing tells it.
fn all(content: &Content) -> Vec<Difference> {
    compare(DocumentKind::Survey, &Content::default(), content)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Compare any two: the first version with the differences is the second, and nothing else is called different.
    #[test]
    fn a_version_with_the_differences_to_another_is_that_other(first in steps(), second in steps()) {
        let mut doc = Automerge::new();
        doc.apply_changes([genesis::of(DocumentKind::Survey)]).unwrap();
        first.iter().for_each(|step| does(&mut doc, step));
        let before = read::content(&doc);
        second.iter().for_each(|step| does(&mut doc, step));
        let after = read::content(&doc);
        let found = compare(DocumentKind::Survey, &before, &after);
        let mut holds: std::collections::BTreeMap<Path, Held> = all(&before).into_iter().map(|one| (one.path, one.after)).collect();
        for Difference { path, before, after } in found {
            prop_assert_eq!(holds.get(&path).unwrap_or(&Held::Nothing), &before);
            prop_assert_ne!(&before, &after);
            holds.insert(path, after);
        }
        holds.retain(|_, held| *held != Held::Nothing);
        prop_assert_eq!(holds, all(&after).into_iter().map(|one| (one.path, one.after)).collect());
        prop_assert_eq!(compare(DocumentKind::Survey, &after, &after), vec![]);
    }
}
