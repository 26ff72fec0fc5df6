//! What a section lacks before it can be handed in, signed or filed: everything at once, each with its place. Drafts are
//! never asked.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Field, Holds, Kind, Need, Path, Section, answer, answer::Answer, of_round};
use crate::{records::read::Content, vocab::vocabulary};

vocabulary! {
    /// What is wrong at a place; words are `lack.<code>`.
    lack: Lack {
        /// Nothing stands there.
        Missing = "missing",
        /// There is no row.
        NoRow = "no_row",
        /// The value does not fit the field.
        Unreadable = "unreadable",
        /// The text is longer than the form allows.
        TooLong = "too_long",
        /// The day lies in the future.
        InFuture = "in_future",
        /// The end lies before the beginning.
        EndsBeforeStart = "ends_before_start",
        /// It names nothing that was confirmed.
        NothingConfirmed = "nothing_confirmed",
        /// A reason must stand beside it.
        NeedsReason = "needs_reason",
        /// Too few of the methods were used.
        TooFew = "too_few",
        /// 无 does not go together with other choices.
        NoneAmongOthers = "none_among_others",
    }
}

/// Something to put right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    /// Where.
    pub place: Path,
    /// What is wrong.
    pub lack: Lack,
}

/// What must hold between the fields of a section. Given: the content, the section's root, today; pushes what does not hold.
pub type Check = fn(&Content, &Path, NaiveDate, &mut Vec<Problem>);

/// Everything that keeps a section of a round from being handed in.
#[must_use]
pub fn problems(section: &'static Section, round: u16, content: &Content, today: NaiveDate) -> Vec<Problem> {
    let root = Path::section_root(&of_round(section, round));
    let mut problems = problems_of(section.fields, &root, content);
    for check in section.checks {
        check(content, &root, today, &mut problems);
    }
    problems
}

/// Everything that is wrong in one map of a form: a section, or a single row that is handed in by itself.
#[must_use]
pub fn problems_of(fields: &'static [Field], at: &Path, content: &Content) -> Vec<Problem> {
    let mut problems = Vec::new();
    visit(fields, at, content, &mut |field, path| {
        let needs = is_needed(field, path, content);
        let found = match (&field.kind, needs) {
            (Kind::Shown(_), _) => None,
            (Kind::Rows(_), Some(_)) => content.live_rows(path).next().is_none().then_some(Lack::NoRow),
            (Kind::Ticks(_) | Kind::Ranked(_) | Kind::Picks(_) | Kind::Files, Some(_)) => {
                content.marks(path).is_empty().then_some(Lack::Missing)
            }
            (Kind::Rows(_) | Kind::Each(..) | Kind::Ticks(_) | Kind::Ranked(_) | Kind::Picks(_) | Kind::Files, _) => None,
            (kind, needs) => value(kind, content.text(path), needs),
        };
        problems.extend(found.map(|lack| Problem { place: path.clone(), lack }));
    });
    problems
}

/// The places of a section whose value comes later (待补): listed on the filing.
#[must_use]
pub fn later(section: &'static Section, round: u16, content: &Content) -> Vec<Path> {
    let root = Path::section_root(&of_round(section, round));
    let mut later = Vec::new();
    visit(section.fields, &root, content, &mut |_, path| {
        if matches!(Answer::of(content.text(path)), Answer::Later(_)) {
            later.push(path.clone());
        }
    });
    later
}

/// Whether something must stand in this field now; `Some(true)` when it must be a real value.
#[must_use]
pub fn is_needed(field: &Field, path: &Path, content: &Content) -> Option<bool> {
    match field.need {
        Need::Required => Some(false),
        Need::Hard => Some(true),
        Need::Optional | Need::Retired => None,
        Need::When(holds) => path.parent().is_some_and(|map| holds(content, &map)).then_some(false),
    }
}

fn value(kind: &Kind, text: &str, needs: Option<bool>) -> Option<Lack> {
    let is_prose = matches!(kind, Kind::Prose | Kind::ProseWithin(_));
    match Answer::of(text) {
        Answer::Empty => needs.is_some().then_some(Lack::Missing),
        Answer::None | Answer::Later(_) => (needs == Some(true)).then_some(Lack::Missing),
        Answer::Given(text) if !is_prose && !answer::fits(kind, text) => Some(Lack::Unreadable),
        Answer::Given(text) => match kind {
            Kind::ProseWithin(most) if answer::count(text) > *most => Some(Lack::TooLong),
            _ => None,
        },
    }
}

/// Every field of a map and of its live rows, with its path.
fn visit(fields: &'static [Field], at: &Path, content: &Content, each: &mut impl FnMut(&'static Field, &Path)) {
    for field in fields {
        let path = at.cell(field.key);
        each(field, &path);
        match field.kind.holds() {
            Holds::Rows(cells) => {
                for row in content.live_rows(&path) {
                    visit(cells, &path.row(&row.id), content, each);
                }
            }
            Holds::Each(vocabulary, cells) => {
                for (code, _) in vocabulary.values {
                    visit(cells, &path.row(code), content, each);
                }
            }
            Holds::Value => {}
        }
    }
}
