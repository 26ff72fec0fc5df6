//! The city as its inhabitants find it.

use std::{collections::BTreeSet, sync::Arc};

use shared::{
    documents::DocumentKind,
    sync::wire::Listed,
    workflow::{Act, Stage, State},
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
        catch_up::inventory(store, &account.person, 0)
    });
    let catch_up::Moved { mut documents, more, .. } = found.await.expect("the store can be read");
    assert!(!more);
    documents.retain(|listed| listed.summary.kind == kind);
    documents
}

#[tokio::test]
async fn everybody_finds_their_cases_and_nobody_anothers() {
    let relay = crate::testing::relay(Arc::new(Memory::default()));
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

async fn state(relay: &Relay, of: &Listed) -> Arc<State> {
    let id = of.summary.id;
    relay.read(move |store| Ok(store.document(id)?.expect("it is listed").state)).await.unwrap()
}

/// [G04] [G06] [G10] [G11] [7.3] Beside the cases there is what belongs to them, and cases know of what was filed elsewhere.
#[tokio::test]
async fn campaign_plans_register_and_what_follows_are_laid_out_too() {
    let relay = crate::testing::relay(Arc::new(Memory::default()));
    lay_out(&relay).await.unwrap();
    for (kind, count) in [
        (DocumentKind::Campaign, 1),
        (DocumentKind::Basis, 2),
        (DocumentKind::Catalogue, 2),
        (DocumentKind::Handbook, 2),
        (DocumentKind::Expert, 3),
        (DocumentKind::Plan, 2),
        (DocumentKind::WorkPlan, 1),
        (DocumentKind::Survey, 2),
        (DocumentKind::Story, 1),
    ] {
        assert_eq!(of_kind(&relay, "shiju", kind).await.len(), count, "{kind:?}");
    }
    let experts = of_kind(&relay, "shiju", DocumentKind::Expert).await;
    assert!(experts.iter().all(|listed| listed.summary.expert.as_ref().is_some_and(|expert| expert.qualifies(clock::now().day()).is_ok())));
    for plan in of_kind(&relay, "danwei", DocumentKind::Plan).await {
        let plan = state(&relay, &plan).await;
        assert!(plan.last(Act::ReceiptPlan).map(|entry| entry.number) > plan.last(Act::FilePlan).map(|entry| entry.number));
    }
    let (mut planned, mut confirmed, mut assisted) = (0, 0, 0);
    for case in seen_by(&relay, "shiju").await {
        let case = state(&relay, &case).await;
        planned += u32::from(case.did(Act::PlanNoted));
        confirmed += u32::from(case.did(Act::ConfirmCauses));
        assisted += u32::from(case.stage == Stage::Assistance);
        assert!(case.did(Act::PlanNoted) || !case.did(Act::CloseInvestigation), "nobody investigates before the plan names the case");
    }
    assert_eq!((planned, confirmed), (12, 2));
    assert!(assisted >= 8, "{assisted}");
    let work_plan = state(&relay, &of_kind(&relay, "zhuanjia1", DocumentKind::WorkPlan).await[0]).await;
    assert!(work_plan.did(Act::CausesNoted) && work_plan.did(Act::Issue));
    let campaign = state(&relay, &of_kind(&relay, "shiju", DocumentKind::Campaign).await[0]).await;
    assert!(campaign.did(Act::SurveyNoted));
    assert_eq!(relay.read(|store| store.pending()).await, Ok(vec![]));
}
