//! For which acts a document waits, and from whom: the next steps on its way. The table says when a step is due to come; whether it
//! may be done now is asked of the rules themselves, as of somebody of that body. So a step that only lacks words is told apart from
//! one that may be done at once, and one behind which another stands is no next step.
//!
//! The relay keeps what this gives beside each document: whoever changes the table lets the stores make it anew.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Act, Badge, Code, Deadlines, Refusal, State, Stop, check, gates::Facts, policy};
use crate::{
    documents::DocumentKind,
    ids::{OrgId, PersonId},
    people::{District, Org, OrgKind, Person, Role},
    records::read::Content,
    vocab::{Conclusion, YesNo},
};

/// From whom something is awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Whom {
    /// The municipal bureau.
    City,
    /// The bureau of a district.
    District(District),
    /// An organising unit.
    Unit(OrgId),
    /// Any expert of the group.
    Group,
    /// This member of the group.
    Member(PersonId),
    /// The enterprise.
    Enterprise(OrgId),
}

/// A next step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    /// What is to be done.
    pub act: Act,
    /// By whom.
    pub whom: Whom,
    /// It may be done as things stand; otherwise something has to be filled in first.
    pub is_ready: bool,
}

/// A row of the table: as long as this holds, the document waits for this act of somebody of these roles.
struct Awaited {
    kind: DocumentKind,
    act: Act,
    by: &'static [Role],
    holds: While,
}

