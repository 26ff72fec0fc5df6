//! What each form asks when it is handed in: for each rule a content that keeps it and one that does not.

use chrono::NaiveDate;

use super::{section, sections};
use crate::{
    forms::{
        Kind, Need, Path, handed_in,
        handed_in::Lack::{self, EndsBeforeStart, InFuture, Missing, NeedsReason, NoRow, NoneAmongOthers, TooFew, TooLong, Unreadable},
        of_round, round_of,
    },
    records::read::Content,
};

mod case;

/// Stands for a row of the table in which the path lies.
const ROW: &str = "+row";
/// Stands for a chosen option.
const MARK: &str = "+mark";

/// Places with what stands there, a place, and what is wrong with it then.
type Case<'a> = (&'a [(&'a str, &'a str)], &'a str, Option<Lack>);

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day")
}

fn written(cells: &[(&str, &str)]) -> Content {
    let mut content = Content::default();
    for (path, text) in cells {
        let path = Path::of_text(path);
        assert!(path.place().is_some(), "no form has {path:?}");
        let (parent, last) = (path.parent().expect("no bare section"), path.last().to_owned());
        match *text {
            ROW => content.put_row(parent, &last),
            MARK => content.put_mark(parent, &last),
            text => content.put(path, text),
        }
    }
    content
}

