//! A device whose session was ended from elsewhere: what it has not sent reaches the relay, and nothing stays on it.

use shared::forms::Path;
use tests::{Device, Relay, Tablet, Who, cast::SHARED, device::OnDisk, eventually::soon};

use super::{BEFORE, PIN, UNDER};
use crate::{HEAD, PROBLEM};

#[tokio::test]
async fn a_revoked_device_hands_over_what_it_has_not_sent_and_then_holds_nothing() {
    let mut relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    let before = li.text(PROBLEM).await;
    li.set_pin(PIN).await;
    li.go("/").await;
    li.unlock(PIN).await;
    li.open(SHARED).await;
    relay.stop();
    let row = li.add_row(&Path::of_text("evidence.rows")).await;
    let files = format!("evidence.rows.{row}.files");
    let (photo, _) = li.photograph("丢失前照片.jpg", (800, 600), "#36c").await;
    li.pick(&files, &[&photo]).await;
    li.tiles_show(&files, "the photograph", |tiles| tiles.len() == 1 && tiles[0].is_drawn && tiles[0].hash.is_some()).await;
    li.write(HEAD, BEFORE).await;
    li.keys(PROBLEM, UNDER).await;
    li.chip_shows("nothing is sent", |chip| chip.saved > 0 && chip.drafts > 0).await;
    relay.operator(&["device", "revoke", "--name", &Who::Li.login()]).done();
    relay.start_again();
    li.see("[data-notice='revoked']").await;
    let words = [SHARED, BEFORE, "丢失前照片", "JFIF"];
    soon("the photograph has followed, and nothing is left", async || {
        let held = |row: &OnDisk| row.is_closed || words.iter().any(|word| row.text.contains(word));
        let disk: Vec<String> = li.disk().await.into_iter().filter(held).map(|row| row.place).collect();
        if disk.is_empty() { Ok(()) } else { Err(format!("{disk:?}")) }
    })
    .await;
    let told = relay.operator(&["device", "handed-over", "--name", &Who::Li.login()]).done();
    assert!(told.contains(BEFORE) && told.contains(&format!("{before}{UNDER}")), "{told}");
    let named = told.lines().find(|line| line.contains("丢失前照片")).expect("the photograph is named");
    let hash = named.split(|at: char| !at.is_ascii_hexdigit()).find(|word| word.len() == 64).expect("by its hash");
    assert!(relay.holds_file(hash), "{named}");
    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    assert_eq!(wang.text(PROBLEM), before, "nothing of it is applied");
    li.close_and_open().await;
    li.see("[data-notice='revoked']").await;
    li.sign_in(Who::Li).await;
    li.see_list().await;
    li.go("/status").await;
    li.see("[data-deleted='revoked']").await;
}
