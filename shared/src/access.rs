//! Who may read a case, and who may write which of its sections in which state. A case is the unit of read access: what
//! some reader may not see is another document.

use crate::{
    forms::Section,
    people::{Person, Role},
    workflow::{CaseState, Code},
};

/// May this person read the case? (Requirements §2, "Read".)
#[must_use]
pub fn may_read(person: &Person, state: &CaseState) -> bool {
    match person.role {
        Role::MunicipalBureau => true,
        Role::DistrictBureau => state.district.is_some() && state.district == person.org.district,
        Role::OrganisingUnit => state.unit == Some(person.org.id),
        Role::Expert => state.group.contains(&person.id),
        Role::Enterprise => state.enterprise == Some(person.org.id),
        Role::SectorAuthority => false,
    }
}

/// May this person write in the section now?
///
/// # Errors
/// Why not.
pub fn may_write(person: &Person, state: &CaseState, section: &Section) -> Result<(), Code> {
    if !may_read(person, state) {
        return Err(Code::NotYourCase);
    }
    if !section.writers.contains(&person.role) {
        return Err(Code::NotYourSection);
    }
    if state.closed {
        return Err(Code::CaseClosed);
    }
    match person.role {
        Role::Enterprise if !state.served => Err(Code::NotServed),
        Role::Expert if state.group.is_empty() => Err(Code::NotDesignated),
        Role::MunicipalBureau | Role::DistrictBureau | Role::OrganisingUnit | Role::Expert | Role::Enterprise | Role::SectorAuthority => {
            Ok(())
        }
    }
}
