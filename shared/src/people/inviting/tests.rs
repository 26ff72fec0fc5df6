//! Who may invite, as a table.

use super::*;
use crate::people::District;

fn org(number: u8, kind: OrgKind, district: Option<District>) -> Org {
    Org { id: OrgId([number; 16]), name: format!("{number}"), kind, district }
}

fn person(role: Role, org: Org) -> Person {
    Person { id: crate::ids::PersonId([1; 16]), name: "某人".into(), role, org }
}

fn document(kind: DocumentKind) -> State {
    let mut state = State::new(kind);
    state.parties.enterprise = Some(OrgId([9; 16]));
    state.parties.districts.insert(District::Huli);
    state.parties.units.push(OrgId([5; 16]));
    state
}

#[test]
fn one_invites_to_what_one_reads_and_only_those_whom_it_concerns() {
    let factory = org(9, OrgKind::Enterprise, Some(District::Huli));
    let bureau = |district| org(2, OrgKind::DistrictBureau, Some(district));
    let people = [
        ("M", person(Role::MunicipalBureau, org(1, OrgKind::MunicipalBureau, None)), "case survey"),
        ("D of it", person(Role::DistrictBureau, bureau(District::Huli)), "case survey"),
        ("D elsewhere", person(Role::DistrictBureau, bureau(District::Tongan)), ""),
        ("O of it", person(Role::OrganisingUnit, org(5, OrgKind::TechnicalBody, None)), "case"),
        ("O elsewhere", person(Role::OrganisingUnit, org(6, OrgKind::TechnicalBody, None)), ""),
        ("W", person(Role::Expert, org(5, OrgKind::TechnicalBody, None)), ""),
        ("E", person(Role::Enterprise, factory.clone()), ""),
    ];
    for (who, person, expected) in people {
        let may = |is_admin| {
            let kinds = DocumentKind::ALL.iter().filter(|kind| may_invite(&person, is_admin, &factory, &document(**kind)));
            kinds.map(|kind| kind.code()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(may(false), expected, "{who}");
        assert_eq!(may(true), "case survey", "{who} who administers");
    }
}

#[test]
fn nobody_is_invited_for_a_body_that_is_not_the_documents() {
    let city = person(Role::MunicipalBureau, org(1, OrgKind::MunicipalBureau, None));
    let case = document(DocumentKind::Case);
    assert!(!may_invite(&city, true, &org(8, OrgKind::Enterprise, None), &case), "another enterprise");
    assert!(!may_invite(&city, true, &org(9, OrgKind::TechnicalBody, None), &case), "no enterprise");
}

#[test]
fn a_code_is_read_as_people_type_it() {
    assert_eq!(code_of("abcd-2345").as_deref(), Some("ABCD2345"));
    assert_eq!(code_of(" ABCD 2345 ").as_deref(), Some("ABCD2345"));
    assert_eq!(code_of("ABCD234O"), None, "no letter that looks like another");
    assert_eq!(code_of("ABCD234"), None);
}
