//! Documents that devices begin.

use shared::records::genesis;

use super::*;

const FRESH: DocumentId = DocumentId([77; 16]);

async fn open(relay: &Relay, who: Person, document: DocumentId, genesis: &[u8], command: Command) -> Option<Code> {
    let said = Mutex::new(None);
    relay.desks.open(asker(who), document, genesis, command, |answer| *said.lock().unwrap() = Some(answer)).await;
    match said.into_inner().unwrap() {
        Some(FromRelay::Decided { refused, .. }) => refused.map(|refusal| refusal.code),
        other => panic!("{other:?}"),
    }
}

/// [Q04] [R-7.2.2.2-1] A plan begins with its genesis change and the opening entry; asking again is answered the same and
/// writes nothing; another opening under its id finds it there.
#[tokio::test]
async fn a_document_is_opened_once_however_often_it_is_asked_for() {
    let relay = relay().await;
    let unit = person(5, Role::OrganisingUnit, None);
    let bytes = genesis::of(DocumentKind::Plan).raw_bytes().to_vec();
    let args = Args::default().with("unit", unit.org.id).with("group", person(6, Role::Expert, None).id).with("districts", "tongan");
    for _ in 0..2 {
        assert_eq!(open(&relay, unit.clone(), FRESH, &bytes, command(3, Act::Open, args.clone())).await, None);
    }
    let kept = relay.store.document(FRESH).unwrap().unwrap();
    assert_eq!((kept.listed.summary.kind, kept.listed.n), (DocumentKind::Plan, 2));
    assert_eq!(relay.store.log(FRESH, 0, 1, 9).unwrap()[0].as_slice(), bytes);
    assert_eq!(open(&relay, unit.clone(), FRESH, &bytes, command(4, Act::Open, args.clone())).await, Some(Code::AlreadyDone));
    assert_eq!(open(&relay, unit, relay.document, &bytes, command(4, Act::Open, args)).await, Some(Code::AlreadyDone));
    assert_eq!(relay.store.document(FRESH).unwrap().unwrap().listed.n, 2);
}

/// [§2] [R-0-17] What no role, no opening act or no known beginning carries leaves nothing behind.
#[tokio::test]
async fn what_may_not_begin_leaves_nothing_behind() {
    let relay = relay().await;
    let plan = genesis::of(DocumentKind::Plan).raw_bytes().to_vec();
    let case = genesis::of(DocumentKind::Case).raw_bytes().to_vec();
    let enterprise = || person(7, Role::Enterprise, None);
    let args = || Args::default().with("group", person(6, Role::Expert, None).id).with("districts", "tongan");
    assert_eq!(open(&relay, enterprise(), FRESH, &plan, command(3, Act::Open, args())).await, Some(Code::NotYourRole));
    assert_eq!(open(&relay, bureau(), FRESH, &case, command(4, Act::Open, args())).await, Some(Code::Untold));
    assert_eq!(open(&relay, bureau(), FRESH, &case, remind(5)).await, Some(Code::NoSuchDocument));
    assert_eq!(open(&relay, bureau(), FRESH, b"noise", command(6, Act::Open, of_tongan())).await, Some(Code::Malformed));
    let strange = relay.changes(&["电缆"]).remove(0);
    assert_eq!(open(&relay, bureau(), FRESH, &strange, command(7, Act::Open, of_tongan())).await, Some(Code::UnknownVersion));
    let elsewhere = person(2, Role::DistrictBureau, Some(District::Huli));
    assert_eq!(open(&relay, elsewhere, FRESH, &case, command(8, Act::Open, of_tongan())).await, Some(Code::NotYourCase));
    assert_eq!(relay.store.document(FRESH), Ok(None));
    assert_eq!(open(&relay, bureau(), FRESH, &case, command(9, Act::Open, of_tongan())).await, None, "and the id is still free");
}

/// [R-0-17] A command is judged by the version that the person saw; a version that was never accepted is none.
#[tokio::test]
async fn a_command_about_an_unknown_version_is_refused() {
    let relay = relay().await;
    let unseen = Command { heads: vec![shared::ids::Hash([9; 32])], ..remind(3) };
    assert_eq!(relay.command(asker(bureau()), unseen).await.map(|refusal| refusal.code), Some(Code::UnknownVersion));
    let heads = vec![automerge::Change::from_bytes(relay.store.log(relay.document, 1, 1, 9).unwrap()[0].to_vec()).unwrap().hash().into()];
    assert_eq!(relay.command(asker(bureau()), Command { heads, ..remind(4) }).await, None);
}
