//! One act in several documents: which acts are told once for all of them, what the rules say of each, and how what was done in all of
//! them is taken back. Every document is asked by itself, and each may say no.

use chrono::NaiveDate;

use super::{Act, Code, Command, Refusal, check, check::may, gates::Facts, policy};
use crate::{documents::DocumentKind, ids::CommandId, time::Timestamp};

/// The acts of a case that are told once for several: nothing that they are told (a number, a visit, a signature) belongs to one case alone.
/// In the order of the stages.
pub const TOGETHER: [Act; 6] = [Act::AcceptTransfer, Act::Extend, Act::Remind, Act::Start, Act::DesignateUnit, Act::FormGroup];

/// What is wanted of each document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Joint {
    /// That this act be done in it.
    Do(Act),
    /// That what was asked for with this command be taken back (R-0-10).
    TakeBack(Command),
}

impl Joint {
    /// The act that is asked for.
    #[must_use]
    pub const fn act(&self) -> Act {
        match self {
            Joint::Do(act) => *act,
            Joint::TakeBack(_) => Act::Revoke,
        }
    }

    /// Whether it may be done in this document, before anything is told with it.
    ///
    /// # Errors
    /// The first reason against it.
    pub fn may(&self, facts: &Facts<'_>) -> Result<(), Refusal> {
        self.entry(facts)?;
        may(facts, policy::rule(facts.state.kind, self.act()).ok_or(Code::NotYourRole)?)
    }

    /// Whether it is told well, whatever the documents say.
    ///
    /// # Errors
    /// Everything that is missing or unreadable of what all of them are told.
    pub fn told(&self, kind: DocumentKind, told: &Command, today: NaiveDate) -> Result<(), Refusal> {
        let rule = policy::rule(kind, self.act()).ok_or(Code::NotYourRole)?;
        check::told_well(rule, &self.with_entry(told, 0), today)
    }

    /// The command for this document, if the rules allow it there.
    ///
    /// # Errors
    /// The first reason against it.
    pub fn command(&self, facts: &Facts<'_>, told: &Command, id: CommandId, at: Timestamp) -> Result<Command, Refusal> {
        let entry = self.entry(facts)?;
        let command = Command { id, act: self.act(), ..self.with_entry(told, entry) };
        check::check(facts, command.clone(), at)?;
        Ok(command)
    }

    fn with_entry(&self, told: &Command, entry: u32) -> Command {
        let mut told = told.clone();
        if matches!(self, Joint::TakeBack(_)) {
            told.args.put("entry", entry.to_string());
        }
        told
    }

    /// The entry that is to be taken back: the last one of this person that says what the command said and still counts.
    fn entry(&self, facts: &Facts<'_>) -> Result<u32, Refusal> {
        let Joint::TakeBack(done) = self else { return Ok(0) };
        let mut entries = facts.state.all(done.act).rev();
        let said = entries.find(|entry| {
            let is_said = |(key, text): (&str, &str)| entry.args.text(key) == text.trim();
            entry.by == facts.person.id && entry.on == done.on && done.args.iter().all(is_said)
        });
        said.map(|entry| entry.number).ok_or_else(|| Code::NoSuchEntry.into())
    }
}
