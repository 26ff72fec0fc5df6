//! The board of whoever coordinates (5.1, 5.3 过程控制): where the open cases stand, in which round, by when something is due in them, and
//! for whom they wait. What a cell counts is what the filter of the table lets through: both ask the same here.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::counted::Count;
use crate::{
    ids::DocumentId,
    records::waits::Waits,
    vocab::vocabulary,
    workflow::{Deadline, Stage, Whom},
};

vocabulary! {
    /// Until when something is due; words are `span.<code>`.
    span: Span {
        /// A day was missed.
        Overdue = "overdue",
        /// Within seven days from today, today among them; likewise the others. What is overdue is in none of them.
        Week = "week",
        /// Within fourteen.
        Fortnight = "fortnight",
        /// Within thirty.
        Month = "month",
    }
}

impl Span {
    /// Whether this is due within it.
    #[must_use]
    pub fn has(self, due: Option<&Deadline>, today: NaiveDate) -> bool {
        let within =
            |days| due.is_some_and(|due| !due.is_overdue(today) && due.due < today.checked_add_days(Days::new(days)).unwrap_or(today));
        match self {
            Self::Overdue => due.is_some_and(|due| due.is_overdue(today)),
            Self::Week => within(7),
            Self::Fortnight => within(14),
            Self::Month => within(30),
        }
    }
}

vocabulary! {
    /// For whom a case waits; words are `awaits.<code>`.
    awaits: Awaits {
        /// The municipal bureau.
        City = "city",
        /// A district's bureau.
        District = "district",
        /// The organising unit.
        Unit = "unit",
        /// The experts of the group.
        Group = "group",
        /// The enterprise.
        Enterprise = "enterprise",
        /// Nobody: it has gone its way, or nobody has told yet.
        Nobody = "nobody",
    }
}

impl Awaits {
    /// Of whom something is awaited.
    #[must_use]
    pub const fn of(whom: Whom) -> Self {
        match whom {
            Whom::City => Self::City,
            Whom::District(_) => Self::District,
            Whom::Unit(_) => Self::Unit,
            Whom::Group | Whom::Member(_) => Self::Group,
            Whom::Enterprise(_) => Self::Enterprise,
        }
    }

    /// Whether a next step of the case is theirs.
    #[must_use]
    pub fn has(self, waits: Option<&Waits>) -> bool {
        let next = waits.map_or(&[][..], |waits| waits.next.as_slice());
        if self == Self::Nobody { next.is_empty() } else { next.iter().any(|next| Self::of(next.whom) == self) }
    }
}

vocabulary! {
    /// The round of assistance; words are `of_round.<code>`.
    of_round: Round {
        /// The first.
        First = "first",
        /// The second, after a failed recheck.
        Second = "second",
        /// Any later one.
        Later = "later",
    }
}

impl Round {
    /// Of a round's number, from 1.
    #[must_use]
    pub const fn of(round: u16) -> Self {
        match round {
            0 | 1 => Self::First,
            2 => Self::Second,
            3.. => Self::Later,
        }
    }
}

/// An open case as the board reads it.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// The case.
    pub id: DocumentId,
    /// Where it stands.
    pub stage: Stage,
    /// In which round.
    pub round: u16,
    /// What waits in it.
    pub waits: Option<&'a Waits>,
    /// What is due in it next.
    pub due: Option<&'a Deadline>,
}

/// So many cases, and of these so many in which a day was missed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// All.
    pub cases: Count,
    /// Overdue.
    pub overdue: Count,
}

/// The board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// By stage and round; a cell without cases is absent.
    pub cells: BTreeMap<(Stage, Round), Cell>,
    /// By when something is due.
    pub spans: BTreeMap<Span, Count>,
    /// For whom they wait: a case that waits for several stands at each.
    pub awaits: BTreeMap<Awaits, Cell>,
}

/// Reads it.
#[must_use]
pub fn board(cases: &[Standing<'_>], today: NaiveDate) -> Board {
    let cell = |of: &dyn Fn(&Standing<'_>) -> bool| {
        let these = cases.iter().filter(|case| of(case));
        let overdue = these.clone().filter(|case| Span::Overdue.has(case.due, today));
        Cell { overdue: Count::of_ids(overdue.map(|case| case.id)), cases: Count::of_ids(these.map(|case| case.id)) }
    };
    let mut board = Board::default();
    for stage in Stage::ALL {
        for round in Round::ALL {
            let found = cell(&|case| case.stage == *stage && Round::of(case.round) == *round);
            if found.cases.value > 0 {
                board.cells.insert((*stage, *round), found);
            }
        }
    }
    for span in Span::ALL {
        let due = cases.iter().filter(|case| span.has(case.due, today)).map(|case| case.id);
        board.spans.insert(*span, Count::of_ids(due));
    }
    for awaits in Awaits::ALL {
        board.awaits.insert(*awaits, cell(&|case| awaits.has(case.waits)));
    }
    board
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        time,
        workflow::{Act, DeadlineKind, Next},
    };

    fn day(text: &str) -> NaiveDate {
        time::day(text).expect("a day")
    }

    fn waits(whom: &[Whom]) -> Waits {
        let next = whom.iter().map(|whom| Next { act: Act::Start, whom: *whom, is_ready: true });
        Waits { next: next.collect(), ..Waits::default() }
    }

    /// [R-5.3-3] Each case stands in one cell, at everybody for whom it waits, and in every span in which something is due.
    #[test]
    fn the_board_counts_what_the_table_shows() {
        let today = day("2026-03-10");
        let due = |text: &str| Deadline { kind: DeadlineKind::Recheck, due: day(text), done: None };
        let (late, today_due, later) = (due("2026-03-09"), due("2026-03-10"), due("2026-03-23"));
        let (both, none) = (waits(&[Whom::City, Whom::Group]), waits(&[]));
        let id = |n| DocumentId([n; 16]);
        let case = |n, stage, round, waits, due| Standing { id: id(n), stage, round, waits, due };
        let cases = [
            case(1, Stage::Assistance, 1, Some(&both), Some(&late)),
            case(2, Stage::Assistance, 1, Some(&none), Some(&today_due)),
            case(3, Stage::Assistance, 4, None, Some(&later)),
            case(4, Stage::Recheck, 2, Some(&both), None),
        ];
        let board = board(&cases, today);
        let count = |ids: &[u8]| Count::of_ids(ids.iter().map(|n| id(*n)));
        let cell = |cases: &[u8], overdue: &[u8]| Cell { cases: count(cases), overdue: count(overdue) };
        let cells = [
            ((Stage::Assistance, Round::First), cell(&[1, 2], &[1])),
            ((Stage::Assistance, Round::Later), cell(&[3], &[])),
            ((Stage::Recheck, Round::Second), cell(&[4], &[])),
        ];
        assert_eq!(board.cells, BTreeMap::from(cells));
        let spans = Span::ALL.iter().map(|span| board.spans[span].clone()).collect::<Vec<_>>();
        assert_eq!(spans, [count(&[1]), count(&[2]), count(&[2, 3]), count(&[2, 3])]);
        assert_eq!((&board.awaits[&Awaits::City], &board.awaits[&Awaits::Group]), (&cell(&[1, 4], &[1]), &cell(&[1, 4], &[1])));
        assert_eq!((&board.awaits[&Awaits::Nobody], &board.awaits[&Awaits::Unit]), (&cell(&[2, 3], &[]), &cell(&[], &[])));
    }
}
