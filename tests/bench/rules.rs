//! The rules alone, natively: what every screen and every command asks.

mod device;

use std::{
    collections::BTreeMap,
    hint::black_box,
    time::{Duration, Instant},
};

use automerge::Automerge;
use shared::{
    documents::DocumentKind,
    ids::{CommandId, DocumentId, OrgId, PersonId},
    people::{District, Org, OrgKind, Person, Role},
    records::{genesis, read, waits},
    stats::{self, CaseFigures, CauseFigures, Filter, Input, Period, Settings, SurveyFigures, VisitFigures},
    time::{self, Timestamp},
    workflow::{Act, Args, Command, Deadlines, Entry, RULES, State, check, gates::Facts},
};

use crate::{Figure, Measured, spread};

#[rustfmt::skip]
pub(super) const FIGURES: [Measured; 8] = [
    ("fold",       fold),
    ("check",      checked),
    ("waits",      waiting),
    ("reading",    reading),
    ("copying",    copying),
    ("statistics", statistics),
    ("opening",    device::opening),
    ("pausing",    device::pausing),
];

const ENTRIES: u32 = 200;
const TIMES: usize = 2_000;

fn figure(what: &str, how: &str, taken: impl Iterator<Item = Duration>) -> Vec<Figure> {
    vec![Figure { what: what.into(), how: how.into(), found: spread::of_times(&taken.collect::<Vec<_>>()) }]
}

fn day(text: &str) -> chrono::NaiveDate {
    time::day(text).expect("a day")
}

/// A long case: opened, served, started, with a group, then reminders and visits' records in turn.
fn ledger() -> Vec<Entry> {
    let group = format!("{} {}", PersonId([4; 16]), PersonId([5; 16]));
    let begin = [
        (Act::Open, Args::default().with("enterprise", OrgId([7; 16])).with("district", "huli")),
        (Act::Serve, Args::default().with("conclusion", "fail").with("number", "送达1号").with("method", "direct")),
        (Act::Start, Args::default().with("trigger", "spot_check")),
        (Act::DesignateUnit, Args::default().with("unit", OrgId([8; 16]))),
        (Act::FormGroup, Args::default().with("group", group)),
    ];
    let go_on = (0..).map(|n| match n % 4 {
        0 => (Act::Remind, Args::default().with("text", "请依法处理库存不合格品，并报告处理结果。")),
        1 => (Act::SubmitRecord, Args::default().with("visit", format!("{n:016x}")).with("closing", "no")),
        2 => (Act::SignCauses, Args::default().with("as", "expert").with("name", "蔡").with("content", "ab".repeat(32))),
        _ => (Act::PlanNoted, Args::default().with("plan", DocumentId([9; 16])).with("version", n)),
    });
    let entry = |(number, (act, args))| Entry {
        number,
        act,
        args,
        by: PersonId([3; 16]),
        on: day("2026-03-02"),
        at: Timestamp(1_772_400_000_000),
        heads: Vec::new(),
    };
    (0..ENTRIES).zip(begin.into_iter().chain(go_on)).map(entry).collect()
}

fn fold() -> Vec<Figure> {
    let mut copies = vec![ledger(); TIMES];
    let taken = (0..TIMES).filter_map(|_| {
        let entries = copies.pop()?;
        let begin = Instant::now();
        let state = black_box(State::of(DocumentKind::Case, entries));
        let taken = begin.elapsed();
        drop(state);
        Some(taken)
    });
    figure("ledger fold of a case with 200 entries", "2,000 times, natively", taken)
}

fn checked() -> Vec<Figure> {
    let org = Org { id: OrgId([1; 16]), name: "湖里区局".into(), kind: OrgKind::DistrictBureau, district: Some(District::Huli) };
    let person = Person { id: PersonId([3; 16]), name: "黄".into(), role: Role::DistrictBureau, org };
    let mut doc = Automerge::new();
    doc.apply_changes([genesis::of(DocumentKind::Case)]).expect("genesis applies");
    let (state, content) = (State::of(DocumentKind::Case, ledger()), read::content(&doc));
    let (experts, deadlines) = (BTreeMap::new(), Deadlines::default());
    let facts =
        Facts { person: &person, state: &state, content: &content, experts: &experts, deadlines: &deadlines, today: day("2026-03-20") };
    let args = Args::default().with("method", "inspection").with("number", "复查1号");
    let command = Command { id: CommandId([0; 16]), act: Act::PassRecheck, on: day("2026-03-19"), args, heads: Vec::new(), rules: RULES };
    assert!(check(&facts, command.clone(), Timestamp(0)).is_ok(), "the measured question is answered with yes");
    let taken = (0..TIMES).map(|_| {
        let command = command.clone();
        let begin = Instant::now();
        drop(black_box(check(&facts, command, Timestamp(0))));
        begin.elapsed()
    });
    figure("check of a command on such a case", "2,000 times, a passed recheck, natively", taken)
}

