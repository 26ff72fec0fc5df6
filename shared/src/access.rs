//! Who may read which document, and who may write which of its places in which state. A document is the unit of read
//! access: what some reader may not see is another document.

use chrono::{Days, NaiveDate};
use sha2::{Digest, Sha256};

use crate::{
    documents::DocumentKind,
    forms::{self, Path},
    ids::OrgId,
    people::{District, Person, Role},
    workflow::{Act, Code, State},
};

/// Which documents of a kind a role reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// None.
    No,
    /// All.
    All,
    /// Those of the person's district.
    District,
    /// Those of the person's unit.
    Unit,
    /// Those of the groups to which the person belongs.
    Group,
    /// Those of the person's enterprise, or about the person.
    Own,
    /// Those in which the person's sector authority takes part.
    Sector,
}

/// Which documents of a kind each role reads (requirements §2, "Read"; architecture §3); published ones of a kind that is made for
/// it ([`is_for_everybody`]) are read by all.
#[must_use]
pub const fn reads(kind: DocumentKind, role: Role) -> Reads {
    let [m, d, o, w, e, s] = columns(kind);
    match role {
        Role::MunicipalBureau => m,
        Role::DistrictBureau => d,
        Role::OrganisingUnit => o,
        Role::Expert => w,
        Role::Enterprise => e,
        Role::SectorAuthority => s,
    }
}

#[rustfmt::skip]
const fn columns(kind: DocumentKind) -> [Reads; 6] {
    use Reads::{All, District, Group, No, Own, Sector, Unit};
    match kind {
        //                                M    D         O     W      E    S
        DocumentKind::Case            => [All, District, Unit, Group, Own, Sector],
        DocumentKind::SupervisionFile => [All, District, No,   No,    No,  No],
        DocumentKind::GroupFile       => [All, District, Unit, Group, No,  No],
        DocumentKind::WorkPlan        => [All, District, Unit, Group, Own, No],
        DocumentKind::Campaign        => [All, All,      Unit, No,    No,  Sector],
        DocumentKind::Plan            => [All, District, Unit, Group, No,  No],
        DocumentKind::Survey          => [All, District, No,   No,    Own, No],
        DocumentKind::Report          => [All, All,      Unit, No,    No,  No],
        DocumentKind::Evaluation      => [All, District, No,   No,    No,  No],
        DocumentKind::Story           => [All, District, Unit, Group, Own, No],
        DocumentKind::Handbook        => [All, All,      Unit, No,    No,  No],
        DocumentKind::Catalogue       => [All, All,      No,   No,    No,  No],
        DocumentKind::Topic           => [All, All,      No,   No,    No,  No],
        DocumentKind::Basis           => [All, All,      Unit, No,    No,  No],
        DocumentKind::Expert          => [All, All,      All,  Own,   No,  No],
    }
}

/// Whether a published document of this kind is read by everybody. A published campaign's briefing is read by its units' people and experts.
#[must_use]
pub const fn is_for_everybody(kind: DocumentKind) -> bool {
    match kind {
        DocumentKind::Campaign | DocumentKind::Story | DocumentKind::Handbook | DocumentKind::Catalogue | DocumentKind::Basis => true,
        DocumentKind::Case
        | DocumentKind::SupervisionFile
        | DocumentKind::GroupFile
        | DocumentKind::WorkPlan
        | DocumentKind::Plan
        | DocumentKind::Survey
        | DocumentKind::Report
        | DocumentKind::Evaluation
        | DocumentKind::Topic
        | DocumentKind::Expert => false,
    }
}

/// May this person read the document?
#[must_use]
pub fn may_read(person: &Person, state: &State) -> bool {
    let parties = &state.parties;
    if state.published && is_for_everybody(state.kind) && !(state.kind == DocumentKind::Campaign && person.role == Role::Enterprise) {
        return true;
    }
    match reads(state.kind, person.role) {
        Reads::No => false,
        Reads::All => true,
        Reads::District => person.org.district.is_some_and(|district| parties.districts.contains(&district)) || is_sent_to(person, state),
        Reads::Unit => parties.units.contains(&person.org.id),
        Reads::Group => parties.group.contains(&person.id),
        Reads::Own => parties.enterprise == Some(person.org.id) || parties.person == Some(person.id),
        Reads::Sector => parties.sectors.contains(&person.org.id),
    }
}

/// Could this person read the document at any time, as its ledger stood then? Whoever could and may not any more is told; whoever
/// never could learns nothing.
#[must_use]
pub fn could_read(person: &Person, state: &State) -> bool {
    state.ever(|then| may_read(person, then))
}

