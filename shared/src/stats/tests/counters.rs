//! The counters of Annex D.

use super::*;
use crate::{stats::counters::count as counted, vocab::Figure};

/// [R-7.2.4.2-2] [R-0-1] [R-0-7] [R-0-11] [Q21] What is a batch, as a table.
#[test]
fn a_batch_is_a_case_started_in_the_period() {
    let visited = || vec![visit("v", "2026-03-05", false)];
    #[rustfmt::skip]
    let table = [
        ("started",                 true,  case(1)),
        ("on the first day",        true,  CaseFigures { started_on: Some(day("2026-01-01")), ..case(1) }),
        ("on the last day",         true,  CaseFigures { started_on: Some(day("2026-12-31")), ..case(1) }),
        ("the year before",         false, CaseFigures { started_on: Some(day("2025-12-31")), ..case(1) }),
        ("the year after",          false, CaseFigures { started_on: Some(day("2027-01-01")), ..case(1) }),
        ("found but not started",   false, CaseFigures { started_on: None, ..case(1) }),
        ("withdrawn, nobody came",  false, CaseFigures { withdrawn: true, ..case(1) }),
        ("withdrawn after a visit", true,  CaseFigures { withdrawn: true, visits: visited(), ..case(1) }),
        ("merged into another",     false, CaseFigures { merged: true, visits: visited(), ..case(1) }),
    ];
    for (what, is_batch, case) in table {
        let expected = if is_batch { count(&[1]) } else { count(&[]) };
        assert_eq!(counted(&[case], &year()).batches, expected, "{what}");
    }
}

/// [R-7.2.4.2-2] [R-0-7] A merged pair is one batch; a visit and advice of the merged one did happen.
#[test]
fn a_merged_case_counts_once() {
    let money = |case| CaseFigures { benefit: Some(5), is_passed: true, causes: vec![cause("c", "c1")], ..case };
    let merged = CaseFigures { merged: true, visits: vec![visit("v", "2026-03-05", true)], advice: codes(&["a"]), ..money(case(1)) };
    let counters = counted(&[merged, money(case(2))], &year());
    assert_eq!(counters.batches, count(&[2]));
    assert_eq!(counters.benefit, Count::within(5, ids(&[2])));
    assert_eq!(counters.solved, count(&[2]));
    assert_eq!((counters.visited, counters.advice), (count(&[1]), count(&[1])));
}

/// [R-7.2.4.2-2] [R-0-13] [R-0-16] Enterprises, not cases; one visit to two cases is one; online stands beside.
#[test]
fn enterprises_visited_on_site_are_counted_once_and_online_only_beside_them() {
    let same = OrgId([9; 16]);
    let of_one_enterprise = |number, visits| CaseFigures { enterprise: same, visits, ..case(number) };
    let cases = [
        of_one_enterprise(1, vec![visit("shared", "2026-03-05", true), visit("later", "2026-04-05", true)]),
        of_one_enterprise(2, vec![visit("shared", "2026-03-05", true), visit("session", "2026-04-06", false)]),
        CaseFigures { visits: vec![visit("online", "2026-05-05", false)], ..case(3) },
        CaseFigures { visits: vec![visit("last year", "2025-12-31", true)], ..case(4) },
        CaseFigures { visits: vec![visit("unstarted", "2026-05-05", true)], started_on: None, ..case(5) },
        case(6),
    ];
    let counters = counted(&cases, &year());
    assert_eq!(counters.visited, Count::within(1, ids(&[1, 2])));
    assert_eq!(counters.visits, Count::within(2, ids(&[1, 2])));
    assert_eq!(counters.visited_online, count(&[3]));
    assert_eq!(counters.visits_online, Count::within(2, ids(&[2, 3])));
}

/// [R-7.2.4.2-2] A visit counts in the year in which it was made, also where the case was started earlier.
#[test]
fn a_visit_counts_on_its_own_day() {
    let early = CaseFigures { started_on: Some(day("2025-11-01")), visits: vec![visit("v", "2026-01-05", true)], ..case(1) };
    let counters = counted(&[early], &year());
    assert_eq!((counters.batches, counters.visited), (count(&[]), count(&[1])));
}

