//! Pictures of the screens in both languages, light and dark, on phone, tablet and desk: for people to look at.

use shared::forms::Path;
use tests::{Device, Provider, Relay, Who, cast::SHARED, inviting};

use crate::people::one_time::reset;

const SIZES: [(u32, u32); 3] = [(390, 844), (1024, 768), (1440, 900)];

async fn sit(device: &Device, name: &str) {
    for size in SIZES {
        for is_dark in [false, true] {
            device.picture(name, size, is_dark).await;
        }
    }
}

async fn sit_for(language: &'static str) {
    let relay = Relay::start();
    let li = Device::speaking(language, &relay).await;
    li.see("#sign-in-name").await;
    sit(&li, &format!("sign-in-{language}")).await;
    li.sign_in(Who::Li).await;
    li.see_list().await;
    sit(&li, &format!("cases-{language}")).await;
    li.open(SHARED).await;
    sit(&li, &format!("case-{language}")).await;
    li.go("/documents").await;
    li.see("[data-group]").await;
    sit(&li, &format!("documents-{language}")).await;
    for page in ["status", "me", "install"] {
        li.go(&format!("/{page}")).await;
        li.see(".Page").await;
        sit(&li, &format!("{page}-{language}")).await;
    }
    let wide = li.run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth").await;
    assert_eq!(wide, true, "nothing is wider than the screen");
}

#[tokio::test]
async fn the_screens_sit_for_their_picture_in_chinese() {
    sit_for("zh-CN").await;
}

#[tokio::test]
async fn the_screens_sit_for_their_picture_in_english() {
    sit_for("en").await;
}

/// The ways in: with another way beside the password, after a password for one time, by an invitation.
async fn ways_in_sit_for(language: &'static str) {
    let (_provider, relay) = Provider::beside(&[]);
    let li = Device::speaking(language, &relay).await;
    li.see("#sign-on").await;
    sit(&li, &format!("sign-on-{language}")).await;
    li.go("/sign-in#sign_on_unknown").await;
    li.see("#sign-in-problem").await;
    sit(&li, &format!("sign-on-unknown-{language}")).await;
    li.sign_in_as(&Who::Li.login(), &reset(&relay, Who::Li)).await;
    li.see("#sign-in-new").await;
    sit(&li, &format!("one-time-{language}")).await;
    li.fill("#sign-in-new", "12345678").await;
    li.click("#sign-in-submit").await;
    li.see("#sign-in-problem").await;
    sit(&li, &format!("one-time-weak-{language}")).await;

    let (link, _) = inviting::to_the_case(&relay);
    let guest = Device::speaking(language, &relay).await;
    guest.go("/join").await;
    guest.see("#join-code").await;
    sit(&guest, &format!("join-code-{language}")).await;
    guest.go(&link).await;
    guest.see("#join-name").await;
    sit(&guest, &format!("join-{language}")).await;
    guest.fill("#join-name", "许小文").await;
    guest.click("#join-submit").await;
    guest.see("[data-path]").await;
    sit(&guest, &format!("joined-{language}")).await;
}

#[tokio::test]
async fn the_ways_in_sit_for_their_picture_in_chinese() {
    ways_in_sit_for("zh-CN").await;
}

#[tokio::test]
async fn the_ways_in_sit_for_their_picture_in_english() {
    ways_in_sit_for("en").await;
}

/// Photographs before and after, one waiting, and where they are told to wait.
async fn photographs_sit_for(language: &'static str) {
    let mut relay = Relay::start();
    let li = Device::speaking(language, &relay).await;
    li.see("#sign-in-name").await;
    li.sign_in(Who::Li).await;
    li.see_list().await;
    li.open(SHARED).await;
    let table = Path::of_text("evidence.rows");
    let mut sets = Vec::new();
    for (when, colour) in [("before", "#b3261e"), ("after", "#17713a")] {
        let row = table.row(&li.add_row(&table).await);
        li.put(&row.cell("kind"), "image").await;
        li.put(&row.cell("caption"), "成缆工序挤塑机").await;
        li.put(&row.cell("when"), when).await;
        let (photo, _) = li.photograph(&format!("{when}.jpg"), (1600, 1200), colour).await;
        let files = row.cell("files").as_str().to_owned();
        li.pick(&files, &[&photo]).await;
        li.tiles_show(&files, "sent", |tiles| tiles.len() == 1 && tiles[0].state == "sent" && tiles[0].is_drawn).await;
        sets.push(files);
    }
    li.see("#compare img").await;
    relay.stop();
    let (photo, _) = li.photograph("再拍一张.jpg", (1200, 1600), "#0a5ca8").await;
    li.pick(&sets[1], &[&photo]).await;
    li.tiles_show(&sets[1], "two", |tiles| tiles.len() == 2 && tiles.iter().all(|tile| tile.is_drawn)).await;
    let show = |css: String| format!("document.querySelector(\"{css}\").scrollIntoView({{ block: 'center', behavior: 'instant' }})");
    for size in [(390, 844), (1024, 1366)] {
        li.resize(size).await;
        li.run(&show(format!("[data-path='{}']", sets[1]))).await;
        li.picture(&format!("photos-{language}"), size, false).await;
        li.run(&show("#compare".to_owned())).await;
        li.picture(&format!("photos-compared-{language}"), size, size.0 < 600).await;
    }
    li.walk_to("/status").await;
    li.see("#files [data-file]").await;
    li.picture(&format!("photos-status-{language}"), (390, 844), false).await;
    relay.start_again();
}

#[tokio::test]
async fn photographs_sit_for_their_picture_in_chinese() {
    photographs_sit_for("zh-CN").await;
}

#[tokio::test]
async fn photographs_sit_for_their_picture_in_english() {
    photographs_sit_for("en").await;
}
