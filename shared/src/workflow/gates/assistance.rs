//! S5–S6: investigation, causes, work record.

use super::{Gate, Term, complete, lacking, unless};
use crate::{
    forms::{self, handed_in},
    people::Role,
    signing,
    vocab::SignedAs,
    workflow::{Act, Code, Entry, Refusal},
};

/// G05: every member has acknowledged the briefing (7.2.1.4).
pub(crate) const G05_BRIEFED: Gate = Gate {
    id: "G05 briefed",
    ask: |facts| {
        let has_read = |member| facts.state.all(Act::AcknowledgeBriefing).any(|entry| entry.by == member);
        unless(facts.state.parties.group.iter().all(|member| has_read(*member)), Code::NotBriefed)
    },
};

/// G08: the investigation follows a plan that names the enterprise (7.2.3.1).
pub(crate) const G08_PLAN_NAMES_CASE: Gate =
    Gate { id: "G08 plan names the case", ask: |facts| unless(facts.state.did(Act::PlanNoted), Code::NoPlanForCase) };

/// G08 at submission: a plan names the case, or the record says why it does not yet.
pub(crate) const G08_PLAN_OR_REASON: Term = Term {
    id: "G08 plan or reason",
    ask: |facts, command| {
        let place = facts.section("visits").cell("records").row(command.args.text("visit")).cell("plan_note");
        let has_reason = !facts.content.text(&place).trim().is_empty();
        if facts.state.did(Act::PlanNoted) || has_reason {
            Ok(())
        } else {
            Err(Refusal { place: Some(place), ..Code::NoPlanForCase.into() })
        }
    },
};

/// G09: each of the seven materials is collected, not applicable or not obtained with a reason (7.2.3.1).
pub(crate) const G09_MATERIALS: Gate = Gate { id: "G09 materials", ask: |facts| complete(facts, "investigation") };

/// G15: a round after a failed recheck begins with the failure's cause (7.2.5.2).
pub(crate) const G15_FAILURE_EXPLAINED: Gate = Gate {
    id: "G15 failure explained",
    ask: |facts| {
        let is_said = facts.state.round == 1 || !facts.text("failure", "cause").trim().is_empty();
        if is_said {
            Ok(())
        } else {
            Err(Refusal { place: Some(facts.section("failure").cell("cause")), ..Code::FailureUnexplained.into() })
        }
    },
};

/// The self-check names a cause or says something of a factor (Q09).
pub(crate) const SELF_CHECK_SAID: Gate = Gate {
    id: "self-check said",
    ask: |facts| {
        let root = facts.section("causes");
        unless(facts.content.said_below(&root).next().is_some(), Code::Incomplete)
    },
};

/// G10: Annex B is complete, every factor concluded, a cause confirmed or said why none can be.
pub(crate) const G10_CAUSES: Gate = Gate { id: "G10 causes", ask: |facts| complete(facts, "causes") };

/// G10: signed, as it reads now, by the quality head and an expert of the group; a refusal to sign with a second witness stands
/// in for the enterprise's signature.
pub(crate) const G10_SIGNED: Gate = Gate {
    id: "G10 signed",
    ask: |facts| {
        let is_of_now = |entry: &&Entry| signing::is_of_now(facts, "causes", entry);
        let signed_as =
            |who: SignedAs| facts.state.of_this_round(Act::SignCauses).filter(is_of_now).any(|entry| entry.args.text("as") == who.code());
        let is_refused = facts.state.of_this_round(Act::RefuseSignature).any(|entry| is_of_now(&entry));
        unless(signed_as(SignedAs::QualityHead) || is_refused, Code::NotSignedByEnterprise)?;
        unless(signed_as(SignedAs::Expert), Code::NotSignedByExpert)
    },
};

/// Experts sign as experts; the quality head signs on the enterprise's device, or before a witness on the expert's.
pub(crate) const SIGNS_AS_ONESELF: Term = Term {
    id: "G10 signs as oneself",
    ask: |facts, command| match (SignedAs::of_code(command.args.text("as")), facts.person.role) {
        (Some(SignedAs::Expert), Role::Expert) => unless(facts.state.parties.was_member(facts.person.id, command.on), Code::NotMemberThen),
        (Some(SignedAs::QualityHead), Role::Enterprise) => Ok(()),
        (Some(SignedAs::QualityHead), Role::Expert) => unless(!command.args.text("witness").trim().is_empty(), Code::NeedsWitness),
        (Some(SignedAs::Expert | SignedAs::QualityHead) | None, _) => Err(Code::NotYours.into()),
    },
};

/// G12: the record of the visit carries the four contents of 7.2.4.1; the closing record says what improved.
pub(crate) const G12_RECORD: Term = Term {
    id: "G12 record",
    ask: |facts, command| {
        let table = facts.section("visits").cell("records");
        let row = table.row(command.args.text("visit"));
        unless(facts.content.live_rows(&table).any(|live| live.id == row.last()), Code::NoSuchRow)?;
        unless(!facts.state.frozen.contains(&row), Code::AlreadyDone)?;
        let problems = forms::section("visits").map(|section| handed_in::problems(section, facts.state.round, facts.content, facts.today));
        lacking(Code::RecordIncomplete, problems.unwrap_or_default().into_iter().filter(|problem| problem.place.is_in(&row)).collect())
    },
};