/// Stands for what a person may read by who they are, apart from what any document says: another number, other documents.
#[must_use]
pub fn rights(person: &Person) -> u64 {
    let district = person.org.district.map_or("", District::code);
    let told = Sha256::new().chain_update(person.role.code()).chain_update([0]).chain_update(district).chain_update([0]);
    told.chain_update(person.org.id.0).finalize().iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

/// May this person still hand in work: a reader, or a member who left not long ago (R-0-15)?
#[must_use]
pub fn may_hand_in(person: &Person, state: &State) -> bool {
    may_read(person, state) || state.parties.members.contains_key(&person.id)
}

/// Who leads a document's group: the organising unit in charge, and where there is none, as in the direct path, the municipal bureau.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// This unit.
    Unit(OrgId),
    /// The municipal bureau.
    City,
}

impl Lead {
    /// Of a document.
    #[must_use]
    pub fn of(state: &State) -> Self {
        Self::under(state.parties.unit())
    }

    /// Of a document of which only the organising unit in charge is known.
    #[must_use]
    pub fn under(unit: Option<OrgId>) -> Self {
        unit.map_or(Self::City, Self::Unit)
    }

    /// Whether somebody of this role leads any group.
    #[must_use]
    pub const fn is_of(role: Role) -> bool {
        matches!(role, Role::OrganisingUnit | Role::MunicipalBureau)
    }

    /// Whether this person acts for it.
    #[must_use]
    pub fn is(self, person: &Person) -> bool {
        match self {
            Self::Unit(unit) => person.role == Role::OrganisingUnit && person.org.id == unit,
            Self::City => person.role == Role::MunicipalBureau,
        }
    }
}

/// Whether what somebody wrote waits for whoever leads (R-0-15): they were in the group, and may not read the document any more.
#[must_use]
pub fn waits_for_lead(person: &Person, state: &State) -> bool {
    state.parties.members.contains_key(&person.id) && !may_read(person, state)
}

/// A transfer that waits to be accepted is read by the district to which it was sent (R-0-4).
fn is_sent_to(person: &Person, state: &State) -> bool {
    let sent = state.last(Act::Transfer).map(|entry| entry.args.text("district"));
    person.org.district.is_some_and(|district| sent == Some(district.code()))
}

/// How long after leaving a group a member's earlier offline work is still taken.
const LATE_WORK: Days = Days::new(90);

/// May this person write at this place? `written` is the day on which they wrote it, `today` the relay's.
///
/// # Errors
/// Why not.
pub fn may_write(person: &Person, state: &State, path: &Path, written: NaiveDate, today: NaiveDate) -> Result<(), Code> {
    let Some(section) = forms::section(path.section()) else { return Err(Code::UnknownPlace) };
    if !may_read(person, state) && !was_member(person, state, written, today)? {
        return Err(Code::NotYourCase);
    }
    if !section.writers.contains(&person.role) {
        return Err(Code::NotYourSection);
    }
    // What comes late has its place: it is never lost, and changes nothing that was handed in.
    if section.key == SUPPLEMENTS {
        return Ok(());
    }
    if state.closed {
        return Err(Code::CaseClosed);
    }
    if state.is_frozen(path) {
        return Err(Code::Frozen);
    }
    match (state.kind, person.role) {
        (DocumentKind::Case, Role::Enterprise) if !is_told(state) => Err(Code::NotServed),
        (DocumentKind::Case, Role::Expert) if state.parties.members.is_empty() => Err(Code::NotDesignated),
        (DocumentKind::Case | DocumentKind::Plan, Role::OrganisingUnit) if state.parties.unit() != Some(person.org.id) => {
            Err(Code::NotYourCase)
        }
        _ => Ok(()),
    }
}

/// May this person decide what several people wrote at once at this place, though the section is not theirs to write: the unit
/// that carries the assistance, for its experts? That several did is to be asked apart.
#[must_use]
pub fn may_settle(person: &Person, state: &State, path: &Path) -> bool {
    let is_of_experts = forms::section(path.section()).is_some_and(|section| section.writers.contains(&Role::Expert));
    let is_its_unit = person.role == Role::OrganisingUnit && state.parties.unit() == Some(person.org.id);
    is_of_experts && is_its_unit && may_read(person, state) && !state.closed && !state.is_frozen(path)
}

/// The section into which everybody may add at any time.
pub const SUPPLEMENTS: &str = "supplements";

/// An enterprise writes once it was told of the problem.
fn is_told(state: &State) -> bool {
    [Act::Serve, Act::OrderRectification, Act::ImposeStop, Act::Start].iter().any(|act| state.did(*act))
}

fn was_member(person: &Person, state: &State, written: NaiveDate, today: NaiveDate) -> Result<bool, Code> {
    if !state.parties.members.contains_key(&person.id) {
        return Ok(false);
    }
    let is_recent = written.checked_add_days(LATE_WORK).is_some_and(|last| today <= last);
    if state.parties.was_member(person.id, written) && is_recent { Ok(true) } else { Err(Code::NotMemberThen) }
}

#[cfg(test)]
mod tests;
