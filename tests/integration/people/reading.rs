//! Who may see which cases. What somebody may not read does not exist for them.

use serde_bytes::ByteBuf;
use shared::{
    documents::DocumentKind,
    ids::DocumentId,
    people::{District, Role},
    sync::wire::{FromDevice, FromRelay, Trouble},
    workflow::Code,
};
use tests::{
    Relay, Tablet, Who,
    cast::{CAIS, CASES, SHARED},
};

#[test]
fn the_municipal_bureau_sees_the_whole_city_and_a_district_its_own_cases() {
    let relay = Relay::start();
    let city = Tablet::of(Who::City, &relay);
    assert_eq!(city.cases().len(), CASES);
    let mut seen = 0;
    for (who, district) in Who::DISTRICTS.into_iter().zip(District::ALL) {
        let officer = Tablet::of(who, &relay);
        let expected = city.cases().iter().filter(|line| line.summary.district == Some(*district)).count();
        assert_eq!(officer.cases().len(), expected, "{who:?}");
        assert!(officer.cases().iter().all(|line| line.summary.district == Some(*district)), "{who:?} sees another district");
        seen += expected;
    }
    assert_eq!(seen, CASES, "every case is in one district");
}

#[test]
fn an_enterprise_sees_its_own_case_only() {
    let relay = Relay::start();
    for number in [1, 14, 24] {
        let tablet = Tablet::of(Who::Enterprise(number), &relay);
        let seen: Vec<_> = tablet.cases().iter().map(|line| line.summary.title.as_str()).collect();
        assert_eq!(seen, [format!("示例企业{number:02}")]);
    }
}

#[test]
fn experts_see_the_cases_of_their_group_and_the_unit_those_of_both() {
    let relay = Relay::start();
    let [li, wang, cai, unit] = [Who::Li, Who::Wang, Who::Cai, Who::Unit].map(|who| Tablet::of(who, &relay));
    assert_eq!(li.hand.session().expect("signed in").person.role, Role::Expert);
    let names = |tablet: &Tablet| tablet.cases().iter().map(|line| line.summary.title.clone()).collect::<Vec<_>>();
    assert_eq!(names(&li), names(&wang));
    assert!(li.find(SHARED).is_some() && cai.find(SHARED).is_none());
    assert!(li.find(CAIS).is_none() && cai.find(CAIS).is_some());
    assert_eq!(unit.cases().len(), li.cases().len() + cai.cases().len());
}

#[test]
fn a_case_of_others_is_as_if_it_were_not_there() {
    let relay = Relay::start();
    let shared = Tablet::of(Who::Li, &relay).open(SHARED);
    for who in [Who::Huli, Who::Enterprise(1), Who::Cai] {
        let mut line = relay.hand(who).line().expect("signed in");
        for document in [shared, DocumentId([9; 16])] {
            line.say(&FromDevice::Pull { document, after: 0 });
            assert_eq!(line.hear(), FromRelay::Trouble { code: Trouble::NoSuchDocument, batch: None, document: Some(document) });
            line.say(&FromDevice::Submit { batch: 7, document, changes: vec![ByteBuf::from(vec![1, 2, 3])] });
            let FromRelay::Answer { batch: 7, accepted, refused, listed: None, .. } = line.hear() else { panic!("{who:?}") };
            assert_eq!(accepted, []);
            assert_eq!(refused.iter().map(|(_, refusal)| refusal.code).collect::<Vec<_>>(), [Code::NoSuchDocument]);
        }
    }
}

#[test]
fn the_answer_to_an_inventory_goes_on_where_the_last_one_ended() {
    let relay = Relay::start();
    let mut line = relay.hand(Who::City).line().expect("signed in");
    line.say(&FromDevice::Inventory { since: 0 });
    let FromRelay::Inventory { documents, cursor, more: false, .. } = line.hear() else { panic!("an inventory") };
    assert_eq!(documents.iter().filter(|listed| listed.summary.kind == DocumentKind::Case).count(), CASES);
    line.say(&FromDevice::Inventory { since: cursor });
    let FromRelay::Inventory { documents, .. } = line.hear() else { panic!("an inventory") };
    assert!(documents.is_empty(), "nothing moved since");
}
