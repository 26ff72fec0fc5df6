//! The city as its inhabitants find it.

use std::{collections::BTreeSet, sync::Arc};

use shared::{
    documents::DocumentKind,
    sync::wire::{FromRelay, Listed},
    workflow::Stage,
};

use super::*;
use crate::{http::catch_up, store::memory::Memory};

async fn seen_by(relay: &Relay, login: &str) -> Vec<Listed> {
    of_kind(relay, login, DocumentKind::Case).await
}

async fn of_kind(relay: &Relay, login: &str, kind: DocumentKind) -> Vec<Listed> {
    let login = login.to_owned();
    let found = relay.read(move |store| {
        let account = store.account(&login)?.expect("the city has this person");
        catch_up::inventory(store, &account.person, 0, clock::now())
    });
    match found.await {
        Ok(FromRelay::Inventory { mut documents, more: false, .. }) => {
            documents.retain(|listed| listed.summary.kind == kind);
            documents
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn everybody_finds_their_cases_and_nobody_anothers() {
    let relay = Arc::new(Relay::new(Arc::new(Memory::default()), 30).unwrap());
    lay_out(&relay).await.unwrap();

    let all = seen_by(&relay, "shiju").await;
    assert_eq!(all.len(), 24);
    let stages: BTreeSet<Stage> = all.iter().map(|listed| listed.summary.stage).collect();
    assert!(stages.len() >= 6, "{stages:?}");
    assert!(all.iter().any(|listed| listed.summary.round == 2));
    assert_eq!(all.iter().filter(|listed| listed.summary.closed).count(), 2, "one closed, one withdrawn");

    let tongan = seen_by(&relay, "tongan").await;
    assert_eq!(tongan.len(), 4);
    assert_eq!(seen_by(&relay, "qiye14").await.len(), 1);
    let cable = &seen_by(&relay, "qiye14").await[0].summary;
    assert_eq!((cable.product.as_str(), cable.model.as_str(), cable.failed.as_slice()), ("电线电缆", "/", &["导体电阻".to_owned()][..]));

    let ids = |listed: Vec<Listed>| -> BTreeSet<_> { listed.iter().map(|listed| listed.summary.id).collect() };
    let (first, second, third) =
        (seen_by(&relay, "zhuanjia1").await, seen_by(&relay, "zhuanjia2").await, seen_by(&relay, "zhuanjia3").await);
    assert!(first.iter().filter(|listed| listed.summary.stage == Stage::Assistance).count() >= 4);
    let (first, second, third) = (ids(first), ids(second), ids(third));
    assert!(first.len() >= 6 && first == second);
    assert!(third.len() >= 3 && first.is_disjoint(&third));
}