/// [R-7.2.4.2-2] [R-0-13] Rows of advice, each once.
#[test]
fn advice_is_counted_by_its_row() {
    let cases = [
        CaseFigures { advice: codes(&["a", "b"]), ..case(1) },
        CaseFigures { advice: codes(&["b", "c"]), ..case(2) },
        CaseFigures { advice: codes(&["d"]), started_on: None, ..case(3) },
        CaseFigures { advice: codes(&["e"]), started_on: Some(day("2025-03-01")), ..case(4) },
    ];
    assert_eq!(counted(&cases, &year()).advice, Count::within(3, ids(&[1, 2])));
}

/// [R-7.2.4.2-2] [Q21] A problem is solved when its cause is confirmed, its measures done and the case passed.
#[test]
fn a_problem_is_solved_when_all_three_are_true() {
    let passed = |causes| CaseFigures { is_passed: true, passed_on: Some(day("2026-06-01")), causes, ..case(1) };
    #[rustfmt::skip]
    let table = [
        ("solved",             1, passed(vec![cause("a", "c1")])),
        ("two causes",         2, passed(vec![cause("a", "c1"), cause("b", "c1")])),
        ("one cause kept in the next round", 1, passed(vec![cause("a", "c1"), cause("a", "c1")])),
        ("not confirmed",      0, passed(vec![CauseFigures { is_confirmed: false, ..cause("a", "c1") }])),
        ("measures not done",  0, passed(vec![CauseFigures { measures_done: false, ..cause("a", "c1") }])),
        ("not passed",         0, CaseFigures { is_passed: false, passed_on: None, ..passed(vec![cause("a", "c1")]) }),
        ("without assistance", 0, CaseFigures { started_on: None, ..passed(vec![cause("a", "c1")]) }),
        ("passed next year",   0, CaseFigures { passed_on: Some(day("2027-01-05")), ..passed(vec![cause("a", "c1")]) }),
        ("started last year",  1, CaseFigures { started_on: Some(day("2025-11-05")), ..passed(vec![cause("a", "c1")]) }),
        ("passed, no date",    1, CaseFigures { passed_on: None, ..passed(vec![cause("a", "c1")]) }),
    ];
    for (what, solved, case) in table {
        let of = if solved == 0 { vec![] } else { ids(&[1]) };
        assert_eq!(counted(&[case], &year()).solved, Count::within(solved, of), "{what}");
    }
}

/// [R-7.2.4.2-2] [Q36] Benefit, savings and losses avoided stay apart, each with those who declared it.
#[test]
fn the_three_sums_of_money_are_never_one() {
    let cases = [
        CaseFigures { benefit: Some(12_500), saved: Some(300), ..case(1) },
        CaseFigures { benefit: Some(1), loss_cut: Some(40), ..case(2) },
        CaseFigures { saved: Some(7), started_on: None, ..case(3) },
        case(4),
    ];
    let counters = counted(&cases, &year());
    assert_eq!(counters.benefit, Count::within(12_501, ids(&[1, 2])));
    assert_eq!(counters.saved, Count::within(300, ids(&[1])));
    assert_eq!(counters.loss_cut, Count::within(40, ids(&[2])));
}

/// [R-7.2.4.2-2] [R-5.2-3] A district sees its own figures, and a product class its own.
#[test]
fn the_filter_holds_for_every_figure() {
    let full = |number| CaseFigures {
        visits: vec![visit("on site", "2026-03-05", true)],
        advice: codes(&["a"]),
        causes: vec![cause("c", "c1")],
        is_passed: true,
        benefit: Some(1),
        saved: Some(1),
        loss_cut: Some(1),
        ..case(number)
    };
    let online = |number| CaseFigures { visits: vec![visit("online", "2026-03-05", false)], ..case(number) };
    let elsewhere = |case| CaseFigures { district: Some(District::Huli), ..case };
    let other_class = |case| CaseFigures { product_class: "paper".to_owned(), ..case };
    let cases = [full(1), online(2), elsewhere(full(3)), elsewhere(online(4)), other_class(full(5)), other_class(online(6))];
    let filter = Filter { district: Some(District::Tongan), product_class: Some("wire".to_owned()), ..year() };
    let counters = counted(&cases, &filter);
    for figure in Figure::ALL {
        let expected: &[u8] = match figure {
            Figure::Batches => &[1, 2],
            Figure::VisitedOnline => &[2],
            Figure::Visited | Figure::Advice | Figure::Solved | Figure::Benefit | Figure::Saved | Figure::LossCut => &[1],
        };
        assert_eq!(*counters.get(*figure), count(expected), "{}", figure.code());
    }
    assert_eq!((counters.visits, counters.visits_online), (count(&[1]), count(&[2])));
}
