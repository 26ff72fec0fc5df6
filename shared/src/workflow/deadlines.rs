//! The clocks of requirements §8: configurable, in calendar or working days, on dated acts and never on a device's clock.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::{
    clocks::{Clock, clocks},
    gates::Facts,
};
use crate::{people::Role, vocab::vocabulary};

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

    /// An objection is a right and not a duty: once the time is over nothing is owed.
    #[must_use]
    pub fn counts(&self, today: NaiveDate) -> bool {
        self.kind != DeadlineKind::Objection || self.done.is_some() || today <= self.due
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
        let due = clocks(facts.state, facts.content).into_iter().map(|clock| self.due(&clock));
        let mut due: Vec<Deadline> = due.filter(|deadline| deadline.counts(facts.today)).collect();
        due.sort_unstable();
        due
    }

    /// When a clock has run down.
    #[must_use]
    pub fn due(&self, clock: &Clock) -> Deadline {
        let Clock { kind, from, told, done } = *clock;
        let after = |days| Self::days_after(from, days);
        let due = match kind {
            DeadlineKind::ReportStop => after(self.report_stop),
            DeadlineKind::Objection => after(self.objection),
            DeadlineKind::Application => told.unwrap_or_else(|| after(self.application)),
            // An application that may come later moves the recheck with it.
            DeadlineKind::Recheck => {
                let slack = self.recheck.saturating_sub(self.application);
                after(self.recheck).max(Self::days_after(told.unwrap_or_else(|| after(self.application)), slack))
            }
            DeadlineKind::SecondRecheckFrom => after(self.second_recheck_from),
            DeadlineKind::SecondRecheck => after(self.second_recheck),
            DeadlineKind::Filing => self.working_days_after(from, self.filing),
            DeadlineKind::Record => self.working_days_after(from, self.record),
            DeadlineKind::Survey => told.unwrap_or_else(|| after(self.survey)),
        };
        Deadline { due, kind, done }
    }
}
