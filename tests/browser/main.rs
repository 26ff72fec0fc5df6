//! The product in a real browser, beside a real relay. Without a network means: the relay is stopped.

mod adding_up;
mod administering;
mod composing;
mod deciding;
mod emptied;
mod every_form;
mod everybody;
mod fishbone;
mod five_people;
mod glass;
mod handing;
mod importing;
mod in_danger;
mod joining;
mod keystrokes;
mod knowing;
mod locking;
mod one_time;
mod other_browsers;
mod paper;
mod photos;
mod pictures;
mod refused;
mod signing_in;
mod signing_on;
mod starting;
mod survey;
mod tables;
mod tabs;
mod three_states;
mod tools;
mod two_experts;
mod updating;
mod without_network;

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