fn hold(cases: &[Case<'_>]) {
    for (cells, place, expected) in cases {
        let content = written(cells);
        let at = Path::of_text(place);
        let (_, round) = round_of(at.section());
        let section = section(at.section()).unwrap_or_else(|| panic!("{place} is in no section"));
        let problems = handed_in::problems(section, round, &content, today());
        let found: Vec<Lack> = problems.iter().filter(|problem| problem.place == at).map(|problem| problem.lack).collect();
        assert_eq!(found, expected.iter().copied().collect::<Vec<_>>(), "{place} with {cells:?}");
    }
}

/// An empty form says everything that it lacks at once.
#[test]
fn completeness() {
    for section in sections() {
        let root = Path::section_root(&of_round(section, 1));
        let found = handed_in::problems(section, 1, &Content::default(), today());
        let mut asked = Vec::new();
        for field in section.fields {
            let path = root.cell(field.key);
            let is_asked = |need| matches!(need, Need::Required | Need::Hard);
            if let Kind::Each(vocabulary, cells) = field.kind {
                let cells = || cells.iter().filter(|cell| is_asked(cell.need));
                asked.extend(
                    vocabulary.values.iter().flat_map(|(code, _)| cells().map(|cell| path.row(code).cell(cell.key)).collect::<Vec<_>>()),
                );
            } else if is_asked(field.need) {
                asked.push(path);
            }
        }
        for place in asked {
            assert!(found.iter().any(|problem| problem.place == place && matches!(problem.lack, Missing | NoRow)), "{place:?}");
        }
    }
}

/// [R-7.2.2.2-1] [R-7.2.2.2-2] [G06] The plan: its five contents, a period of days or in words, in order.
#[test]
fn plan() {
    let row = ("plan.rows.00000000000000aa", ROW);
    let (from, to) = ("plan.rows.00000000000000aa.period_from", "plan.rows.00000000000000aa.period_to");
    let words = "plan.rows.00000000000000aa.period_text";
    hold(&[
        (&[], "plan.rows", Some(NoRow)),
        (&[], "plan.requirements", Some(Missing)),
        (&[], "plan.bases", Some(Missing)),
        (&[], "plan.methods", Some(Missing)),
        (&[("plan.methods.training", MARK)], "plan.methods", None),
        (&[("plan.methods.other", MARK)], "plan.methods_text", Some(Missing)),
        (&[row], from, Some(Missing)),
        (&[row], to, Some(Missing)),
        (&[row, (words, "3个月")], from, None),
        (&[row, (words, "3个月")], to, None),
        (&[row, (from, "2026-09-01"), (to, "2026-08-31")], to, Some(EndsBeforeStart)),
        (&[row, (from, "2026-09-01"), (to, "2026-09-01")], to, None),
        (&[row], "plan.rows.00000000000000aa.nonconf", Some(NoRow)),
        (&[row], "plan.rows.00000000000000aa.cause", None),
        (&[("plan.approved_on", "2026-12-01")], "plan.approved_on", Some(InFuture)),
    ]);
}

/// [R-7.2.3.3.1-1] Each measure of the work plan names its case and round.
#[test]
fn work_plan() {
    let row = ("work_plan.steps.00000000000000aa", ROW);
    let (status, done_on) = ("work_plan.steps.00000000000000aa.status", "work_plan.steps.00000000000000aa.done_on");
    hold(&[
        (&[], "work_plan.enterprise", Some(Missing)),
        (&[], "work_plan.steps", Some(NoRow)),
        (&[row], "work_plan.steps.00000000000000aa.case", Some(Missing)),
        (&[row], "work_plan.steps.00000000000000aa.round", Some(Missing)),
        (&[row], "work_plan.steps.00000000000000aa.cause", None),
        (&[row, (status, "done")], done_on, Some(Missing)),
        (&[row, (status, "under_way")], done_on, None),
        (&[row, (done_on, "2026-12-01")], done_on, Some(InFuture)),
    ]);
}

/// [R-7.2.4.2-2] [G20] The summary: a year, one insight of three, corrections with value and reason.
#[test]
fn report() {
    let row = ("report.corrections.00000000000000aa", ROW);
    let (value, reason) = ("report.corrections.00000000000000aa.value", "report.corrections.00000000000000aa.reason");
    hold(&[
        (&[("report.year", "26")], "report.year", Some(Unreadable)),
        (&[("report.year", "2026")], "report.year", None),
        (&[("report.year", "/")], "report.year", Some(Missing)),
        (&[], "report.insight_enterprise", Some(Missing)),
        (&[("report.insight_government", "上门比发文管用")], "report.insight_enterprise", None),
        (&[("report.insight_industry", "无")], "report.insight_enterprise", Some(Missing)),
        (&[row], value, Some(Missing)),
        (&[row, (value, "无")], value, Some(Missing)),
        (&[row, (value, "12.5")], value, None),
        (&[row, (value, "12.5")], reason, Some(Missing)),
        (&[row, (reason, "待补：等说明")], reason, Some(Missing)),
        (&[("report.period_from", "2026-06-01"), ("report.period_to", "2026-05-01")], "report.period_to", Some(EndsBeforeStart)),
        (&[("campaign.starts_on", "2026-06-01"), ("campaign.ends_on", "2026-05-01")], "campaign.ends_on", Some(EndsBeforeStart)),
    ]);
}

/// [R-7.3-2] The survey: aspects unless little was felt, words for “other”, 无 only alone and only when not satisfied.
#[test]
fn survey() {
    let none = ("survey.nothing_satisfies", "yes");
    let unsatisfied = ("survey.satisfaction", "unsatisfied");
    let long = "长".repeat(101);
    hold(&[
        (&[], "survey.effect", Some(Missing)),
        (&[], "survey.products", Some(NoRow)),
        (&[("survey.effect", "great")], "survey.aspects", Some(Missing)),
        (&[("survey.effect", "great"), ("survey.aspects.cost", MARK)], "survey.aspects", None),
        (&[("survey.effect", "little")], "survey.aspects", None),
        (&[("survey.aspects.other", MARK)], "survey.aspects_other", Some(Missing)),
        (&[("survey.aspects.other", MARK), ("survey.aspects_other", "交货更快")], "survey.aspects_other", None),
        (&[("survey.aspects.other", MARK), ("survey.aspects_other", &long)], "survey.aspects_other", Some(TooLong)),
        (&[], "survey.satisfied_with", Some(Missing)),
        (&[("survey.satisfied_with.training", MARK)], "survey.satisfied_with", None),
        (&[none, unsatisfied], "survey.satisfied_with", None),
        (&[none, unsatisfied], "survey.nothing_satisfies", None),
        (&[none, ("survey.satisfaction", "satisfied")], "survey.satisfied_with", Some(Missing)),
        (&[none, ("survey.satisfaction", "satisfied")], "survey.nothing_satisfies", Some(NoneAmongOthers)),
        (&[none, unsatisfied, ("survey.satisfied_with.training", MARK)], "survey.nothing_satisfies", Some(NoneAmongOthers)),
        (&[("survey.satisfied_with.other", MARK)], "survey.satisfied_other", Some(Missing)),
        (&[], "survey.comments", None),
    ]);
}

/// [R-7.3-5] [R-7.3-6] [R-7.3-7] The evaluation: four dimensions, four methods or a reason each and two at least.
#[test]
fn evaluation() {
    let day = |method: &str| format!("evaluation.methods.{method}.date");
    let reason = |method: &str| format!("evaluation.methods.{method}.reason");
    let (meeting, cases) = (day("meeting"), day("cases"));
    let rate = ("evaluation.pass_rates.00000000000000aa", ROW);
    let (batches, failed) = ("evaluation.pass_rates.00000000000000aa.batches", "evaluation.pass_rates.00000000000000aa.failed");
    hold(&[
        (&[], "evaluation.dimensions.social.finding", Some(Missing)),
        (&[], "evaluation.dimensions.social.score", None),
        (&[], "evaluation.methods", Some(TooFew)),
        (&[(&meeting, "2026-10-01")], "evaluation.methods", Some(TooFew)),
        (&[(&meeting, "2026-10-01"), (&cases, "2026-10-02")], "evaluation.methods", None),
        (&[(&meeting, "2026-10-01")], &reason("meeting"), None),
        (&[(&meeting, "2026-10-01")], &reason("questionnaire"), Some(NeedsReason)),
        (&[(&reason("questionnaire"), "企业只有三家")], &reason("questionnaire"), None),
        (&[(&meeting, "2026-12-01")], &meeting, Some(InFuture)),
        (&[rate, (batches, "10"), (failed, "11")], failed, Some(Unreadable)),
        (&[rate, (batches, "10"), (failed, "10")], failed, None),
        (
            &[("evaluation.period_from", "2026-06-01"), ("evaluation.period_to", "2026-05-01")],
            "evaluation.period_to",
            Some(EndsBeforeStart),
        ),
    ]);
}

/// [R-7.3-8] [G19] The typical case: 300 字, all parts, 无 only in 2.3.
#[test]
fn story() {
    let (most, longer) = ("字".repeat(300), "字".repeat(301));
    hold(&[
        (&[("story.profile", &most)], "story.profile", None),
        (&[("story.profile", &longer)], "story.profile", Some(TooLong)),
        (&[("story.diagnosis", "无")], "story.diagnosis", Some(Missing)),
        (&[("story.follow_up", "无")], "story.follow_up", None),
        (&[], "story.follow_up", Some(Missing)),
        (&[("story.public_name", "某电线企业")], "story.public_name", None),
    ]);
}

/// [R-7.2.1.3-2] [R-7.2.1.3-3] [R-7.2.1.3-4] The expert register asks what G04 needs; another qualification needs acceptance.
#[test]
fn expert() {
    let row = ("expert.qualifications.00000000000000aa", ROW);
    let at = |key: &str| format!("expert.qualifications.00000000000000aa.{key}");
    hold(&[
        (&[], "expert.title", Some(Missing)),
        (&[], "expert.qualifications", None),
        (&[], "expert.experience", Some(Missing)),
        (&[], "expert.experience_text", Some(Missing)),
        (&[], "expert.fields", Some(Missing)),
        (&[row, (&at("kind"), "other")], &at("accepted"), Some(Missing)),
        (&[row, (&at("kind"), "licensing")], &at("accepted"), None),
        (&[row, (&at("valid_from"), "2026-02-01"), (&at("valid_to"), "2026-01-01")], &at("valid_to"), Some(EndsBeforeStart)),
        (&[("expert.appointed_from", "2026-02-01"), ("expert.appointed_to", "2026-01-01")], "expert.appointed_to", Some(EndsBeforeStart)),
    ]);
}