enum While {
    /// Whenever the rules allow it: its gates say when it is over.
    Allowed,
    /// As long as it was not done in this round.
    EachRound,
    /// As long as this is so.
    Holds(fn(&Facts<'_>) -> bool),
}

const M: Role = Role::MunicipalBureau;
const D: Role = Role::DistrictBureau;
const O: Role = Role::OrganisingUnit;
const W: Role = Role::Expert;
const E: Role = Role::Enterprise;

const fn case(act: Act, by: &'static [Role], holds: While) -> Awaited {
    of(DocumentKind::Case, act, by, holds)
}

const fn of(kind: DocumentKind, act: Act, by: &'static [Role], holds: While) -> Awaited {
    Awaited { kind, act, by, holds }
}

use While::{Allowed, EachRound, Holds};

/// In the order of 6.2; what interrupts it comes first.
#[rustfmt::skip]
static AWAITED: &[Awaited] = &[
    case(Act::AcceptTransfer,      &[D],    Holds(|facts| Badge::TransferOpen.shows(facts))),
    case(Act::DecideObjection,     &[D],    Holds(|facts| Badge::ObjectionOpen.shows(facts))),
    case(Act::Serve,               &[D],    Holds(|facts| is_failing(facts) && !facts.state.did(Act::Serve))),
    case(Act::ReportStop,          &[E],    Holds(|facts| is_stopped(facts) && !facts.state.did(Act::ReportStop))),
    case(Act::OrderRectification,  &[D],    Holds(|facts| is_failing(facts) && facts.state.did(Act::Serve) && !facts.state.did(Act::OrderRectification) && !facts.state.is_recheck_over())),
    case(Act::Start,               &[D],    Holds(|facts| Badge::ApplicationOpen.shows(facts) || !(facts.state.did(Act::Start) || facts.state.did(Act::DeclineStart)))),
    case(Act::SubmitSelfCheck,     &[E],    Holds(|facts| is_stopped(facts) && !facts.state.did_this_round(Act::SubmitSelfCheck))),
    case(Act::DesignateUnit,       &[M],    Holds(|facts| facts.state.parties.unit().is_none() && facts.state.parties.group.is_empty())),
    case(Act::FormGroup,           &[O, M], Holds(|facts| facts.state.parties.group.is_empty())),
    case(Act::AcknowledgeBriefing, &[W],    Holds(|facts| !facts.state.is_recheck_over() && !facts.state.all(Act::AcknowledgeBriefing).any(|entry| entry.by == facts.person.id))),
    case(Act::CloseInvestigation,  &[W],    Holds(|facts| is_possible(facts) && !facts.state.did_this_round(Act::CloseInvestigation))),
    case(Act::ConfirmCauses,       &[W],    Holds(|facts| is_possible(facts) && !facts.state.did_this_round(Act::ConfirmCauses))),
    case(Act::ConfirmImpossible,   &[D],    EachRound),
    case(Act::SubmitRecord,        &[W],    Holds(|facts| is_possible(facts) && !is_recorded(facts))),
    case(Act::ApplyRecheck,        &[E],    Holds(|facts| facts.state.stop.forbids() && !facts.state.did_this_round(Act::ApplyRecheck))),
    case(Act::OrderRecheck,        &[D],    Holds(|facts| facts.state.did_this_round(Act::ApplyRecheck) && !is_ordered(facts))),
    case(Act::PassRecheck,         &[D],    Holds(is_ordered)),
    case(Act::FailRecheck,         &[D],    Holds(is_ordered)),
    case(Act::IssueNotice,         &[D],    EachRound),
    case(Act::ReceiveNotice,       &[E],    Holds(|facts| facts.state.stop.forbids() && !facts.state.did_this_round(Act::ReceiveNotice))),
    case(Act::Resume,              &[E],    Holds(|facts| facts.state.stop.forbids())),
    case(Act::Close,               &[D],    Holds(|facts| !matches!(facts.state.stop, Stop::InForce(_)))),

    of(DocumentKind::Plan,       Act::FilePlan,     &[O, M], Allowed),
    of(DocumentKind::Plan,       Act::ReceiptPlan,  &[M],    Allowed),
    of(DocumentKind::WorkPlan,   Act::Issue,        &[W],    Allowed),
    of(DocumentKind::Campaign,   Act::Publish,      &[M],    Holds(|facts| !facts.state.published)),
    of(DocumentKind::Survey,     Act::AnswerSurvey, &[E],    Allowed),
    of(DocumentKind::Report,     Act::Issue,        &[M],    Allowed),
    of(DocumentKind::Evaluation, Act::Issue,        &[D],    Allowed),
    of(DocumentKind::Story,      Act::Consent,      &[E],    Holds(|facts| !facts.state.did(Act::Consent) && facts.content.field("story", "public_name").is_empty())),
    of(DocumentKind::Story,      Act::Publish,      &[M],    Allowed),
    of(DocumentKind::Handbook,   Act::Publish,      &[M],    Allowed),
    of(DocumentKind::Catalogue,  Act::Publish,      &[M],    Allowed),
    of(DocumentKind::Basis,      Act::Publish,      &[M],    Allowed),
];

/// The next steps of a document. They depend on no day: what lies in the future is for the forms to say.
#[must_use]
pub fn awaited(state: &State, content: &Content) -> Vec<Next> {
    let (experts, deadlines) = (BTreeMap::new(), Deadlines::default());
    let rows = AWAITED.iter().filter(|row| row.kind == state.kind);
    let asked = rows.flat_map(|row| row.by.iter().flat_map(move |role| whom(*role, row.act, state)).map(move |whom| (row, whom)));
    let next = asked.filter_map(|(row, whom)| {
        let person = whom.stands_for(state)?;
        let facts = Facts { person: &person, state, content, experts: &experts, deadlines: &deadlines, today: NaiveDate::MAX };
        let holds = match row.holds {
            Allowed => true,
            EachRound => !state.did_this_round(row.act),
            Holds(holds) => holds(&facts),
        };
        let refused = check::may(&facts, policy::rule(row.kind, row.act).filter(|_| holds)?).err();
        Some(match refused {
            None => vec![Next { act: row.act, whom, is_ready: true }],
            Some(refusal) if refusal.place.is_some() || refusal.code == Code::Incomplete => {
                vec![Next { act: row.act, whom, is_ready: false }]
            }
            Some(refusal) => instead(&refusal, state),
        })
    });
    next.flatten().collect()
}

/// What is awaited in place of a step that lacks a signature: the enterprise's, which may be given before the experts too, or the
/// experts' own.
fn instead(refusal: &Refusal, state: &State) -> Vec<Next> {
    let roles: &[Role] = if refusal.code == Code::NotSignedByEnterprise {
        &[E, W]
    } else if refusal.code == Code::NotSignedByExpert {
        &[W]
    } else {
        &[] // Whatever else stands before a step is a step of its own.
    };
    let signers = roles.iter().flat_map(|role| whom(*role, Act::SignCauses, state));
    signers.map(|whom| Next { act: Act::SignCauses, whom, is_ready: true }).collect()
}

/// Who of a role is meant in this document.
fn whom(role: Role, act: Act, state: &State) -> Vec<Whom> {
    let parties = &state.parties;
    match role {
        Role::MunicipalBureau => vec![Whom::City],
        Role::DistrictBureau => {
            let sent = state.last(Act::Transfer).and_then(|entry| District::of_code(entry.args.text("district")));
            let district = if act == Act::AcceptTransfer { sent } else { parties.district };
            vec![district.map_or(Whom::City, Whom::District)]
        }
        Role::OrganisingUnit => parties.unit().map(Whom::Unit).into_iter().collect(),
        Role::Expert if act == Act::AcknowledgeBriefing => parties.group.iter().copied().map(Whom::Member).collect(),
        Role::Expert => vec![Whom::Group],
        Role::Enterprise => parties.enterprise.map(Whom::Enterprise).into_iter().collect(),
        Role::SectorAuthority => Vec::new(),
    }
}

impl Whom {
    /// Whether this person, who may read the document, is meant.
    #[must_use]
    pub fn is(self, person: &Person) -> bool {
        match self {
            Whom::City => person.role == Role::MunicipalBureau,
            Whom::District(district) => person.role == Role::DistrictBureau && person.org.district == Some(district),
            Whom::Unit(unit) => person.role == Role::OrganisingUnit && person.org.id == unit,
            Whom::Group => person.role == Role::Expert,
            Whom::Member(member) => person.id == member,
            Whom::Enterprise(enterprise) => person.role == Role::Enterprise && person.org.id == enterprise,
        }
    }

    /// Somebody of whom the rules can be asked; nobody where the group is empty.
    fn stands_for(self, state: &State) -> Option<Person> {
        let nobody = (PersonId([0; 16]), OrgId([0; 16]), None);
        let (role, kind, (id, org, district)) = match self {
            Whom::City => (Role::MunicipalBureau, OrgKind::MunicipalBureau, nobody),
            Whom::District(district) => (Role::DistrictBureau, OrgKind::DistrictBureau, (nobody.0, nobody.1, Some(district))),
            Whom::Unit(unit) => (Role::OrganisingUnit, OrgKind::TechnicalBody, (nobody.0, unit, None)),
            Whom::Group => (Role::Expert, OrgKind::TechnicalBody, (state.parties.group.first().copied()?, nobody.1, None)),
            Whom::Member(member) => (Role::Expert, OrgKind::TechnicalBody, (member, nobody.1, None)),
            Whom::Enterprise(enterprise) => (Role::Enterprise, OrgKind::Enterprise, (nobody.0, enterprise, None)),
        };
        Some(Person { id, name: String::new(), role, org: Org { id: org, name: String::new(), kind, district } })
    }
}

fn is_failing(facts: &Facts<'_>) -> bool {
    facts.content.field("intake", "conclusion") == Conclusion::Fail.code()
}

/// There is a stop, and no recheck has passed yet.
fn is_stopped(facts: &Facts<'_>) -> bool {
    facts.state.stop.forbids() && !facts.state.is_recheck_over() && !facts.state.closed
}

/// Assistance was not given up as impossible (R-0-5).
fn is_possible(facts: &Facts<'_>) -> bool {
    !facts.state.did_this_round(Act::ConfirmImpossible)
}

/// The closing record of this round was handed in.
fn is_recorded(facts: &Facts<'_>) -> bool {
    facts.state.of_this_round(Act::SubmitRecord).any(|entry| entry.args.text("closing") == YesNo::Yes.code())
}

/// A recheck was ordered and neither held nor missed since.
fn is_ordered(facts: &Facts<'_>) -> bool {
    let last = |act| facts.state.of_this_round(act).next_back().map(|entry| entry.number);
    last(Act::OrderRecheck) > last(Act::MissRecheck)
}
