//! What must be true before an act: small functions under the standard's gate numbers. A refusal says why, with what, and
//! which field would cure it.

mod assistance;
mod papers;
mod recheck;
mod supervision;

pub(super) use assistance::*;
pub(super) use papers::*;
pub(super) use recheck::*;
pub(super) use supervision::*;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Code, Command, Deadlines, Refusal, State};
use crate::{
    forms::{self, Path, handed_in},
    ids::PersonId,
    people::{Expert, Person},
    records::read::Content,
};

/// Everything that a question to the rules looks at.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Who asks.
    pub person: &'a Person,
    /// What the ledger says.
    pub state: &'a State,
    /// What people wrote.
    pub content: &'a Content,
    /// The expert register (7.2.1.3), as far as it is known here.
    pub experts: &'a BTreeMap<PersonId, Expert>,
    /// The deadlines in use.
    pub deadlines: &'a Deadlines,
    /// Today, in Xiamen.
    pub today: NaiveDate,
}

impl Facts<'_> {
    /// The root of a section in the present round.
    #[must_use]
    pub fn section(&self, key: &str) -> Path {
        let key = forms::section(key).map_or_else(|| key.to_owned(), |section| forms::of_round(section, self.state.round));
        Path::section_root(&key)
    }

    /// The text of a section's field in the present round.
    #[must_use]
    pub fn text(&self, section: &str, field: &str) -> &str {
        self.content.text(&self.section(section).cell(field))
    }
}

/// A question to the facts.
#[derive(Clone, Copy, Debug)]
pub struct Gate {
    /// Its number in requirements §3, where it has one, and what it asks.
    pub id: &'static str,
    /// The reason where the answer is no.
    pub ask: fn(&Facts<'_>) -> Result<(), Refusal>,
}

/// A question to what is told with an act.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    /// Its number in requirements §3, where it has one, and what it asks.
    pub id: &'static str,
    /// The reason where the answer is no.
    pub ask: fn(&Facts<'_>, &Command) -> Result<(), Refusal>,
}

fn unless(fine: bool, code: Code) -> Result<(), Refusal> {
    if fine { Ok(()) } else { Err(code.into()) }
}

/// The section is complete: everything that is missing is told at once.
fn complete(facts: &Facts<'_>, key: &str) -> Result<(), Refusal> {
    let Some(section) = forms::section(key) else { return Ok(()) };
    let lacks = handed_in::problems(section, facts.state.round, facts.content, facts.today);
    lacking(Code::Incomplete, lacks)
}

fn lacking(code: Code, lacks: Vec<handed_in::Problem>) -> Result<(), Refusal> {
    let place = lacks.first().map(|problem| problem.place.clone());
    if lacks.is_empty() { Ok(()) } else { Err(Refusal { place, lacks, ..code.into() }) }
}
