//! The product in a real browser, beside a real relay. Without a network means: the relay is stopped.

mod device;
mod people;
mod screens;
mod together;

/// Long text of the shared case.
const PROBLEM: &str = "causes.problem";
/// Short text of the shared case.
const HEAD: &str = "causes.quality_head";

/// Adds a cause with these words; its row.
async fn add_cause(device: &tests::Device, text: &str) -> String {
    let before = device.rows("causes.list").await;
    device.click("[data-add='causes.list']").await;
    let row = tests::eventually::soon("a new row", async || {
        let rows = device.rows("causes.list").await;
        rows.iter().find(|row| !before.contains(row)).cloned().ok_or(format!("{rows:?}"))
    })
    .await;
    device.write(&format!("causes.list.{row}.text"), text).await;
    format!("causes.list.{row}")
}
