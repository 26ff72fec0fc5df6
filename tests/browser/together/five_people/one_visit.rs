//! One visit to an enterprise that has two cases: what they share of it is entered once, without a network too.

use shared::workflow::Act;
use tests::{
    Device, Relay, Who,
    cast::{SHARED, path},
};

use super::steps::{LI, UNIT, taken_in};

/// [R-0-13]
#[tokio::test]
async fn what_two_cases_share_of_a_visit_is_entered_once_and_the_next_record_goes_on_from_the_last() {
    let mut relay = Relay::start();
    let (tongan, city, unit) = tokio::join!(Device::of(Who::Tongan, &relay), Device::of(Who::City, &relay), Device::of(Who::Unit, &relay));
    let mut li = Device::of(Who::Li, &relay).await;
    let second = taken_in(&tongan, SHARED, "spot_check", "fail", None).await;
    tongan.act(Act::Start, &[("trigger", "spot_check")]).await;
    city.go(&second).await;
    city.act(Act::DesignateUnit, &[("unit", UNIT)]).await;
    unit.go(&second).await;
    unit.act(Act::FormGroup, &[("group", LI)]).await;

    li.go(&second).await;
    li.see("[data-section='visits'][data-writable='true']").await;
    li.is_ready_for_the_road().await;
    relay.stop();
    let table = path("visits.records");
    let row = li.add_row(&table).await;
    for (key, text) in [("place", "二号车间"), ("content", "看了拉丝工序"), ("enterprise_persons", "陈质量")] {
        li.write(&format!("visits.records.{row}.{key}"), text).await;
    }
    li.put(&path(&format!("visits.records.{row}.visited_on")), "2026-11-20").await;
    li.click("[data-table='visits.records'] [data-visit='go-on']").await;
    let next = rows(&li, 2).await.into_iter().find(|one| *one != row).expect("the next record");
    li.reads(&format!("visits.records.{next}.place"), "二号车间").await;
    li.reads(&format!("visits.records.{next}.content"), "").await;
    li.click(&format!("[data-remove='visits.records.{next}']")).await;

    li.click("[data-table='visits.records'] [data-visit='take-along']").await;
    li.click("[data-visit='along'] a").await;
    let id = second.rsplit('/').next().unwrap_or_default();
    li.see(&format!("article[data-kind='case']:not([data-case='{id}'])")).await;
    let before = rows(&li, 0).await;
    li.click("[data-table='visits.records'] [data-visit='take-over']").await;
    let taken = rows(&li, before.len() + 1).await.into_iter().find(|one| !before.contains(one)).expect("a record");
    li.reads(&format!("visits.records.{taken}.place"), "二号车间").await;
    li.reads(&format!("visits.records.{taken}.enterprise_persons"), "陈质量").await;
    li.reads(&format!("visits.records.{taken}.content"), "").await;
    relay.start_again();
    li.chip_tells("confirmed").await;
}

/// The records of visits, once there are at least so many.
async fn rows(device: &Device, least: usize) -> Vec<String> {
    tests::eventually::soon("the records", async || {
        let rows: Vec<String> = device.rows("visits.records").await.into_iter().filter(|row| !row.contains('.')).collect();
        if rows.len() >= least { Ok(rows) } else { Err(format!("{rows:?}")) }
    })
    .await
}
