//! What an entry in one document means for others.

use shared::{ids::PersonId, workflow::State};

use super::*;
use crate::{
    store::{Account, News},
    testing::settle,
};

/// The bureau has an account: facts are entered in its name.
async fn settled() -> Relay {
    let store: Arc<dyn RelayStore> = Arc::new(Memory::default());
    settle(&*store, &Account::new("tongan", "", bureau()));
    relay_over(store).await
}

async fn second_case(relay: &Relay) -> DocumentId {
    let opened = relay.desks.create(asker(bureau()), DocumentKind::Case, command(2, Act::Open, of_tongan())).await;
    opened.unwrap().unwrap()
}

fn state(store: &dyn RelayStore, document: DocumentId) -> Arc<State> {
    store.document(document).unwrap().unwrap().state
}

fn link(id: u8, to: DocumentId) -> Command {
    command(id, Act::LinkCase, Args::default().with("case", to))
}

/// [R-0-3] A case that another one links says so itself, once, in the name of whoever linked it.
#[tokio::test]
async fn a_fact_reaches_the_document_that_it_is_about() {
    let relay = settled().await;
    let other = second_case(&relay).await;
    assert_eq!(relay.command(asker(bureau()), link(3, other)).await, None);
    let noted = state(&*relay.store, other);
    let entry = noted.last(Act::LinkedFrom).unwrap();
    assert_eq!((entry.args.value("case"), entry.by), (Some(relay.document), bureau().id));
    assert_eq!(entry.args.text("from"), format!("{}#1", relay.document));
    assert_eq!(relay.store.pending(), Ok(vec![]));
    relay.desks.follow_up().await;
    assert_eq!(state(&*relay.store, other).all(Act::LinkedFrom).count(), 1);
}

/// [R-0-3] The relay ends between an entry and what follows from it: the next start tells it, and only once.
#[tokio::test]
async fn what_was_still_to_be_told_is_told_by_the_next_start_once() {
    let relay = settled().await;
    let other = second_case(&relay).await;
    assert_eq!(relay.desks.decide(asker(bureau()), relay.document, link(3, other)).await, Ok(None));
    assert!(!state(&*relay.store, other).did(Act::LinkedFrom));
    assert_eq!(relay.store.pending().unwrap().iter().map(|pending| pending.news).collect::<Vec<_>>(), [News::Entry(1)]);
    for _ in 0..2 {
        let again = Desks::new(relay.store.clone()).unwrap();
        again.follow_up().await;
        assert_eq!(state(&*relay.store, other).all(Act::LinkedFrom).count(), 1);
    }
    assert_eq!(relay.store.pending(), Ok(vec![]));
}

/// [R-0-3] The relay ends after the other document was told and before that was noted: telling again changes nothing.
#[tokio::test]
async fn what_was_told_and_not_noted_as_told_is_told_again_in_vain() {
    let relay = settled().await;
    let other = second_case(&relay).await;
    relay.desks.decide(asker(bureau()), relay.document, link(3, other)).await.unwrap();
    let pending = relay.store.pending().unwrap();
    relay.desks.follow_up().await;
    let mut write = crate::store::contract::write(9, 0, 1);
    write.pending = pending;
    relay.store.commit(&[write]).unwrap();
    let again = Desks::new(relay.store.clone()).unwrap();
    again.follow_up().await;
    assert_eq!(state(&*relay.store, other).all(Act::LinkedFrom).count(), 1);
    assert_eq!(relay.store.pending(), Ok(vec![]));
}

fn intake(store: &dyn RelayStore, document: DocumentId, values: &[(&str, &str)]) -> Vec<ByteBuf> {
    let log = store.log(document, 0, 99, usize::MAX).unwrap();
    let mut doc = Automerge::new().with_author(Some(asker(bureau()).author.to_bytes().into()));
    doc.apply_changes(log.into_iter().map(|entry| automerge::Change::from_bytes(entry.into_vec()).unwrap()).collect::<Vec<_>>()).unwrap();
    let write = |(field, text): &(&str, &str)| {
        let edit = Edit::Write { path: Path::field("intake", field), text: (*text).to_owned() };
        ByteBuf::from(edit::apply(&mut doc, &edit, NOW).unwrap().unwrap().raw_bytes().to_vec())
    };
    values.iter().map(write).collect()
}

