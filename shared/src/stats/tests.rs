//! The cast: cases of one year, each differing from [`case`] only in what its test is about.

mod alerts;
mod asking;
mod counters;
mod everything;
mod issued;
mod pass_rates;
mod surveys;
mod use_of_results;

use chrono::NaiveDate;

use super::*;
use crate::{ids::OrgId, people::District, vocab::Source};

/// A case of the spot check, found in February 2026 and started in March: an enterprise and a report of its own.
fn case(number: u8) -> CaseFigures {
    CaseFigures {
        id: id(number),
        enterprise: OrgId([number; 16]),
        district: Some(District::Tongan),
        source: Some(Source::SpotCheck),
        product_class: "wire".to_owned(),
        product: "BV 2.5".to_owned(),
        started_on: Some(day("2026-03-01")),
        closed_on: None,
        withdrawn: false,
        merged: false,
        visits: Vec::new(),
        advice: Vec::new(),
        causes: Vec::new(),
        is_passed: false,
        passed_on: None,
        failed_rechecks: 0,
        round: 1,
        benefit: None,
        saved: None,
        loss_cut: None,
        found_on: Some(day("2026-02-01")),
        stopped: false,
        report_no: format!("SJ2026-{number:04}"),
    }
}

fn visit(id: &str, on: &str, is_on_site: bool) -> VisitFigures {
    VisitFigures { id: id.to_owned(), on: day(on), is_on_site }
}

/// A confirmed cause whose measures are done.
fn cause(row: &str, code: &str) -> CauseFigures {
    CauseFigures { row: row.to_owned(), code: code.to_owned(), is_confirmed: true, measures_done: true }
}

fn year() -> Filter {
    Filter { from: day("2026-01-01"), to: day("2026-12-31"), district: None, product_class: None }
}

fn id(number: u8) -> DocumentId {
    DocumentId([number; 16])
}

fn ids(numbers: &[u8]) -> Vec<DocumentId> {
    numbers.iter().map(|number| id(*number)).collect()
}

fn count(numbers: &[u8]) -> Count {
    Count::of_ids(ids(numbers))
}

fn codes(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

fn day(text: &str) -> NaiveDate {
    crate::time::day(text).expect("a day")
}
