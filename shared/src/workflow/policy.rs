//! Who may do what: one row per act. The golden print beside this file is reviewed as a diff.

use super::{
    ActKind,
    gates::{self, Gate},
};
use crate::people::Role;

/// A row of the policy.
#[derive(Debug)]
pub struct Rule {
    /// The act.
    pub act: ActKind,
    /// The roles that hold the authority (§2).
    pub roles: &'static [Role],
    /// Its paper has a number that must be given.
    pub needs_number: bool,
    /// It needs a reason in words.
    pub needs_reason: bool,
    /// What must be true before it; all are asked, the first "no" is told.
    pub gates: &'static [Gate],
}

const M: Role = Role::MunicipalBureau;
const D: Role = Role::DistrictBureau;
const O: Role = Role::OrganisingUnit;
const W: Role = Role::Expert;
const E: Role = Role::Enterprise;

/// The policy.
#[rustfmt::skip]
pub static POLICY: &[Rule] = &[
    Rule { act: ActKind::Open,          roles: &[M, D], needs_number: false, needs_reason: false, gates: &[gates::not_open] },
    Rule { act: ActKind::Serve,         roles: &[M, D], needs_number: true,  needs_reason: false, gates: &[gates::not_served_yet] },
    Rule { act: ActKind::Start,         roles: &[M, D], needs_number: false, needs_reason: false, gates: &[gates::served, gates::not_started_yet] },
    Rule { act: ActKind::Designate,     roles: &[M],    needs_number: false, needs_reason: false, gates: &[gates::started] },
    Rule { act: ActKind::FilePlan,      roles: &[O],    needs_number: true,  needs_reason: false, gates: &[gates::designated] },
    Rule { act: ActKind::SubmitRecord,  roles: &[W],    needs_number: false, needs_reason: false, gates: &[gates::designated, gates::record_complete] },
    Rule { act: ActKind::FailRecheck,   roles: &[D],    needs_number: true,  needs_reason: true,  gates: &[gates::served, gates::not_passed_yet] },
    Rule { act: ActKind::PassRecheck,   roles: &[D],    needs_number: true,  needs_reason: false, gates: &[gates::served, gates::not_passed_yet] },
    Rule { act: ActKind::IssueNotice,   roles: &[D, M], needs_number: true,  needs_reason: false, gates: &[gates::passed, gates::no_notice_yet] },
    Rule { act: ActKind::ReceiveNotice, roles: &[E, D], needs_number: false, needs_reason: false, gates: &[gates::notice_issued, gates::not_received_yet] },
    Rule { act: ActKind::Resume,        roles: &[E, D], needs_number: false, needs_reason: false, gates: &[gates::notice_issued, gates::notice_received, gates::not_resumed_yet] },
    Rule { act: ActKind::Withdraw,      roles: &[M, D], needs_number: true,  needs_reason: true,  gates: &[gates::opened] },
    Rule { act: ActKind::Close,         roles: &[M, D], needs_number: false, needs_reason: false, gates: &[gates::passed, gates::record_where_started] },
];

/// The row of an act.
///
/// # Panics
/// Never: a test walks every kind.
#[must_use]
pub(super) fn rule(act: ActKind) -> &'static Rule {
    POLICY.iter().find(|rule| rule.act == act).expect("every act has a row")
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    #[test]
    fn every_act_has_one_row() {
        for act in ActKind::ALL {
            assert_eq!(POLICY.iter().filter(|rule| rule.act == *act).count(), 1, "{act:?}");
        }
    }

    #[test]
    fn the_policy_is_as_reviewed() {
        let mut print = String::new();
        for rule in POLICY {
            let marks: String = Role::ALL.iter().map(|role| if rule.roles.contains(role) { " x" } else { " ." }).collect();
            let needs = [(rule.needs_number, " number"), (rule.needs_reason, " reason")]
                .iter()
                .filter(|(need, _)| *need)
                .map(|(_, word)| *word)
                .collect::<String>();
            writeln!(print, "{:15}{marks}{needs}", rule.act.code()).expect("writing to a string");
        }
        assert_eq!(print, include_str!("policy.golden"), "review the difference, then put the print into policy.golden:\n{print}");
    }
}