/// [G16] [Q10] Two cases of one product tell each other of their stops as soon as the intake says that it is one; a corrected
/// intake takes that back.
#[tokio::test]
async fn cases_of_one_product_know_of_each_others_stops() {
    let relay = settled().await;
    let other = second_case(&relay).await;
    let impose = command(3, Act::ImposeStop, Args::default().with("number", "停-1").with("reason", "存在危险"));
    assert_eq!(relay.command(asker(bureau()), impose).await, None);
    let cable = [("enterprise", "示例企业14"), ("product", "电线电缆"), ("standard", "GB/T 5023"), ("model", "BV 2.5")];
    for document in [relay.document, other] {
        let changes = intake(&*relay.store, document, &cable);
        relay.desks.submit(asker(bureau()), Batch { number: 1, document, changes }, |_| ()).await;
    }
    assert_eq!(state(&*relay.store, other).others_stopped.iter().copied().collect::<Vec<_>>(), [relay.document]);
    assert!(state(&*relay.store, relay.document).others_stopped.is_empty());

    let changes = intake(&*relay.store, other, &[("model", "BV 4")]);
    relay.desks.submit(asker(bureau()), Batch { number: 2, document: other, changes }, |_| ()).await;
    assert!(state(&*relay.store, other).others_stopped.is_empty(), "another product after all");
    let changes = intake(&*relay.store, other, &[("model", "BV 2.5")]);
    relay.desks.submit(asker(bureau()), Batch { number: 3, document: other, changes }, |_| ()).await;
    assert_eq!(state(&*relay.store, other).others_stopped.len(), 1);
    let lift = command(4, Act::LiftStop, Args::default().with("number", "解-1").with("reason", "危险已消除"));
    assert_eq!(relay.command(asker(bureau()), lift).await, None);
    assert!(state(&*relay.store, other).others_stopped.is_empty(), "the stop ended");
}

/// [R-0-14] A pass notice that names several cases is one for those of its own product only.
#[tokio::test]
async fn a_notice_is_shared_by_cases_of_one_product() {
    let relay = settled().await;
    let (same, another) = (second_case(&relay).await, second_case(&relay).await);
    for (document, model) in [(relay.document, "BV 2.5"), (same, "ＢＶ2.5"), (another, "BV 4")] {
        let cable = [("enterprise", "示例企业14"), ("product", "电线电缆"), ("standard", "GB/T 5023"), ("model", model)];
        let changes = intake(&*relay.store, document, &cable);
        relay.desks.submit(asker(bureau()), Batch { number: 1, document, changes }, |_| ()).await;
    }
    let passed = Args::default().with("method", "on_site").with("number", "复查-1");
    assert_eq!(relay.command(asker(bureau()), command(6, Act::PassRecheck, passed)).await, None);
    let notice = Args::default().with("number", "通知-1").with("cases", format!("{same} {another}"));
    assert_eq!(relay.command(asker(bureau()), command(7, Act::IssueNotice, notice)).await, None);
    assert!(state(&*relay.store, same).did(Act::NoticeShared));
    assert!(!state(&*relay.store, another).did(Act::NoticeShared));
}

/// [G04] [R-7.2.1.3-2] An entry of the expert register counts for every case from its commit on, and after a start of the relay.
#[tokio::test]
async fn the_register_is_known_to_every_desk() {
    let relay = settled().await;
    let (city, expert) = (person(3, Role::MunicipalBureau, None), PersonId([42; 16]));
    let opening = command(5, Act::Open, Args::default().with("name", "李慎行").with("person", expert));
    relay.desks.create(asker(city), DocumentKind::Expert, opening).await.unwrap().unwrap();
    assert!(relay.desks.world.experts().contains_key(&expert));
    assert!(Desks::new(relay.store.clone()).unwrap().world.experts().contains_key(&expert));
}
