//! The clocks that run in a document: since when, and whether they have ended. How long each runs is [`Deadlines`](super::Deadlines)'
//! to say, so that what lists know of a document depends neither on today nor on what an operator sets.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Act, DeadlineKind, State};
use crate::{documents::DocumentKind, forms, forms::Path, records::read::Content, time, vocab::StatutoryStep};

/// A clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// What is due.
    pub kind: DeadlineKind,
    /// The day on which it began to run.
    #[serde(with = "crate::time::days")]
    pub from: NaiveDate,
    /// The last day, where somebody named one: in an order, an extension, an invitation. Of the recheck: the application's.
    #[serde(with = "crate::time::maybe_days")]
    pub told: Option<NaiveDate>,
    /// The day on which it was done.
    #[serde(with = "crate::time::maybe_days")]
    pub done: Option<NaiveDate>,
}

/// The clocks of a document.
#[must_use]
pub fn clocks(state: &State, content: &Content) -> Vec<Clock> {
    match state.kind {
        DocumentKind::Case => of_case(state, content),
        DocumentKind::Plan => of_plan(state, content),
        DocumentKind::Survey => of_survey(state),
        DocumentKind::SupervisionFile
        | DocumentKind::GroupFile
        | DocumentKind::WorkPlan
        | DocumentKind::Campaign
        | DocumentKind::Report
        | DocumentKind::Evaluation
        | DocumentKind::Story
        | DocumentKind::Handbook
        | DocumentKind::Catalogue
        | DocumentKind::Topic
        | DocumentKind::Basis
        | DocumentKind::Expert => Vec::new(),
    }
}

fn of_case(state: &State, content: &Content) -> Vec<Clock> {
    let mut clocks = Vec::new();
    if state.did(Act::Withdraw) {
        return clocks;
    }
    let first = |act| state.first_day(act);
    let mut put = |kind, from, told, done: Option<NaiveDate>| {
        if done.is_some() || !state.closed {
            clocks.push(Clock { kind, from, told, done });
        }
    };
    if let Some(served) = first(Act::Serve) {
        if state.stop.forbids() || state.did(Act::ReportStop) {
            put(DeadlineKind::ReportStop, served, None, first(Act::ReportStop));
        }
        put(DeadlineKind::Objection, served, None, first(Act::Object));
    }
    if let Some(order) = state.last(Act::OrderRectification) {
        let extended = state.all(Act::Extend).rfind(|entry| entry.number > order.number).and_then(|entry| entry.args.day("due"));
        let told = extended.or_else(|| order.args.day("due"));
        put(DeadlineKind::Application, order.on, told, state.of_this_round(Act::ApplyRecheck).next().map(|entry| entry.on));
        let done = [Act::PassRecheck, Act::FailRecheck, Act::WaiveRecheck].iter().filter_map(|act| first(*act)).min();
        put(DeadlineKind::Recheck, order.on, told, done);
    }
    let announced = state.all(Act::StatutoryStep).rfind(|entry| entry.args.text("step") == StatutoryStep::Announced.code());
    if let Some(announced) = announced {
        let done = state.of_this_round(Act::OrderRecheck).find(|entry| entry.number > announced.number).map(|entry| entry.on);
        put(DeadlineKind::SecondRecheckFrom, announced.on, None, done);
        put(DeadlineKind::SecondRecheck, announced.on, None, done);
    }
    let visits = forms::section("visits").map_or_else(|| "visits".to_owned(), |section| forms::of_round(section, state.round));
    let records = Path::field(&visits, "records");
    for row in content.live_rows(&records) {
        let row = records.row(&row.id);
        let submitted = state.of_this_round(Act::SubmitRecord).find(|entry| entry.args.text("visit") == row.last());
        if let Some(visited) = time::day(content.text(&row.cell("visited_on"))) {
            put(DeadlineKind::Record, visited, None, submitted.map(|entry| entry.on));
        }
    }
    clocks
}

fn of_plan(state: &State, content: &Content) -> Vec<Clock> {
    let approved = time::day(content.text(&Path::field("plan", "approved_on")));
    let of_version = state.version.to_string();
    let filed = state.all(Act::FilePlan).rfind(|entry| entry.args.text("version") == of_version).map(|entry| entry.on);
    approved.into_iter().map(|from| Clock { kind: DeadlineKind::Filing, from, told: None, done: filed }).collect()
}

fn of_survey(state: &State) -> Vec<Clock> {
    let invited = state.last(Act::Open).into_iter();
    let done = state.first_day(Act::AnswerSurvey);
    invited.map(|entry| Clock { kind: DeadlineKind::Survey, from: entry.on, told: entry.args.day("due"), done }).collect()
}
