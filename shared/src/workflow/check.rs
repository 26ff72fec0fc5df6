//! The one question: may this person do this now?

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Act, Args, Code, Entry, POLICY, Rule, State, Times, asks, gates::Facts, policy};
use crate::{
    access,
    forms::{
        Field, Kind, Need, Path,
        answer::{self, Answer},
        handed_in::{Lack, Problem},
    },
    ids::{CommandId, Hash},
    signing,
    time::Timestamp,
};

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
    /// What the act is told, by the keys of its row in the policy.
    pub args: Args,
    /// The version that the person saw: gates read this one. Empty: the present one.
    pub heads: Vec<Hash>,
    /// The version of the rules by which the device said yes.
    pub rules: u16,
}

/// The version of these rules; a device of an older one is told when the relay decides otherwise.
pub const RULES: u16 = 1;

/// The rules said yes. Only [`check`] makes one, and only a permit becomes an entry.
#[derive(Debug)]
pub struct Permit {
    entry: Entry,
    warnings: Vec<Refusal>,
}

impl Permit {
    pub(crate) fn into_entry(self) -> Entry {
        self.entry
    }

    /// What is worth a warning and forbids nothing.
    #[must_use]
    pub fn warnings(&self) -> &[Refusal] {
        &self.warnings
    }
}

/// The rules said no: why, with what, and where it could be cured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Why.
    pub code: Code,
    /// The place that would cure it, if there is one.
    pub place: Option<Path>,
    /// What the words of the code name: `{who}`, `{count}`. A name may stand several times; a value that begins with `@` is the
    /// key of words.
    pub with: Vec<(String, String)>,
    /// Everything that is missing, where the reason is that something is.
    pub lacks: Vec<Problem>,
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Self { code, place: None, with: Vec::new(), lacks: Vec::new() }
    }
}

impl Refusal {
    /// With what the words name.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.with.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// May this be done now? `at` is the relay's time on the relay, the device's on a device that only asks ahead.
///
/// # Errors
/// The first reason against it; what is missing is told all at once.
pub fn check(facts: &Facts<'_>, command: Command, at: Timestamp) -> Result<Permit, Refusal> {
    let rule = policy::rule(facts.state.kind, command.act).ok_or(Code::NotYourRole)?;
    may(facts, rule)?;
    told_well(rule, &command, facts.today)?;
    rule.terms.iter().try_for_each(|term| (term.ask)(facts, &command))?;
    if let Some(section) = rule.signs {
        signing::holds(facts, section, &command)?;
    }
    let warnings = rule.warns.iter().filter_map(|gate| (gate.ask)(facts).err()).collect();
    let mut args = kept(rule, &command.args);
    for note in rule.notes {
        let (key, text) = note(facts, &command);
        args.put(key, text);
    }
    let number = u32::try_from(facts.state.entries.len()).unwrap_or(u32::MAX);
    let entry = Entry { number, act: command.act, args, by: facts.person.id, on: command.on, at, heads: command.heads };
    if entry.act == Act::Open && !access::may_read(facts.person, &State::of(facts.state.kind, vec![entry.clone()])) {
        return Err(Code::NotYourCase.into()); // Nobody begins what they could not read.
    }
    Ok(Permit { entry, warnings })
}

/// What reaches this document as a fact from another one. Only the relay asks; nobody's role is asked.
///
/// # Errors
/// When facts of this kind are not for this document, or it says so already.
pub fn check_fact(facts: &Facts<'_>, act: Act, args: Args, on: NaiveDate, at: Timestamp) -> Result<Permit, Refusal> {
    let rule = policy::rule(facts.state.kind, act).filter(|rule| rule.roles.is_empty()).ok_or(Code::NotYourRole)?;
    if !facts.state.is_open() {
        return Err(Code::NoSuchDocument.into());
    }
    if facts.state.all(rule.act).any(|known| known.args == args) {
        return Err(Code::AlreadyDone.into());
    }
    let number = u32::try_from(facts.state.entries.len()).unwrap_or(u32::MAX);
    let entry = Entry { number, act, args, by: facts.person.id, on, at, heads: Vec::new() };
    Ok(Permit { entry, warnings: Vec::new() })
}

/// The state as it will be if what this person asked for is granted in its order: so that without a network one act can be asked
/// for behind another. What counts is still [`Facts::state`] alone.
#[must_use]
pub fn hoped(facts: &Facts<'_>, waiting: &[Command], at: Timestamp) -> State {
    waiting.iter().fold(facts.state.clone(), |state, command| match check(&Facts { state: &state, ..*facts }, command.clone(), at) {
        Ok(permit) => State::of(state.kind, state.entries.into_iter().chain([permit.into_entry()]).collect()),
        Err(_) => state,
    })
}

/// An act that a person's role knows: the screen's button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The act.
    pub act: Act,
    /// The reason against it now.
    pub refused: Option<Refusal>,
    /// What is worth a warning.
    pub warnings: Vec<Refusal>,
}

