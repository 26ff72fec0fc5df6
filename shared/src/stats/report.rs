//! The figures of an Annex D report: counted over its period, with the corrections that stand in it (G20).

use chrono::NaiveDate;

use super::{
    CaseFigures, Filter,
    counters::{self, Counters},
    issued::Corrected,
};
use crate::{
    forms::{Path, answer},
    records::read::Content,
    time,
    vocab::Figure,
};

/// The period of a report: its dates where they are given, else its year. `None` while neither is said.
#[must_use]
pub fn period(content: &Content) -> Option<Filter> {
    let day = |key| time::day(content.field("report", key));
    let year = || content.field("report", "year").trim().parse::<i32>().ok();
    let from = day("period_from").or_else(|| NaiveDate::from_ymd_opt(year()?, 1, 1))?;
    let to = day("period_to").or_else(|| NaiveDate::from_ymd_opt(year()?, 12, 31))?;
    Some(Filter { from, to, district: None, product_class: None })
}

/// Every figure of a report as it prints it; none while its period is not said. A correction without value or reason does not count.
#[must_use]
pub fn figures(content: &Content, cases: &[CaseFigures]) -> Vec<(Figure, Corrected)> {
    let Some(filter) = period(content) else { return Vec::new() };
    let counters = counters::count(cases, &filter);
    Figure::ALL.iter().map(|figure| (*figure, corrected(content, &counters, *figure))).collect()
}

fn corrected(content: &Content, counters: &Counters, figure: Figure) -> Corrected {
    let table = Path::field("report", "corrections");
    let calculated = Corrected::calculated_as(counters.get(figure).clone());
    let rows = content.live_rows(&table).map(|row| table.row(&row.id));
    let of_figure = rows.filter(|row| content.text(&row.cell("figure")) == figure.code());
    let mut written = of_figure.filter_map(|row| {
        let value = answer::number(content.text(&row.cell("value")))?;
        let value = if is_money(figure) { value } else { value / 1000 };
        calculated.clone().correct(value, content.text(&row.cell("reason"))).ok()
    });
    written.next_back().unwrap_or(calculated)
}

/// The value of a figure as it is printed: money in 万元 with as many decimals as it has, everything else as it was counted.
#[must_use]
pub fn printed(figure: Figure, value: u64) -> String {
    if !is_money(figure) {
        return value.to_string();
    }
    let (whole, part) = (value / 1000, format!("{:03}", value % 1000));
    let part = part.trim_end_matches('0');
    if part.is_empty() { whole.to_string() } else { format!("{whole}.{part}") }
}

/// Counted in thousandths of 万元.
#[must_use]
pub const fn is_money(figure: Figure) -> bool {
    match figure {
        Figure::Benefit | Figure::Saved | Figure::LossCut => true,
        Figure::Batches | Figure::Visited | Figure::VisitedOnline | Figure::Advice | Figure::Solved => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        records::figures::of_case,
        workflow::tests::{CASE, Walk},
    };

    /// [G20] [R-7.2.4.2-2]
    #[test]
    fn a_report_counts_its_year_and_keeps_the_calculated_value_beside_a_correction() {
        let mut case = Walk::recorded();
        case.put("benefit.benefit", "12.5").put("benefit.evidence", "发票");
        case.pass();
        let cases = [of_case(CASE, &case.content, &case.state).expect("it is a case")];
        let mut report = Content::default();
        assert!(figures(&report, &cases).is_empty(), "no period is said");
        report.put(Path::field("report", "year"), "2026");
        let of = |report: &Content, figure: Figure| {
            figures(report, &cases).into_iter().find(|(one, _)| *one == figure).expect("each figure is there").1
        };
        assert_eq!((of(&report, Figure::Batches).value(), of(&report, Figure::Benefit).value()), (1, 12_500));
        assert_eq!(printed(Figure::Benefit, 12_500), "12.5");
        let table = Path::field("report", "corrections");
        report.put_row(table.clone(), "00000000000000aa");
        let cell = |key| table.row("00000000000000aa").cell(key);
        report.put(cell("figure"), "batches");
        report.put(cell("value"), "3");
        assert_eq!(of(&report, Figure::Batches).value(), 1, "a correction without reason does not count");
        report.put(cell("reason"), "两批未录入");
        let corrected = of(&report, Figure::Batches);
        assert_eq!((corrected.value(), corrected.calculated().value), (3, 1));
        report.put(Path::field("report", "year"), "2025");
        assert_eq!(of(&report, Figure::Advice).value(), 0, "another year");
    }
}
