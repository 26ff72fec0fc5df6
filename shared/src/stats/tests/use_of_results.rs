//! Knowledge, suggestions, map and archive.

use super::*;
use crate::stats::{
    archive::shelves,
    frequent::causes,
    knowledge::entries,
    progress::progress,
    quality_map::{Standing, districts, spots},
    suggestions::suggestions,
};
use crate::workflow::{Phase, Stage};

/// [R-4.4-1] Only what passed and is closed teaches.
#[test]
fn knowledge_comes_from_closed_cases_that_passed() {
    let closed = |number, causes| CaseFigures { closed_on: Some(day("2026-08-01")), is_passed: true, causes, ..case(number) };
    let one = |number| closed(number, vec![cause("a", "c2")]);
    let cases = [
        one(1),
        closed(2, vec![cause("a", "c2"), CauseFigures { measures_done: false, ..cause("b", "c2") }, cause("c", "d1")]),
        closed(3, vec![CauseFigures { is_confirmed: false, ..cause("a", "c2") }]),
        CaseFigures { closed_on: None, ..one(4) },
        CaseFigures { closed_on: Some(day("2027-01-01")), ..one(5) },
        CaseFigures { is_passed: false, ..one(6) },
        CaseFigures { withdrawn: true, ..one(7) },
        CaseFigures { merged: true, ..one(8) },
        CaseFigures { product_class: "paper".to_owned(), found_on: Some(day("2020-01-01")), ..one(9) },
        CaseFigures { district: Some(District::Huli), ..one(10) },
    ];
    let filter = Filter { district: Some(District::Tongan), ..year() };
    let seen: Vec<_> =
        entries(&cases, &filter).into_iter().map(|entry| (entry.product_class, entry.cause, entry.cases, entry.remedied)).collect();
    let line =
        |class: &str, cause: &str, cases: &[u8], remedied: &[u8]| (class.to_owned(), cause.to_owned(), count(cases), count(remedied));
    assert_eq!(seen, [line("paper", "c2", &[9], &[9]), line("wire", "c2", &[1, 2], &[1]), line("wire", "d1", &[2], &[2])]);
}

/// [R-4.4-1] [R-7.4-2] Confirmed causes are counted once a case, the most frequent first, up to all of them.
#[test]
fn the_most_frequent_causes_come_first_and_add_up_to_all() {
    let of = |number, codes: &[&str]| CaseFigures { causes: codes.iter().map(|code| cause(code, code)).collect(), ..case(number) };
    let cases = [
        of(1, &["c2"]),
        of(2, &["c2", "c2", "d1"]),
        of(3, &["c2"]),
        CaseFigures { causes: vec![CauseFigures { is_confirmed: false, ..cause("a", "d1") }], ..case(4) },
        CaseFigures { withdrawn: true, ..of(5, &["d1"]) },
        CaseFigures { found_on: Some(day("2025-01-01")), ..of(6, &["d1"]) },
    ];
    let seen: Vec<_> = causes(&cases, &year()).into_iter().map(|one| (one.cause, one.cases, one.up_to)).collect();
    assert_eq!(seen, [("c2".to_owned(), count(&[1, 2, 3]), 75), ("d1".to_owned(), count(&[2]), 100)]);
    assert!(causes(&[], &year()).is_empty());
}

/// [R-7.4-3] The classes that fail most stand first; failed rechecks decide between equals.
#[test]
fn the_catalogue_is_suggested_by_failures_and_failed_rechecks() {
    let of = |number, class: &str, failed_rechecks| CaseFigures { product_class: class.to_owned(), failed_rechecks, ..case(number) };
    let cases = [
        of(1, "wire", 2),
        of(2, "wire", 4),
        of(3, "paper", 0),
        of(4, "paper", 5),
        of(5, "bicycle", 9),
        of(6, "toy", 0),
        of(7, "other", 9),
        of(8, "", 9),
        CaseFigures { withdrawn: true, ..of(9, "toy", 9) },
        CaseFigures { merged: true, ..of(10, "toy", 9) },
        CaseFigures { found_on: Some(day("2025-01-01")), ..of(11, "toy", 9) },
        CaseFigures { district: Some(District::Huli), ..of(12, "toy", 9) },
    ];
    let filter = Filter { district: Some(District::Tongan), ..year() };
    let seen: Vec<_> =
        suggestions(&cases, &filter).into_iter().map(|line| (line.product_class, line.failing, line.failed_rechecks)).collect();
    let line = |class: &str, failing: &[u8], rechecks, of: &[u8]| (class.to_owned(), count(failing), Count::within(rechecks, ids(of)));
    let expected =
        [line("wire", &[1, 2], 6, &[1, 2]), line("paper", &[3, 4], 5, &[4]), line("bicycle", &[5], 9, &[5]), line("toy", &[6], 0, &[])];
    assert_eq!(seen, expected);
}

