//! The clocks of requirements §8: configurable, in calendar or working days, on dated acts and never on a device's clock.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::{Act, State, gates::Facts};
use crate::{documents::DocumentKind, forms::Path, people::Role, time, vocab::vocabulary};

vocabulary! {
    /// What is due; words are `deadline.<code>`.
    deadline: DeadlineKind {
        /// 立即停止: the report of the stop, the day after service.
        ReportStop = "report_stop",
        /// 异议: 15 days from service †.
        Objection = "objection",
        /// 按期: rectification and recheck application, 60 days from 责令改正 †.
        Application = "application",
        /// 规定时间内: the recheck, 75 days from 责令改正 †.
        Recheck = "recheck",
        /// The second recheck after a public announcement may begin on its day 60 †.
        SecondRecheckFrom = "second_recheck_from",
        /// … and is due on day 90 †.
        SecondRecheck = "second_recheck",
        /// 及时: the filing, 5 working days after the unit approved its plan.
        Filing = "filing",
        /// The record to the bureau, 10 working days after the visit.
        Record = "record",
        /// The survey's answer, 15 days.
        Survey = "survey",
    }
}

/// How long everything takes. The defaults are those of requirements §8; an operator may set others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Deadlines {
    /// Days after service until a missing report of the stop is told.
    pub report_stop: u16,
    /// Days after service.
    pub objection: u16,
    /// Days after 责令改正.
    pub application: u16,
    /// Days after 责令改正.
    pub recheck: u16,
    /// Days after the announcement.
    pub second_recheck_from: u16,
    /// Days after the announcement.
    pub second_recheck: u16,
    /// Working days after the unit's approval.
    pub filing: u16,
    /// Working days after the visit.
    pub record: u16,
    /// Days after the invitation.
    pub survey: u16,
    /// Days on which nobody works although they are weekdays.
    pub holidays: BTreeSet<NaiveDate>,
    /// Weekend days on which people work (调休).
    pub workdays: BTreeSet<NaiveDate>,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self {
            report_stop: 1,
            objection: 15,
            application: 60,
            recheck: 75,
            second_recheck_from: 60,
            second_recheck: 90,
            filing: 5,
            record: 10,
            survey: 15,
            holidays: BTreeSet::new(),
            workdays: BTreeSet::new(),
        }
    }
}

/// Something that is due.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Deadline {
    /// The last day on which it is in time.
    #[serde(with = "crate::time::days")]
    pub due: NaiveDate,
    /// What.
    pub kind: DeadlineKind,
    /// The day on which it was done.
    #[serde(with = "crate::time::maybe_days")]
    pub done: Option<NaiveDate>,
}

impl Deadline {
    /// Not done, and the day is over.
    #[must_use]
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.done.is_none() && today > self.due && self.kind != DeadlineKind::SecondRecheckFrom
    }

    /// Done after the day: it was accepted, and shows (G13).
    #[must_use]
    pub fn was_late(&self) -> bool {
        self.done.is_some_and(|done| done > self.due)
    }
}

impl DeadlineKind {
    /// Who must do it, and to whom it goes when overdue (G14).
    #[must_use]
    pub const fn owner(self) -> (Role, Role) {
        match self {
            DeadlineKind::ReportStop | DeadlineKind::Objection | DeadlineKind::Application | DeadlineKind::Survey => {
                (Role::Enterprise, Role::DistrictBureau)
            }
            DeadlineKind::Recheck | DeadlineKind::SecondRecheckFrom | DeadlineKind::SecondRecheck => {
                (Role::DistrictBureau, Role::MunicipalBureau)
            }
            DeadlineKind::Filing => (Role::OrganisingUnit, Role::MunicipalBureau),
            DeadlineKind::Record => (Role::Expert, Role::OrganisingUnit),
        }
    }
}

