//! A city's records of some years, made by a seeded generator.

use super::*;
use crate::{
    codec::{decode, encode},
    stats::{
        alerts, counters, pass_rates,
        pass_rates::{Inspected, RowId},
        surveys,
    },
};

/// [R-4.3-1] [R-7.2.4.2-2] Device and relay hold the records in different order and still print the same.
#[test]
fn the_order_of_the_records_changes_nothing() {
    let (mut cases, mut surveys, mut inspected) = city(600, 200);
    let before = calculate(&cases, &surveys, &inspected);
    cases.reverse();
    surveys.reverse();
    inspected.reverse();
    assert_eq!(calculate(&cases, &surveys, &inspected), before);
}

/// [R-7.2.4.2-2] Calculated together is calculated alone; no table is empty or of the wrong records by accident.
#[test]
fn everything_is_what_each_function_says() {
    let (cases, surveys, inspected) = city(600, 200);
    let all = calculate(&cases, &surveys, &inspected);
    let history = alerts::History::of(&cases);
    assert_eq!(all.counters, counters::count(&cases, &year()));
    assert_eq!(all.pass_rates, pass_rates::compare(&inspected, settings().before, &year()));
    assert_eq!(all.surveys, surveys::tables(&surveys, &year(), None));
    assert_eq!(all.repeated_causes, alerts::repeated_causes(&cases, &year(), settings().alert_at_least));
    assert_eq!(all.repeated_failures, alerts::repeated_failures(&history, &year()));
    assert_eq!(all.trends, trend::trends(&history, &year()));
    assert_eq!(all.knowledge, knowledge::entries(&cases, &year()));
    assert_eq!(all.suggestions, suggestions::suggestions(&cases, &year()));
    assert_eq!(all.quality_map, quality_map::spots(&cases, &year()));
    assert_eq!(all.archive, archive::shelves(&cases, &year()));
    let lengths = [all.repeated_causes.len(), all.repeated_failures.len(), all.knowledge.len(), all.quality_map.len(), all.archive.len()];
    assert!(lengths.iter().all(|length| *length > 0), "{lengths:?}");
}

/// [R-7.4-4] A case without any day is in no period; it is named, not lost.
#[test]
fn a_case_without_a_day_is_named() {
    let undated = CaseFigures { found_on: None, started_on: None, ..case(1) };
    let elsewhere = CaseFigures { district: Some(District::Huli), ..undated.clone() };
    let cases = [undated, CaseFigures { id: id(2), ..elsewhere }, case(3), CaseFigures { found_on: None, ..case(4) }];
    let filter = Filter { district: Some(District::Tongan), ..year() };
    let all = all(Input { cases: &cases, surveys: &[], inspected: &[] }, &filter, settings());
    assert_eq!(all.undated, ids(&[1]));
}

/// [R-4.3-1] What is kept and sent comes back as it was.
#[test]
fn figures_survive_the_wire() {
    let (cases, surveys, inspected) = city(60, 20);
    assert_eq!(decode(&encode(&cases)), Some(cases));
    assert_eq!(decode(&encode(&surveys)), Some(surveys));
    assert_eq!(decode(&encode(&inspected)), Some(inspected));
    assert_eq!(decode(&encode(&year())), Some(year()));
}

fn calculate(cases: &[CaseFigures], surveys: &[SurveyFigures], inspected: &[Inspected]) -> All {
    all(Input { cases, surveys, inspected }, &year(), settings())
}

fn settings() -> Settings {
    Settings { alert_at_least: alerts::AT_LEAST, before: Period { from: day("2024-01-01"), to: day("2025-12-31") } }
}

/// So many cases and surveys, and the inspections of three years.
fn city(cases: u32, surveys: u32) -> (Vec<CaseFigures>, Vec<SurveyFigures>, Vec<Inspected>) {
    let mut dice = Dice(7);
    let cases: Vec<_> = (0..cases).map(|number| some_case(number, &mut dice)).collect();
    let surveys: Vec<_> = (0..surveys).map(|number| some_survey(number, &mut dice)).collect();
    let inspected = (0..180).map(|number| some_inspection(number, &mut dice)).collect();
    (cases, surveys, inspected)
}

fn some_case(number: u32, dice: &mut Dice) -> CaseFigures {
    let started_on = dice.is(80).then(|| dice.day());
    let visits = (0..dice.below(4)).map(|_| VisitFigures { id: dice.below(20_000).to_string(), on: dice.day(), is_on_site: dice.is(80) });
    let visits = visits.collect();
    let causes = (0..dice.below(6)).map(|row| CauseFigures {
        row: row.to_string(),
        code: format!("c{}", dice.below(7)),
        is_confirmed: dice.is(70),
        measures_done: dice.is(70),
    });
    CaseFigures {
        causes: causes.collect(),
        id: long_id(1, number),
        enterprise: dice.enterprise(),
        district: dice.district(),
        product_class: format!("class{}", dice.below(12)),
        product: format!("product{}", dice.below(4)),
        started_on,
        closed_on: dice.is(50).then(|| dice.day()),
        withdrawn: dice.is(3),
        merged: dice.is(3),
        visits,
        advice: (0..dice.below(6)).map(|_| dice.below(60_000).to_string()).collect(),
        is_passed: dice.is(60),
        passed_on: dice.is(60).then(|| dice.day()),
        failed_rechecks: u16::from(dice.is(20)),
        benefit: dice.is(30).then(|| u64::from(dice.below(100_000))),
        saved: dice.is(30).then(|| u64::from(dice.below(100_000))),
        found_on: dice.is(95).then(|| dice.day()),
        stopped: dice.is(50),
        report_no: number.to_string(),
        ..case(0)
    }
}

fn some_survey(number: u32, dice: &mut Dice) -> SurveyFigures {
    let aspects: Vec<_> = (0..dice.below(11)).map(|aspect| format!("aspect{aspect}")).collect();
    SurveyFigures {
        id: long_id(2, number),
        campaign: id(100),
        enterprise: dice.enterprise(),
        district: dice.district(),
        invited_on: dice.day(),
        answered_on: dice.is(70).then(|| dice.day()),
        effect: format!("effect{}", dice.below(3)),
        ranked: if dice.is(80) { aspects.len() } else { 0 },
        aspects,
        satisfaction: format!("satisfaction{}", dice.below(4)),
        satisfied_with: (0..dice.below(7)).map(|with| format!("with{with}")).collect(),
    }
}

fn some_inspection(number: u32, dice: &mut Dice) -> Inspected {
    let from = dice.day();
    Inspected {
        row: RowId { document: long_id(3, number / 10), row: number.to_string() },
        product_class: format!("class{}", dice.below(12)),
        district: dice.district(),
        from,
        to: from + chrono::Days::new(30),
        batches: 100 + dice.below(900),
        failed: dice.below(100),
    }
}

/// A linear congruential generator: the same city every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(self.0 >> 33).expect("31 bits") % bound
    }

    fn is(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// A day of 2024 to 2026.
    fn day(&mut self) -> NaiveDate {
        day("2024-01-01") + chrono::Days::new(u64::from(self.below(1096)))
    }

    fn district(&mut self) -> Option<District> {
        District::ALL.get(usize::try_from(self.below(7)).expect("a small number")).copied()
    }

    fn enterprise(&mut self) -> OrgId {
        OrgId(long_id(4, self.below(1500)).0)
    }
}

fn long_id(kind: u8, number: u32) -> DocumentId {
    let mut bytes = [kind; 16];
    bytes[12..].copy_from_slice(&number.to_be_bytes());
    DocumentId(bytes)
}
