//! Repeat failures.

use super::*;
use crate::stats::{
    alerts::{AT_LEAST, History, RepeatedCause, RepeatedFailure, repeated_causes, repeated_failures},
    trend::{HalfYear, Trend, trends},
};

/// [R-4.4-2] The same cause in at least so many cases of a product class.
#[test]
fn a_cause_that_repeats_in_a_product_class_is_an_alert() {
    let with = |number, code: &str| CaseFigures { causes: vec![cause("r", code)], ..case(number) };
    let three = || vec![with(1, "c2"), with(2, "c2"), with(3, "c2")];
    let third = |third: CaseFigures| vec![with(1, "c2"), with(2, "c2"), third];
    let all = |change: fn(CaseFigures) -> CaseFigures| three().into_iter().map(change).collect::<Vec<_>>();
    #[rustfmt::skip]
    let table = [
        ("three",               3, 1, three()),
        ("configured: four",    4, 0, three()),
        ("configured: two",     2, 1, third(with(3, "c1"))),
        ("another cause",       3, 0, third(with(3, "c1"))),
        ("another class",       3, 0, third(CaseFigures { product_class: "paper".to_owned(), ..with(3, "c2") })),
        ("not confirmed",       3, 0, third(CaseFigures { causes: vec![CauseFigures { is_confirmed: false, ..cause("r", "c2") }], ..case(3) })),
        ("withdrawn",           3, 0, third(CaseFigures { withdrawn: true, ..with(3, "c2") })),
        ("merged",              3, 0, third(CaseFigures { merged: true, ..with(3, "c2") })),
        ("last year",           3, 0, third(CaseFigures { found_on: Some(day("2025-12-31")), ..with(3, "c2") })),
        ("started, not dated",  3, 1, third(CaseFigures { found_on: None, ..with(3, "c2") })),
        ("twice in one case",   3, 0, vec![with(1, "c2"), CaseFigures { causes: vec![cause("r", "c2"), cause("s", "c2")], ..case(2) }]),
        ("no code",             3, 0, vec![with(1, ""), with(2, ""), with(3, "")]),
        ("causes: others",      3, 0, vec![with(1, "other"), with(2, "other"), with(3, "other")]),
        ("products: others",    3, 0, all(|case| CaseFigures { product_class: "other".to_owned(), ..case })),
        ("unclassified",        3, 0, all(|case| CaseFigures { product_class: String::new(), ..case })),
    ];
    for (what, at_least, alerts, cases) in table {
        assert_eq!(repeated_causes(&cases, &year(), at_least).len(), alerts, "{what}");
    }
    let alert = |cases| RepeatedCause { product_class: "wire".to_owned(), cause: "c2".to_owned(), cases };
    assert_eq!(repeated_causes(&three(), &year(), AT_LEAST), [alert(count(&[1, 2, 3]))]);
    assert_eq!(AT_LEAST, 3);
}

/// [R-4.4-2] The most frequent stands first.
#[test]
fn alerts_are_sorted_by_their_weight() {
    let with = |number, codes: &[&str]| CaseFigures { causes: codes.iter().map(|code| cause(code, code)).collect(), ..case(number) };
    let cases = [with(1, &["a1", "b1"]), with(2, &["a1", "b1", "c1"]), with(3, &["b1", "c1"])];
    let alerts = repeated_causes(&cases, &year(), 2);
    let seen: Vec<_> = alerts.iter().map(|alert| (alert.cause.as_str(), alert.cases.value)).collect();
    assert_eq!(seen, [("b1", 3), ("a1", 2), ("c1", 2)]);
}

