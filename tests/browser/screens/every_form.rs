//! Every section of every form, drawn from its table and filled on a device without network: each field takes a value, and
//! every value is at the relay afterwards.

use shared::{documents::DocumentKind, forms, ids::DocumentId};
use tests::{Device, Relay, Tablet, Who, cast::SHARED, eventually::soon};

/// The enterprise of the shared case.
const FACTORY: Who = Who::Enterprise(14);
const PHONE: (u32, u32) = (390, 844);
const TABLET: (u32, u32) = (1024, 1366);

/// What was written: document and path.
type Written = Vec<(DocumentId, String)>;

async fn fill(device: &Device, address: &str, sections: &[&str]) -> Written {
    let document = address.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an address ends with an id");
    let mut written = Written::new();
    for section in sections {
        written.extend(device.fill_all(section).await.into_iter().map(|path| (document, path)));
    }
    written
}

/// Begins a document of each kind and fills it.
async fn begin_and_fill(device: &Device, from: &str, within: &str, kinds: &[(DocumentKind, &[(&str, &str)])]) -> Written {
    let mut written = Written::new();
    for (kind, args) in kinds {
        device.walk_to(from).await;
        let address = device.begin(within, kind.code(), args).await;
        let mut sections = Vec::new();
        for section in forms::of(*kind) {
            if device.may_write(section.key).await {
                sections.push(section.key);
            }
        }
        written.extend(fill(device, &address, &sections).await);
    }
    written
}

/// [R-4.3-1] [R-7.2.2.2-1] [R-7.3-2]
#[tokio::test]
async fn every_field_of_every_form_takes_a_value_without_network() {
    let mut relay = Relay::start();
    let (tongan, city, unit) = tokio::join!(Device::of(Who::Tongan, &relay), Device::of(Who::City, &relay), Device::of(Who::Unit, &relay));
    let (li, factory) = tokio::join!(Device::of(Who::Li, &relay), Device::of(FACTORY, &relay));
    let case = tongan.open(SHARED).await;
    for device in [&li, &factory] {
        device.open(SHARED).await;
    }
    factory.resize(PHONE).await;
    relay.stop();

    let mut written = fill(&tongan, &case, &["intake", "measures", "stop", "comments", "supplements"]).await;
    written.extend(begin_and_fill(&tongan, &case, ".Related", &[(DocumentKind::SupervisionFile, &[]), (DocumentKind::Survey, &[])]).await);
    written.extend(fill(&li, &case, &["investigation", "causes", "visits", "evidence", "participation"]).await);
    written.extend(
        begin_and_fill(&li, &case, ".Related", &[(DocumentKind::GroupFile, &[]), (DocumentKind::WorkPlan, &[("district", "tongan")])])
            .await,
    );
    written.extend(fill(&factory, &case, &["application", "rectification", "benefit"]).await);
    let name = ("name", "示例");
    let of_city: [(DocumentKind, &[(&str, &str)]); 9] = [
        (DocumentKind::Campaign, &[name]),
        (DocumentKind::Report, &[name]),
        (DocumentKind::Evaluation, &[name, ("district", "tongan")]),
        (DocumentKind::Story, &[name, ("case", SHARED), ("district", "tongan")]),
        (DocumentKind::Handbook, &[name]),
        (DocumentKind::Catalogue, &[name]),
        (DocumentKind::Topic, &[name]),
        (DocumentKind::Basis, &[name]),
        (DocumentKind::Expert, &[name, ("person", "蔡国梁")]),
    ];
    written.extend(begin_and_fill(&city, "/documents", ".Desk__list", &of_city).await);
    let of_plan: &[(&str, &str)] = &[("campaign", "重点工业产品"), ("group", "李慎行"), ("districts", "tongan")];
    written.extend(begin_and_fill(&unit, "/documents", ".Desk__list", &[(DocumentKind::Plan, of_plan)]).await);
    unit.walk_to("/documents").await;
    unit.click("[data-group='campaign'] li a").await;
    let campaign = unit.see("article[data-kind='campaign']").await.attr("data-case").await.ok().flatten().expect("a document has an id");
    written.extend(fill(&unit, &campaign, &["technical_pack", "progress", "appraisal"]).await);

    relay.start_again();
    for device in [&tongan, &li, &factory, &city, &unit] {
        device.chip_shows("all is confirmed", |chip| chip.link == "online" && chip.waiting() == 0 && chip.refused == 0).await;
    }
    assert!(written.len() > 250, "{} fields were written", written.len());
    let mut shiju = Tablet::of(Who::City, &relay);
    let mut missing = Vec::new();
    for document in written.iter().map(|(document, _)| *document).collect::<std::collections::BTreeSet<_>>() {
        shiju.open_document(document);
        missing.extend(written.iter().filter(|(of, path)| *of == document && !shiju.has(path)).map(|(_, path)| path.clone()));
    }
    assert_eq!(missing, Vec::<String>::new(), "of {} fields", written.len());
    soon("the phone shows nothing wider than itself", async || {
        let wide = factory.run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth").await;
        if wide == serde_json::json!(true) { Ok(()) } else { Err(wide.to_string()) }
    })
    .await;
    li.resize(TABLET).await;
    li.walk_to(&case).await;
    li.see("[data-row^='visits.records.'] .Field").await;
    let cut = "return [...document.querySelectorAll('.RowCard')].filter(card => {
        card.style.contentVisibility = 'visible';
        return card.scrollWidth > card.clientWidth;
    }).map(card => card.dataset.row)";
    assert_eq!(li.run(cut).await, serde_json::json!([]), "no row is cut by its card");
}
