//! The one question: may this person do this now?

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Act, ActKind, Code, Entry, POLICY, gates::Facts, policy::rule};
use crate::{access, forms::Path, ids::CommandId, people::Person, time::Timestamp};

/// A wish that something count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    /// Asking twice with one id is answered the same.
    pub id: CommandId,
    /// What is to be done.
    pub act: Act,
    /// The day on which it happened.
    #[serde(with = "crate::time::days")]
    pub on: NaiveDate,
    /// The number of its paper.
    #[serde(default)]
    pub number: String,
    /// The reason.
    #[serde(default)]
    pub reason: String,
}

/// The rules said yes. Only [`check`] makes one, and only a permit becomes an entry.
#[derive(Debug)]
pub struct Permit(Entry);

impl Permit {
    pub(crate) fn into_entry(self) -> Entry {
        self.0
    }
}

/// The rules said no: why, and where it could be cured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Why.
    pub code: Code,
    /// The place it is about, if there is one.
    #[serde(default)]
    pub place: Option<Path>,
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Self { code, place: None }
    }
}

/// May `person` do this now? `at` is the relay's time on the relay, the device's on a device that only asks ahead.
///
/// # Errors
/// The first reason against it.
pub fn check(person: &Person, facts: &Facts<'_>, command: Command, at: Timestamp) -> Result<Permit, Refusal> {
    let rule = rule(command.act.kind());
    may(person, facts, command.act.kind())?;
    if rule.needs_number && command.number.trim().is_empty() {
        return Err(Code::NeedsNumber.into());
    }
    if rule.needs_reason && command.reason.trim().is_empty() {
        return Err(Code::NeedsReason.into());
    }
    Ok(Permit(Entry { act: command.act, by: person.id, on: command.on, number: command.number, reason: command.reason, at }))
}

/// Every act that the person's role knows, each with the reason against it, if there is one: the screen's buttons.
#[must_use]
pub fn allowed(person: &Person, facts: &Facts<'_>) -> Vec<(ActKind, Option<Code>)> {
    let known = POLICY.iter().filter(|rule| rule.roles.contains(&person.role) && rule.act != ActKind::Open);
    known.map(|rule| (rule.act, may(person, facts, rule.act).err())).collect()
}

fn may(person: &Person, facts: &Facts<'_>, act: ActKind) -> Result<(), Code> {
    let rule = rule(act);
    if !rule.roles.contains(&person.role) {
        return Err(Code::NotYourRole);
    }
    let is_new = facts.state.enterprise.is_none() && act == ActKind::Open;
    if !is_new && !access::may_read(person, facts.state) {
        return Err(Code::NotYourCase);
    }
    if facts.state.closed && !matches!(act, ActKind::ReceiveNotice | ActKind::Resume) {
        return Err(Code::CaseClosed);
    }
    rule.gates.iter().try_for_each(|gate| gate(facts))
}