/// [R-4.4-2] [Q10] The same product of the same enterprise, on a later day and by another report.
#[test]
fn a_product_that_fails_again_is_an_alert() {
    let maker = OrgId([50; 16]);
    let found = |number, on: &str| CaseFigures { enterprise: maker, found_on: Some(day(on)), started_on: None, ..case(number) };
    let first = || found(1, "2024-05-01");
    let again = || found(2, "2026-05-01");
    #[rustfmt::skip]
    let table = [
        ("again",                 true,  vec![first(), again()]),
        ("order does not matter", true,  vec![again(), first()]),
        ("again elsewhere",       true,  vec![CaseFigures { district: Some(District::Huli), ..first() }, again()]),
        ("once",                  false, vec![again()]),
        ("the same day",          false, vec![found(1, "2026-05-01"), again()]),
        ("the same report",       false, vec![CaseFigures { report_no: again().report_no, ..first() }, again()]),
        ("no reports",            true,  vec![CaseFigures { report_no: String::new(), ..first() }, CaseFigures { report_no: String::new(), ..again() }]),
        ("another enterprise",    false, vec![CaseFigures { enterprise: OrgId([1; 16]), ..first() }, again()]),
        ("another product",       false, vec![CaseFigures { product: "BV 4".to_owned(), ..first() }, again()]),
        ("no product",            false, vec![CaseFigures { product: String::new(), ..first() }, CaseFigures { product: String::new(), ..again() }]),
        ("first one withdrawn",   false, vec![CaseFigures { withdrawn: true, ..first() }, again()]),
        ("first one merged",      false, vec![CaseFigures { merged: true, ..first() }, again()]),
        ("both long ago",         false, vec![first(), found(2, "2025-05-01")]),
    ];
    for (what, is_alert, cases) in table {
        let expected = RepeatedFailure { enterprise: maker, product: "BV 2.5".to_owned(), cases: count(&[1, 2]) };
        let expected = if is_alert { vec![expected] } else { vec![] };
        assert_eq!(repeated_failures(&History::of(&cases), &year()), expected, "{what}");
    }
    let later = [first(), again(), found(3, "2027-01-01")];
    assert_eq!(repeated_failures(&History::of(&later), &year())[0].cases, count(&[1, 2]), "what comes later is not known yet");
}

/// [R-4.4-3] Failing batches and failures again by half-year, per district and product class.
#[test]
fn the_trend_counts_failures_by_half_year() {
    let found = |number, on: &str| CaseFigures { found_on: Some(day(on)), ..case(number) };
    let of_first = |case| CaseFigures { enterprise: OrgId([1; 16]), ..case };
    let cases = [
        found(1, "2025-11-01"),
        of_first(found(2, "2026-06-30")),
        found(3, "2026-07-01"),
        CaseFigures { product_class: "paper".to_owned(), ..found(4, "2026-08-01") },
        CaseFigures { district: Some(District::Huli), ..found(5, "2026-12-31") },
        CaseFigures { withdrawn: true, ..found(6, "2026-08-01") },
        CaseFigures { merged: true, ..found(7, "2026-08-01") },
    ];
    let trends = trends(&History::of(&cases), &year());
    let (first, second) = (HalfYear { year: 2026, is_second: false }, HalfYear { year: 2026, is_second: true });
    assert_eq!(first.next(), second);
    assert_eq!(second.next(), HalfYear { year: 2027, is_second: false });
    assert_eq!(told(&trends.sum), [(first, ids(&[2]), ids(&[2])), (second, ids(&[3, 4, 5]), vec![])]);
    let districts: Vec<_> = trends.districts.iter().map(|trend| (trend.of, told(trend))).collect();
    let in_tongan = vec![(first, ids(&[2]), ids(&[2])), (second, ids(&[3, 4]), vec![])];
    assert_eq!(districts, [(Some(District::Huli), vec![(second, ids(&[5]), vec![])]), (Some(District::Tongan), in_tongan)]);
    let classes: Vec<_> = trends.classes.iter().map(|trend| (trend.of.as_str(), told(trend))).collect();
    let of_wire = vec![(first, ids(&[2]), ids(&[2])), (second, ids(&[3, 5]), vec![])];
    assert_eq!(classes, [("paper", vec![(second, ids(&[4]), vec![])]), ("wire", of_wire)]);
    assert_eq!(trends.lines.len(), 3);

    let huli = crate::stats::trend::trends(&History::of(&cases), &Filter { district: Some(District::Huli), ..year() });
    assert_eq!(told(&huli.sum), [(second, ids(&[5]), vec![])]);
}

fn told<K>(trend: &Trend<K>) -> Vec<(HalfYear, Vec<DocumentId>, Vec<DocumentId>)> {
    trend.halves.iter().map(|(half, failures)| (*half, failures.failing.of.clone(), failures.again.of.clone())).collect()
}