/// Every act that the person's role knows for this document, each with the reason against it, if there is one.
#[must_use]
pub fn allowed(facts: &Facts<'_>) -> Vec<Choice> {
    let known =
        POLICY.iter().filter(|rule| rule.kind == facts.state.kind && rule.act != Act::Open && rule.roles.contains(&facts.person.role));
    known
        .map(|rule| Choice {
            act: rule.act,
            refused: may(facts, rule).err(),
            warnings: rule.warns.iter().filter_map(|gate| (gate.ask)(facts).err()).collect(),
        })
        .collect()
}

/// Everything that is asked of an act before anything is told with it.
pub(super) fn may(facts: &Facts<'_>, rule: &Rule) -> Result<(), Refusal> {
    if !rule.roles.contains(&facts.person.role) {
        return Err(Code::NotYourRole.into());
    }
    let begins = rule.act == Act::Open;
    if !begins && !access::may_read(facts.person, facts.state) {
        return Err(Code::NotYourCase.into());
    }
    if facts.state.closed && !rule.when_closed {
        return Err(Code::CaseClosed.into());
    }
    let is_done = match rule.times {
        Times::Once => facts.state.did(rule.act),
        Times::OnceARound => facts.state.did_this_round(rule.act),
        Times::ManyARound | Times::Many => false,
    };
    if is_done {
        return Err(Code::AlreadyDone.into());
    }
    for before in rule.after {
        let is_of_a_round =
            policy::rule(facts.state.kind, *before).is_some_and(|before| matches!(before.times, Times::OnceARound | Times::ManyARound));
        let is_there = if is_of_a_round { facts.state.did_this_round(*before) } else { facts.state.did(*before) };
        if !is_there {
            return Err(after(*before));
        }
    }
    rule.gates.iter().try_for_each(|gate| (gate.ask)(facts))
}

/// The reason when something has to come first; the usual ones have words of their own.
fn after(before: Act) -> Refusal {
    match before {
        Act::Open => Code::NoSuchDocument.into(),
        Act::Serve => Code::NotServed.into(),
        Act::Start => Code::NotStarted.into(),
        Act::FormGroup => Code::NotDesignated.into(),
        Act::PassRecheck => Code::NotPassed.into(),
        Act::IssueNotice => Code::NoNotice.into(),
        Act::FilePlan => Code::NotFiled.into(),
        other => Refusal::from(Code::ComesAfter).with("act", &format!("@act.{}", other.code())),
    }
}

/// Whether an act is told well, whatever its document says.
pub(super) fn told_well(rule: &Rule, command: &Command, today: NaiveDate) -> Result<(), Refusal> {
    told(rule.asks, &command.args)?;
    if command.on > today {
        return Err(Refusal { place: Some(Path::field("arg", "on")), ..Code::InFuture.into() });
    }
    Ok(())
}

/// Whether everything was told that the act must be told: all that is missing at once.
fn told(asks: &[Field], args: &Args) -> Result<(), Refusal> {
    let lacks: Vec<Problem> = asks
        .iter()
        .filter_map(|field| {
            let text = args.text(field.key);
            let is_needed = matches!(field.need, Need::Hard | Need::Required);
            let lack = match Answer::of(text) {
                Answer::Empty => is_needed.then_some(Lack::Missing),
                Answer::None | Answer::Later(_) => is_needed.then_some(Lack::Missing),
                Answer::Given(_) => (!fits(field, text)).then_some(Lack::Unreadable),
            };
            lack.map(|lack| Problem { place: Path::field("arg", field.key), lack })
        })
        .collect();
    if lacks.is_empty() {
        return Ok(());
    }
    Err(Refusal { place: lacks.first().map(|problem| problem.place.clone()), lacks, ..Code::Untold.into() })
}

fn fits(field: &Field, text: &str) -> bool {
    match field.kind {
        Kind::Prose | Kind::ProseWithin(_) => text.len() <= answer::MAX_LINE,
        Kind::Ticks(vocabulary) | Kind::Ranked(vocabulary) => text.split_whitespace().all(|code| vocabulary.words(code).is_some()),
        Kind::Picks(register) => text.split_whitespace().all(|id| answer::fits(&Kind::Pick(register), id)),
        kind @ (Kind::Line | Kind::Day | Kind::Number | Kind::Choice(_) | Kind::Pick(_)) => answer::fits(&kind, text),
        Kind::Files | Kind::Rows(_) | Kind::Each(..) | Kind::Shown(_) => false,
    }
}

/// What the act asks for and nothing else; of an act that signs also what stands with a signature.
pub(crate) fn kept(rule: &Rule, args: &Args) -> Args {
    let mut kept = Args::default();
    for field in rule.asks.iter().chain(asks::OF_ALL) {
        kept.put(field.key, args.text(field.key).trim().chars().take(answer::MAX_LINE).collect());
    }
    for key in signing::KEYS.iter().filter(|_| rule.signs.is_some()) {
        kept.put(key, args.text(key).to_owned());
    }
    kept
}
