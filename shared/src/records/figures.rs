//! What the statistics read of a case or a survey (7.2.4.2, 7.3): taken from ledger and content once, when the summary is made.

use super::{product, read::Content};
use crate::{
    documents::DocumentKind,
    forms::{self, Path, answer},
    ids::DocumentId,
    stats::{CaseFigures, CauseFigures, SurveyFigures, VisitFigures},
    time,
    vocab::{CauseStatus, Channel, Progress, RecheckStatus, Source, YesNo},
    workflow::{Act, State},
};

/// The figures of a case that was opened; `None` for other documents.
#[must_use]
pub fn of_case(id: DocumentId, content: &Content, state: &State) -> Option<CaseFigures> {
    if state.kind != DocumentKind::Case {
        return None;
    }
    let intake = |key| content.field("intake", key);
    let has_evidence = !content.field("benefit", "evidence").trim().is_empty();
    let declared = |key| answer::number(content.field("benefit", key)).filter(|value| has_evidence && *value > 0);
    let passed = state.of_this_round(Act::PassRecheck).next_back();
    Some(CaseFigures {
        id,
        enterprise: state.parties.enterprise?,
        district: state.parties.district,
        source: Source::of_code(intake("source")),
        product_class: intake("product_class").to_owned(),
        product: product::key(content).map_or_else(|| intake("product").trim().to_owned(), |key| key.to_string()),
        started_on: state.first_day(Act::Start),
        closed_on: state.closed.then(|| state.entries.last().map(|entry| entry.on)).flatten(),
        withdrawn: state.did(Act::Withdraw),
        merged: state.did(Act::Merge),
        visits: visits(content, state),
        advice: advice(content, state),
        causes: causes(content, state),
        is_passed: state.recheck_status(state.round) == RecheckStatus::Passed,
        passed_on: passed.map(|entry| entry.on),
        failed_rechecks: state.round.saturating_sub(1),
        round: state.round,
        benefit: declared("benefit"),
        saved: declared("saved"),
        loss_cut: declared("loss_cut"),
        found_on: time::day(intake("found_on")),
        stopped: state.stop.forbids(),
        report_no: intake("report_no").to_owned(),
    })
}

/// The figures of a survey that belongs to a campaign; `None` for other documents.
#[must_use]
pub fn of_survey(id: DocumentId, content: &Content, state: &State) -> Option<SurveyFigures> {
    if state.kind != DocumentKind::Survey {
        return None;
    }
    let field = |key| content.field("survey", key);
    let marks = |key| content.marks(&Path::field("survey", key));
    let invited = state.last(Act::Open)?;
    let last = |act| state.last(act).map(|entry| entry.number);
    let answered = state.last(Act::AnswerSurvey).filter(|answer| Some(answer.number) > last(Act::Revise));
    Some(SurveyFigures {
        id,
        campaign: invited.args.value("campaign").or_else(|| field("campaign").parse().ok())?,
        enterprise: state.parties.enterprise?,
        district: state.parties.district,
        invited_on: invited.on,
        answered_on: answered.map(|entry| entry.on),
        effect: field("effect").to_owned(),
        aspects: marks("aspects").iter().map(|mark| mark.option.clone()).collect(),
        ranked: marks("aspects").iter().filter(|mark| !mark.rank.is_empty()).count(),
        satisfaction: field("satisfaction").to_owned(),
        satisfied_with: marks("satisfied_with").iter().map(|mark| mark.option.clone()).collect(),
    })
}

/// A table of a section in a round.
fn table(section: &str, key: &str, round: u16) -> Path {
    let root = forms::section(section).map_or_else(|| section.to_owned(), |section| forms::of_round(section, round));
    Path::field(&root, key)
}

/// The submitted visits of all rounds.
fn submitted(content: &Content, state: &State) -> Vec<Path> {
    let rounds = (1..=state.round).flat_map(|round| {
        let records = table("visits", "records", round);
        let rows = state.in_round(Act::SubmitRecord, round).map(move |entry| records.row(entry.args.text("visit")));
        rows.collect::<Vec<_>>()
    });
    rounds.filter(|row| !content.text(&row.cell("visited_on")).is_empty()).collect()
}