/// What the relay makes for lists whenever a document moves.
fn waiting() -> Vec<Figure> {
    let mut doc = Automerge::new();
    doc.apply_changes([genesis::of(DocumentKind::Case)]).expect("genesis applies");
    let (state, content) = (State::of(DocumentKind::Case, ledger()), read::content(&doc));
    let taken = (0..TIMES).map(|_| {
        let begin = Instant::now();
        drop(black_box(waits::of(&state, &content)));
        begin.elapsed()
    });
    figure("what waits in such a case", "2,000 times, natively", taken)
}

/// What every screen and every commit does with the whole document.
fn reading() -> Vec<Figure> {
    let mut doc = Automerge::new();
    doc.apply_changes([genesis::of(DocumentKind::Case)]).expect("genesis applies");
    let taken = (0..TIMES).map(|_| {
        let begin = Instant::now();
        drop(black_box(read::content(&doc)));
        begin.elapsed()
    });
    figure("reading all content of a case", "2,000 times, an empty one, natively", taken)
}

fn copying() -> Vec<Figure> {
    let mut doc = Automerge::new();
    doc.apply_changes([genesis::of(DocumentKind::Case)]).expect("genesis applies");
    let taken = (0..TIMES).map(|_| {
        let begin = Instant::now();
        drop(black_box(doc.clone()));
        begin.elapsed()
    });
    figure("copying a case", "2,000 times, an empty one, natively", taken)
}

fn statistics() -> Vec<Figure> {
    let (cases, surveys): (Vec<_>, Vec<_>) = ((0..10_000).map(case).collect(), (0..2_000).map(survey).collect());
    let filter = Filter { from: day("2025-01-01"), to: day("2026-12-31"), district: None, product_class: None };
    let settings = Settings { alert_at_least: 3, before: Period { from: day("2023-01-01"), to: day("2024-12-31") } };
    let taken = (0..30).map(|_| {
        let begin = Instant::now();
        drop(black_box(stats::all(Input { cases: &cases, surveys: &surveys, inspected: &[] }, &filter, settings)));
        begin.elapsed()
    });
    figure("all statistics over 10,000 cases", "with 2,000 surveys, 30 times, natively", taken)
}

fn id(n: u32) -> DocumentId {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&n.to_be_bytes());
    DocumentId(bytes)
}

fn org(n: u32) -> OrgId {
    OrgId(id(n).0)
}

fn case(n: u32) -> CaseFigures {
    let classes = ["electronics", "textiles", "building", "eyewear", "children"];
    let at = |days: u32| day("2024-01-01").checked_add_days(chrono::Days::new(u64::from(days))).expect("a day");
    let district = District::ALL[n as usize % District::ALL.len()];
    let cause = |row: u32| CauseFigures {
        row: format!("{n}-{row}"),
        code: format!("c{}", 1 + (n + row) % 6),
        is_confirmed: row == 0,
        measures_done: n.is_multiple_of(3),
    };
    CaseFigures {
        id: id(n),
        enterprise: org(n % 3_000),
        district: Some(district),
        source: None,
        product_class: classes[n as usize % classes.len()].to_owned(),
        product: format!("产品{}", n % 500),
        started_on: (!n.is_multiple_of(5)).then(|| at(n % 900 + 10)),
        closed_on: n.is_multiple_of(2).then(|| at(n % 900 + 90)),
        withdrawn: n.is_multiple_of(97),
        merged: n.is_multiple_of(101),
        visits: (0..n % 4)
            .map(|visit| VisitFigures { id: format!("{n}-{visit}"), on: at(n % 900 + 20 + visit), is_on_site: visit != 1 })
            .collect(),
        advice: (0..n % 5).map(|row| format!("{n}-{row}")).collect(),
        causes: (0..1 + n % 3).map(cause).collect(),
        is_passed: n.is_multiple_of(2),
        passed_on: n.is_multiple_of(2).then(|| at(n % 900 + 80)),
        failed_rechecks: u16::from(n.is_multiple_of(7)),
        round: 1 + u16::from(n.is_multiple_of(7)),
        benefit: (n.is_multiple_of(11)).then_some(12_500),
        saved: None,
        loss_cut: None,
        found_on: Some(at(n % 900)),
        stopped: n % 2 == 1,
        report_no: format!("SJ-{n}"),
    }
}

fn survey(n: u32) -> SurveyFigures {
    SurveyFigures {
        id: id(100_000 + n),
        campaign: id(999_999),
        enterprise: org(n),
        district: Some(District::ALL[n as usize % District::ALL.len()]),
        invited_on: day("2026-03-02"),
        answered_on: (!n.is_multiple_of(4)).then(|| day("2026-03-10")),
        effect: "great".into(),
        aspects: vec!["awareness".into(), "quality".into(), "cost".into()],
        ranked: 2,
        satisfaction: "satisfied".into(),
        satisfied_with: vec!["ability".into()],
    }
}
