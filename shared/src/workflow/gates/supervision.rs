//! S1–S3: intake, stop, start, groups.

use super::{Facts, Gate, Term, complete, unless};
use crate::{
    forms::Path,
    ids::PersonId,
    people::{District, Role},
    vocab::{Conclusion, ObjectionOutcome, ProductCategory, Source, StartTrigger},
    workflow::{Act, Code, Command, Refusal, policy, state::is_of_failing},
};

/// G01: an industrial product (3.1). Borderline classes need the bureau's reason.
pub(crate) const G01_INDUSTRIAL: Term = Term {
    id: "G01 industrial",
    ask: |_, command| match ProductCategory::of_code(command.args.text("category")) {
        Some(ProductCategory::Industrial) => Ok(()),
        Some(ProductCategory::Borderline) if !command.args.text("reason").trim().is_empty() => Ok(()),
        Some(ProductCategory::Borderline) => Err(Refusal { place: Some(Path::field("arg", "reason")), ..Code::NeedsReason.into() }),
        Some(ProductCategory::Food | ProductCategory::Drug | ProductCategory::SpecialEquipment | ProductCategory::SpecialLaw) | None => {
            Err(Refusal { place: Some(Path::field("arg", "category")), ..Code::ExcludedProduct.into() })
        }
    },
};

/// One fact, one place: what is served was taken in completely before.
pub(crate) const INTAKE_COMPLETE: Gate = Gate { id: "intake complete", ask: |facts| complete(facts, "intake") };

/// A second stop says nothing new.
pub(crate) const NO_STOP: Gate = Gate { id: "no stop", ask: |facts| unless(!facts.state.stop.forbids(), Code::AlreadyDone) };

/// There is something that is stopped.
pub(crate) const STOPPED: Gate = Gate { id: "stopped", ask: |facts| unless(facts.state.stop.forbids(), Code::NotStopped) };

/// G03: a stop that follows from a failing conclusion ends by G16 or with the conclusion, not by a measure.
pub(crate) const G03_NO_FAILING_CONCLUSION: Gate = Gate {
    id: "G03 no failing conclusion",
    ask: |facts| {
        unless(!has_failing_conclusion(facts), Code::StopFollowsConclusion)?;
        unless(facts.state.stop.forbids(), Code::NotStopped)
    },
};

/// A failing conclusion is served before assistance starts; other problems need no service (7.1.2.3).
pub(crate) const SERVED_WHERE_FAILING: Gate = Gate {
    id: "served where failing",
    ask: |facts| {
        let is_failing = facts.content.field("intake", "conclusion") == Conclusion::Fail.code();
        unless(!is_failing || facts.state.did(Act::Serve), Code::NotServed)
    },
};

/// The trigger is what it says: a spot check must start, an application was filed.
pub(crate) const TRIGGER_IS_TRUE: Term = Term {
    id: "trigger is true",
    ask: |facts, command| match StartTrigger::of_code(command.args.text("trigger")) {
        Some(StartTrigger::SpotCheck) => unless(is_spot_check(facts), Code::WrongTrigger),
        Some(StartTrigger::Application) => unless(facts.state.did(Act::ApplyStart), Code::WrongTrigger),
        Some(StartTrigger::Regulator) => unless(!is_spot_check(facts), Code::WrongTrigger),
        None => Err(Code::WrongTrigger.into()),
    },
};

/// Nobody declines what has begun.
pub(crate) const NOT_STARTED: Gate = Gate { id: "not started", ask: |facts| unless(!facts.state.did(Act::Start), Code::AlreadyDone) };

/// G02: after a supervisory spot check assistance must be started.
pub(crate) const G02_MAY_DECLINE: Gate = Gate { id: "G02 may decline", ask: |facts| unless(!is_spot_check(facts), Code::MustStart) };

/// G02 at the end: started, or an answer on record why not.
pub(crate) const G02_STARTED_OR_DECIDED: Gate = Gate {
    id: "G02 started or decided",
    ask: |facts| {
        let is_decided = facts.state.did(Act::Start) || (!is_spot_check(facts) && facts.state.did(Act::DeclineStart));
        unless(is_decided, Code::MustStart)
    },
};

/// The application to start says what clause 6.2 asks for.
pub(crate) const APPLICATION_COMPLETE: Gate = Gate {
    id: "application complete",
    ask: |facts| {
        unless(!facts.state.did(Act::Start), Code::AlreadyDone)?;
        complete(facts, "application")
    },
};

/// Q04: where the bureau formed the group itself there is no unit.
pub(crate) const NOT_DIRECT_PATH: Gate = Gate {
    id: "Q04 not the direct path",
    ask: |facts| unless(!facts.state.did(Act::FormGroup) || facts.state.parties.unit().is_some(), Code::WrongPath),
};

/// Q04: the unit forms the group where one was designated, the bureau where none was.
pub(crate) const OWN_PATH: Gate = Gate {
    id: "Q04 own path",
    ask: |facts| {
        let has_unit = facts.state.parties.unit().is_some();
        let is_own = match facts.person.role {
            Role::OrganisingUnit => has_unit && facts.state.parties.unit() == Some(facts.person.org.id),
            Role::MunicipalBureau => !has_unit,
            Role::DistrictBureau | Role::Expert | Role::Enterprise | Role::SectorAuthority => false,
        };
        unless(is_own, Code::WrongPath)
    },
};

