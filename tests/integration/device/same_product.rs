//! Two cases of one product (Q10): the stop of one keeps the other from resuming.

use shared::{
    documents::DocumentKind,
    ids::DocumentId,
    workflow::{Act, Args, Code},
};
use tests::{
    Relay, Tablet, Who,
    cast::{wish, wish_with},
};

/// The officer of Tong'an takes in a case of this cable and stops its production and sale.
fn stopped_case(officer: &mut Tablet, id: u8) -> DocumentId {
    let maker = officer.find("示例企业14").and_then(|line| line.summary.enterprise).expect("a case of the maker");
    let told = Args::default().with("enterprise", maker).with("district", "tongan").with("category", "industrial");
    let case = officer.create(DocumentKind::Case, wish_with(id, Act::Open, told));
    assert_eq!(officer.until_decided(), None);
    let cable = [("enterprise", "示例企业14"), ("product", "电线电缆"), ("standard", "ＧＢ/T 5023"), ("model", "BV 2.5")];
    for (field, text) in cable {
        officer.type_in(&format!("intake.{field}"), text);
    }
    officer.until_settled();
    assert_eq!(officer.act(wish(id + 1, Act::ImposeStop)), None);
    case
}

/// [G16] [R-7.1.2.2-6] [Q10] With a received pass notice a case does not resume as long as another batch of the same product
/// is under stop; when that stop ends it does.
#[test]
fn a_case_resumes_when_no_other_of_the_same_product_is_under_stop() {
    let relay = Relay::start();
    let mut officer = Tablet::of(Who::Tongan, &relay);
    let first = stopped_case(&mut officer, 10);
    let second = stopped_case(&mut officer, 20);

    officer.open_document(first);
    officer.until("the first knows of the second", |officer| officer.state().is_some_and(|state| state.others_stopped.contains(&second)));
    let passed = Args::default().with("method", "on_site").with("number", "示例复查-1");
    assert_eq!(officer.act(wish_with(30, Act::PassRecheck, passed)), None);
    assert_eq!(officer.act(wish(31, Act::IssueNotice)), None);
    assert_eq!(officer.act(wish(32, Act::ReceiveNotice)), None);
    assert_eq!(officer.act(wish(33, Act::Resume)), Some(Code::OtherStop));

    officer.open_document(second);
    officer.until("the second is open", |officer| officer.state().is_some());
    assert_eq!(officer.act(wish(34, Act::LiftStop)), None);
    officer.open_document(first);
    officer.until("the first knows of the end", |officer| officer.state().is_some_and(|state| state.others_stopped.is_empty()));
    assert_eq!(officer.act(wish(35, Act::Resume)), None);
}