fn visits(content: &Content, state: &State) -> Vec<VisitFigures> {
    let visit = |row: &Path| {
        let on = time::day(content.text(&row.cell("visited_on")))?;
        let is_on_site = content.text(&row.cell("channel")) != Channel::Online.code();
        Some(VisitFigures { id: row.last().to_owned(), on, is_on_site })
    };
    submitted(content, state).iter().filter_map(visit).collect()
}

fn advice(content: &Content, state: &State) -> Vec<String> {
    let closing = submitted(content, state).into_iter().filter(|row| content.text(&row.cell("closing")) == YesNo::Yes.code());
    closing.flat_map(|row| content.live_rows(&row.cell("advice_items")).map(|item| item.id.clone()).collect::<Vec<_>>()).collect()
}

/// Confirmed causes count as remedied when the closing record of their round says that the measures are done.
fn causes(content: &Content, state: &State) -> Vec<CauseFigures> {
    let rounds = (1..=state.round).flat_map(|round| {
        let list = table("causes", "list", round);
        let records = table("visits", "records", round);
        let is_done = state.in_round(Act::SubmitRecord, round).map(|entry| records.row(entry.args.text("visit"))).any(|row| {
            content.text(&row.cell("closing")) == YesNo::Yes.code() && content.text(&row.cell("measures_status")) == Progress::Done.code()
        });
        let cause = |row: &super::read::Row| {
            let cell = |key| content.text(&list.row(&row.id).cell(key)).to_owned();
            let is_confirmed = cell("status") == CauseStatus::Confirmed.code();
            CauseFigures { row: row.id.clone(), code: cell("code"), is_confirmed, measures_done: is_confirmed && is_done }
        };
        content.live_rows(&list).map(cause).collect::<Vec<_>>()
    });
    rounds.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::tests::{CASE, Walk, Who, args};

    /// [R-7.2.4.2-2] [R-5.4-4] [G20]
    #[test]
    fn a_cases_figures_are_what_its_ledger_and_its_submitted_records_say() {
        let mut walk = Walk::recorded();
        walk.put("visits.records.00000000000000aa.channel", "on_site").put("visits.records.00000000000000aa.measures_status", "done");
        walk.put("causes.list.00000000000000aa.code", "c3").put("benefit.benefit", "12.5").put("benefit.evidence", "");
        let figures = of_case(CASE, &walk.content, &walk.state).expect("it is a case");
        assert_eq!((figures.visits.len(), figures.advice.len(), figures.round, figures.is_passed), (1, 1, 1, false));
        assert_eq!(figures.benefit, None, "declared without evidence");
        let cause = &figures.causes[0];
        assert_eq!((cause.code.as_str(), cause.is_confirmed, cause.measures_done), ("c3", true, true));
        walk.put("benefit.evidence", "发票");
        walk.pass();
        let figures = of_case(CASE, &walk.content, &walk.state).expect("it is a case");
        assert_eq!((figures.benefit, figures.is_passed, figures.passed_on), (Some(12_500), true, Some(walk.today)));
    }

    /// [R-7.3-3]
    #[test]
    fn a_survey_counts_when_answered_and_not_while_it_is_corrected() {
        let mut walk = Walk::new(DocumentKind::Survey);
        let opening = args(&[("district", "huli")]).with("enterprise", Who::Factory.org()).with("campaign", CASE);
        walk.does(Who::Huli, Act::Open, &opening);
        let answered = |walk: &Walk| of_survey(CASE, &walk.content, &walk.state).expect("it is a survey").answered_on;
        assert_eq!(answered(&walk), None);
        walk.fill("survey");
        walk.put("survey.nothing_satisfies", "");
        walk.does(Who::Factory, Act::AnswerSurvey, &args(&[]));
        assert_eq!(answered(&walk), Some(walk.today));
        walk.does(Who::Factory, Act::Revise, &args(&[("reason", "误选")]));
        assert_eq!(answered(&walk), None);
    }
}