impl Deadlines {
    /// The calendar day so many days later.
    #[must_use]
    pub fn days_after(from: NaiveDate, days: u16) -> NaiveDate {
        from.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX)
    }

    /// The working day so many working days later; the first day does not count.
    #[must_use]
    pub fn working_days_after(&self, from: NaiveDate, days: u16) -> NaiveDate {
        let mut day = from;
        let mut left = days;
        while left > 0 {
            let Some(next) = day.succ_opt() else { return NaiveDate::MAX };
            day = next;
            left -= u16::from(self.is_working_day(day));
        }
        day
    }

    /// Whether people work on a day.
    #[must_use]
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.workdays.contains(&day) || (!is_weekend && !self.holidays.contains(&day))
    }

    /// Everything that is or was due in a document, the next first. Clocks end with the conclusion (R-0-1) and with the case.
    #[must_use]
    pub fn of(&self, facts: &Facts<'_>) -> Vec<Deadline> {
        let mut due = match facts.state.kind {
            DocumentKind::Case => self.of_case(facts),
            DocumentKind::Plan => self.of_plan(facts),
            DocumentKind::Survey => self.of_survey(facts.state),
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
        };
        due.sort_unstable();
        due
    }

    fn of_case(&self, facts: &Facts<'_>) -> Vec<Deadline> {
        let state = facts.state;
        let mut due = Vec::new();
        if state.did(Act::Withdraw) {
            return due;
        }
        let first = |act| state.first_day(act);
        let mut put = |kind, day, done: Option<NaiveDate>| {
            if done.is_some() || !state.closed {
                due.push(Deadline { due: day, kind, done });
            }
        };
        if let Some(served) = first(Act::Serve) {
            if state.stop.forbids() || state.did(Act::ReportStop) {
                put(DeadlineKind::ReportStop, Self::days_after(served, self.report_stop), first(Act::ReportStop));
            }
            // A right, not a duty: once the time is over nothing is owed.
            let (last, objected) = (Self::days_after(served, self.objection), first(Act::Object));
            if objected.is_some() || facts.today <= last {
                put(DeadlineKind::Objection, last, objected);
            }
        }
        if let Some(order) = state.last(Act::OrderRectification) {
            let extended = state.all(Act::Extend).rfind(|entry| entry.number > order.number).and_then(|entry| entry.args.day("due"));
            let application = extended.or_else(|| order.args.day("due")).unwrap_or_else(|| Self::days_after(order.on, self.application));
            put(DeadlineKind::Application, application, state.of_this_round(Act::ApplyRecheck).next().map(|entry| entry.on));
            let slack = self.recheck.saturating_sub(self.application);
            let recheck = Self::days_after(order.on, self.recheck).max(Self::days_after(application, slack));
            let done = [Act::PassRecheck, Act::FailRecheck, Act::WaiveRecheck].iter().filter_map(|act| first(*act)).min();
            put(DeadlineKind::Recheck, recheck, done);
        }
        let announced =
            state.all(Act::StatutoryStep).rfind(|entry| entry.args.text("step") == crate::vocab::StatutoryStep::Announced.code());
        if let Some(announced) = announced {
            let done = state.of_this_round(Act::OrderRecheck).find(|entry| entry.number > announced.number).map(|entry| entry.on);
            put(DeadlineKind::SecondRecheckFrom, Self::days_after(announced.on, self.second_recheck_from), done);
            put(DeadlineKind::SecondRecheck, Self::days_after(announced.on, self.second_recheck), done);
        }
        let records = facts.section("visits").cell("records");
        for row in facts.content.live_rows(&records) {
            let row = records.row(&row.id);
            let submitted = state.of_this_round(Act::SubmitRecord).find(|entry| entry.args.text("visit") == row.last());
            if let Some(visited) = time::day(facts.content.text(&row.cell("visited_on"))) {
                put(DeadlineKind::Record, self.working_days_after(visited, self.record), submitted.map(|entry| entry.on));
            }
        }
        due
    }

    fn of_plan(&self, facts: &Facts<'_>) -> Vec<Deadline> {
        let approved = time::day(facts.content.text(&Path::field("plan", "approved_on")));
        let of_version = facts.state.version.to_string();
        let filed = facts.state.all(Act::FilePlan).rfind(|entry| entry.args.text("version") == of_version);
        let due = approved.map(|day| self.working_days_after(day, self.filing));
        due.into_iter().map(|due| Deadline { due, kind: DeadlineKind::Filing, done: filed.map(|entry| entry.on) }).collect()
    }

    fn of_survey(&self, state: &State) -> Vec<Deadline> {
        let invited = state.last(Act::Open);
        let due = invited.map(|entry| entry.args.day("due").unwrap_or_else(|| Self::days_after(entry.on, self.survey)));
        due.into_iter().map(|due| Deadline { due, kind: DeadlineKind::Survey, done: state.first_day(Act::AnswerSurvey) }).collect()
    }
}
