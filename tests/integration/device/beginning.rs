//! Documents that devices begin, and what an entry in one means for another.

use serde_bytes::ByteBuf;
use shared::{
    documents::DocumentKind,
    ids::{DocumentId, OrgId},
    records::{edit::Edit, genesis},
    sync::wire::{FromDevice, FromRelay},
    workflow::{Act, Args, Code, Command, Stage},
};
use tests::{
    Line, Relay, Tablet, Who,
    cast::{path, wish, wish_with},
    tablet::draw,
};

/// An enterprise in Xiang'an: Cai's group was formed, no plan names its case yet.
const UNPLANNED: &str = "示例企业16";

fn plan_of(unit: OrgId, experts: &Tablet) -> Args {
    let (cai, _) = experts.directory().experts.iter().find(|(_, name)| name == "蔡国梁").expect("an expert of the city");
    Args::default().with("unit", unit).with("group", cai).with("districts", "xiangan")
}

fn one_of(tablet: &Tablet, kind: DocumentKind) -> DocumentId {
    tablet.documents().iter().find(|line| line.summary.kind == kind).unwrap_or_else(|| panic!("a {kind:?} in the list")).summary.id
}

/// Everything that Annex A asks for, with one row that names a case.
fn write_plan(unit: &mut Tablet, case: DocumentId, target: OrgId) {
    let (campaign, basis) = (one_of(unit, DocumentKind::Campaign), one_of(unit, DocumentKind::Basis));
    let own = unit.hand.session().expect("signed in").person.org.id;
    let cai = unit.directory().experts.iter().find(|(_, name)| name == "蔡国梁").expect("an expert of the city").0;
    unit.add_row("plan.rows", "00000000000000aa");
    unit.add_row("plan.rows.00000000000000aa.nonconf", "00000000000000bb");
    for (field, text) in [
        ("plan.campaign", campaign.to_string()),
        ("plan.org_unit", own.to_string()),
        (&format!("plan.group.{cai}"), "yes".into()),
        (&format!("plan.bases.{basis}"), "yes".into()),
        ("plan.methods.training", "yes".into()),
        ("plan.rows.00000000000000aa.case", case.to_string()),
        ("plan.rows.00000000000000aa.target", target.to_string()),
    ] {
        unit.edit(Edit::Write { path: path(field), text });
    }
    for (field, text) in [
        ("plan.industry", "建材"),
        ("plan.goals", "查清氯离子超标的原因。"),
        ("plan.requirements", "每次帮扶当天填写记录。"),
        ("plan.rows.00000000000000aa.product", "水泥"),
        ("plan.rows.00000000000000aa.model", "/"),
        ("plan.rows.00000000000000aa.nonconf.00000000000000bb.item", "氯离子"),
        ("plan.rows.00000000000000aa.criteria", "抽查检验报告所列标准"),
        ("plan.rows.00000000000000aa.period_text", "三个月"),
        ("plan.rows.00000000000000aa.qhead", "潘立新"),
    ] {
        unit.type_in(field, text);
    }
}

/// [R-7.2.2.2-1] [R-7.2.2.3-1] [G07] [Q06] A plan begun and written without network is opened, taken and filed with the network,
/// and the case that it names knows of it.
#[test]
fn a_plan_begun_without_network_is_filed_and_its_case_knows() {
    let relay = Relay::start();
    let mut unit = Tablet::of(Who::Unit, &relay);
    let case = unit.find(UNPLANNED).expect("in the list").summary.clone();
    assert_eq!(case.stage, Stage::Planning);
    unit.disconnect();
    let own = unit.hand.session().expect("signed in").person.org.id;
    let opening = wish_with(1, Act::Open, plan_of(own, &unit));
    let plan = unit.create(DocumentKind::Plan, opening);
    write_plan(&mut unit, case.id, case.enterprise.expect("a case has one"));
    unit.connect();
    assert_eq!(unit.until_decided(), None, "opened");
    unit.until_settled();
    assert_eq!(unit.refused(), []);
    assert_eq!(unit.act(wish_with(2, Act::FilePlan, Args::default())), None);
    unit.until("the case knows", |unit| unit.find(UNPLANNED).is_some_and(|line| line.summary.stage == Stage::Assistance));

    unit.open_document(case.id);
    unit.until("the entry", |unit| unit.state().is_some_and(|state| state.did(Act::PlanNoted)));
    let noted = unit.state().and_then(|state| state.last(Act::PlanNoted)).expect("just seen").args.clone();
    assert_eq!((noted.value("plan"), noted.text("standing")), (Some(plan), "file_plan"));
    let mut city = Tablet::of(Who::City, &relay);
    city.open_document(plan);
    assert_eq!(city.act(wish(3, Act::ReceiptPlan)), None, "the bureau reads it and receives it");
}

fn ask_to_open(line: &mut Line, document: DocumentId, kind: DocumentKind, command: Command) -> Option<Code> {
    let genesis = ByteBuf::from(genesis::of(kind).raw_bytes().to_vec());
    line.say(&FromDevice::Open { document, genesis, command });
    line.hear_first(|heard| if let FromRelay::Decided { refused, .. } = heard { Some(refused.map(|refusal| refusal.code)) } else { None })
}

/// [R-2-1] A plan is the unit's or the bureau's: an enterprise, an expert and a district begin none, and nobody hears of it.
#[test]
fn a_plan_is_not_begun_by_whoever_has_no_authority() {
    let mut relay = Relay::start();
    let unit = Tablet::of(Who::Unit, &relay);
    let own = unit.hand.session().expect("signed in").person.org.id;
    for who in [Who::Enterprise(16), Who::Cai, Who::Xiangan] {
        let mut line = relay.hand(who).line().expect("signed in");
        let opening = wish_with(1, Act::Open, plan_of(own, &unit));
        assert_eq!(ask_to_open(&mut line, DocumentId(draw()), DocumentKind::Plan, opening), Some(Code::NotYourRole), "{who:?}");
    }
    let plans = |tablet: &Tablet| tablet.documents().iter().filter(|line| line.summary.kind == DocumentKind::Plan).count();
    assert_eq!(plans(&Tablet::of(Who::City, &relay)), plans(&unit));
    relay.lives();
}

/// [R-2-1] A device that did not hear the answer asks again and is answered the same, also after the relay was killed; another
/// command under the same id finds the document there.
#[test]
fn an_opening_that_is_asked_for_twice_counts_once() {
    let mut relay = Relay::start();
    let unit = Tablet::of(Who::Unit, &relay);
    let (own, document) = (unit.hand.session().expect("signed in").person.org.id, DocumentId(draw()));
    let opening = wish_with(1, Act::Open, plan_of(own, &unit));
    for _ in 0..2 {
        let mut line = unit.hand.line().expect("signed in");
        assert_eq!(ask_to_open(&mut line, document, DocumentKind::Plan, opening.clone()), None);
        assert_eq!(ask_to_open(&mut line, document, DocumentKind::Plan, opening.clone()), None);
        let other = wish_with(2, Act::Open, plan_of(own, &unit));
        assert_eq!(ask_to_open(&mut line, document, DocumentKind::Plan, other), Some(Code::AlreadyDone));
        relay.kill();
        relay.start_again();
    }
    let mut line = unit.hand.line().expect("signed in");
    line.say(&FromDevice::Pull { document, after: 0 });
    let FromRelay::Entries { entries, .. } = line.hear() else { panic!("the log") };
    assert_eq!(entries.len(), 2, "genesis and opening");
}