/// [R-7.4-4] [Q30] Each case stands in one state only: the furthest that is true of it.
#[test]
fn the_map_counts_each_case_in_one_state() {
    let stopped = |number| CaseFigures { stopped: true, ..case(number) };
    let passed = |number| CaseFigures { is_passed: true, ..stopped(number) };
    let closed = |number| CaseFigures { closed_on: Some(day("2026-10-01")), ..passed(number) };
    let cases = [
        case(1),
        stopped(2),
        stopped(3),
        passed(4),
        closed(5),
        CaseFigures { district: None, product_class: String::new(), ..case(6) },
        CaseFigures { product_class: "paper".to_owned(), ..closed(7) },
        CaseFigures { merged: true, ..case(8) },
        CaseFigures { withdrawn: true, ..case(9) },
        CaseFigures { found_on: Some(day("2025-12-31")), ..case(10) },
    ];
    let seen: Vec<_> = spots(&cases, &year()).into_iter().map(|spot| (spot.district, spot.product_class, spot.standings)).collect();
    let standings = |counts: [&[u8]; 4]| Standing::ALL.iter().copied().zip(counts.map(count)).collect::<Vec<_>>();
    let tongan = Some(District::Tongan);
    let expected = [
        (None, String::new(), standings([&[6], &[], &[], &[]])),
        (tongan, "paper".to_owned(), standings([&[], &[], &[], &[7]])),
        (tongan, "wire".to_owned(), standings([&[1], &[2, 3], &[4], &[5]])),
    ];
    assert_eq!(seen, expected);
    let tiles = districts(&spots(&cases, &year()));
    assert_eq!(tiles.iter().map(|(district, _)| *district).collect::<Vec<_>>(), District::ALL);
    let of = |wanted| tiles.iter().find(|(district, _)| *district == wanted).map(|(_, standings)| standings.clone());
    assert_eq!(of(District::Tongan), Some(standings([&[1], &[2, 3], &[4], &[5, 7]])), "of every class");
    assert_eq!(of(District::Huli), Some(standings([&[], &[], &[], &[]])));
    let of_paper = Filter { product_class: Some("paper".to_owned()), ..year() };
    assert_eq!(spots(&cases, &of_paper).len(), 1);
}

/// [R-7.4-5] [R-0-1] [R-0-7] The archive keeps every case with its rounds, of every year, merged and withdrawn too.
#[test]
fn the_archive_keeps_everything() {
    let maker = OrgId([50; 16]);
    let of_maker = |case| CaseFigures { enterprise: maker, ..case };
    let cases = [
        of_maker(CaseFigures { round: 3, closed_on: Some(day("2026-10-01")), ..case(1) }),
        of_maker(CaseFigures { found_on: Some(day("2019-01-01")), started_on: None, merged: true, ..case(2) }),
        of_maker(CaseFigures { found_on: None, started_on: None, withdrawn: true, ..case(3) }),
        of_maker(CaseFigures { product_class: "paper".to_owned(), ..case(4) }),
        case(5),
        CaseFigures { district: Some(District::Huli), ..case(6) },
    ];
    let archive = shelves(&cases, &Filter { district: Some(District::Tongan), ..year() });
    let seen: Vec<_> = archive
        .iter()
        .map(|shelf| {
            let cases: Vec<_> = shelf.cases.iter().map(|case| (case.id, case.rounds, case.standing, case.merged, case.withdrawn)).collect();
            (shelf.enterprise, shelf.product_class.as_str(), cases)
        })
        .collect();
    let expected = [
        (OrgId([5; 16]), "wire", vec![(id(5), 1, Standing::Open, false, false)]),
        (maker, "paper", vec![(id(4), 1, Standing::Open, false, false)]),
        (
            maker,
            "wire",
            vec![
                (id(3), 0, Standing::Open, false, true),
                (id(2), 0, Standing::Open, true, false),
                (id(1), 3, Standing::Closed, false, false),
            ],
        ),
    ];
    assert_eq!(seen, expected);
    let filed = &archive[2].cases[2];
    assert_eq!((filed.on, filed.product.as_str(), filed.report_no.as_str()), (Some(day("2026-02-01")), "BV 2.5", "SJ2026-0001"));
}

/// [R-5.3-3] [R-4.1-1] The board shows every stage and phase in its order, the empty ones too.
#[test]
fn the_board_counts_cases_by_stage_and_phase() {
    let board = progress(&[(id(1), Stage::Assistance), (id(2), Stage::Summary), (id(3), Stage::Assistance), (id(4), Stage::Finding)]);
    let stages: Vec<_> = board.stages.iter().map(|(stage, _)| *stage).collect();
    assert_eq!(stages, Stage::ALL);
    assert!(board.stages.contains(&(Stage::Assistance, count(&[1, 3]))));
    assert!(board.stages.contains(&(Stage::Recheck, count(&[]))));
    let phases = [
        (Phase::Before, count(&[4])),
        (Phase::Plan, count(&[])),
        (Phase::Do, count(&[1, 2, 3])),
        (Phase::Check, count(&[])),
        (Phase::Act, count(&[])),
    ];
    assert_eq!(board.phases, phases);
}