/// R-7.2.2.1-2: classified by product type before anybody plans.
pub(crate) const CLASSIFIED: Gate = Gate {
    id: "R-7.2.2.1-2 classified",
    ask: |facts| {
        let is_classified = !facts.content.field("intake", "product_class").is_empty();
        if is_classified {
            Ok(())
        } else {
            Err(Refusal { place: Some(Path::field("intake", "product_class")), ..Code::NotClassified.into() })
        }
    },
};

/// G04: every member passes the qualification rule on the day of appointment (7.2.1.3).
pub(crate) const G04_QUALIFIED: Term = Term {
    id: "G04 qualified",
    ask: |facts, command| {
        let unqualified = command.args.values::<PersonId>("group").filter(|person| {
            let is_new = !facts.state.parties.was_member(*person, command.on);
            is_new && facts.experts.get(person).is_none_or(|expert| expert.qualifies(command.on).is_err())
        });
        let names: Vec<String> =
            unqualified.map(|person| facts.experts.get(&person).map_or_else(|| person.to_string(), |expert| expert.name.clone())).collect();
        if names.is_empty() {
            return Ok(());
        }
        Err(Refusal {
            place: Some(Path::field("arg", "group")),
            ..names.iter().fold(Code::NotQualified.into(), |refusal: Refusal, name| refusal.with("who", name))
        })
    },
};

/// R-0-15: the last member does not leave before a successor is named.
pub(crate) const NOT_EMPTY: Term =
    Term { id: "R-0-15 not empty", ask: |_, command| unless(command.args.values::<PersonId>("group").next().is_some(), Code::NoMember) };

/// R-0-4: to another district, or out of the city to a named authority.
pub(crate) const TRANSFER_HAS_A_GOAL: Term = Term {
    id: "R-0-4 has a goal",
    ask: |facts, command: &Command| {
        let district = District::of_code(command.args.text("district"));
        let is_elsewhere =
            district.map_or_else(|| !command.args.text("to").trim().is_empty(), |to| Some(to) != facts.state.parties.district);
        unless(is_elsewhere, Code::NoGoal)
    },
};

/// R-0-4: the receiving district accepts; until then the sender is responsible.
pub(crate) const TRANSFER_TO_ME: Gate = Gate {
    id: "R-0-4 to me",
    ask: |facts| {
        let to = facts.state.last(Act::Transfer).and_then(|entry| District::of_code(entry.args.text("district")));
        let is_mine = facts.person.role == Role::MunicipalBureau || (to.is_some() && to == facts.person.org.district);
        unless(is_mine && to != facts.state.parties.district, Code::NothingToAccept)
    },
};

/// There is something to reopen.
pub(crate) const IS_CLOSED: Gate = Gate { id: "is closed", ask: |facts| unless(facts.state.closed, Code::NotClosed) };

/// R-0-10: whoever issued it takes it back: the same person, or somebody of the same body's role and district.
pub(crate) const OWN_ENTRY: Term = Term {
    id: "R-0-10 own entry",
    ask: |facts, command| {
        let entry = command.args.value("entry").and_then(|number| facts.state.entry(number));
        let entry = entry.filter(|entry| !facts.state.is_revoked(entry.number)).ok_or(Code::NoSuchEntry)?;
        unless(!matches!(entry.act, Act::Open | Act::Revoke), Code::NoSuchEntry)?;
        let roles = policy::rule(facts.state.kind, entry.act).map_or(&[][..], |rule| rule.roles);
        let is_authority = matches!(facts.person.role, Role::MunicipalBureau | Role::DistrictBureau) && roles.contains(&facts.person.role);
        unless(entry.by == facts.person.id || is_authority, Code::NotYours)
    },
};

/// R-0-17: confirmed by somebody whose role holds the authority for the entry, and who did not enter it.
pub(crate) const AUTHORITY_OF_ENTRY: Term = Term {
    id: "R-0-17 authority of the entry",
    ask: |facts, command| {
        let entry = command.args.value("entry").and_then(|number| facts.state.entry(number)).ok_or(Code::NoSuchEntry)?;
        unless(!entry.args.text("signer").is_empty(), Code::NoSuchEntry)?;
        let roles = policy::rule(facts.state.kind, entry.act).map_or(&[][..], |rule| rule.roles);
        unless(roles.contains(&facts.person.role) && entry.by != facts.person.id, Code::NotYours)
    },
};

fn is_spot_check(facts: &Facts<'_>) -> bool {
    facts.content.field("intake", "source") == Source::SpotCheck.code()
}

/// A failing conclusion was served and stands: neither withdrawn nor overturned by an upheld objection.
pub(super) fn has_failing_conclusion(facts: &Facts<'_>) -> bool {
    let is_served = facts.state.all(Act::Serve).any(is_of_failing);
    let upheld = ObjectionOutcome::Upheld.code();
    let is_overturned = facts.state.last(Act::DecideObjection).is_some_and(|entry| entry.args.text("outcome") == upheld);
    is_served && !is_overturned && !facts.state.did(Act::Withdraw)
}
