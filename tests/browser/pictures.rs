//! Pictures of the screens in both languages, light and dark, on phone, tablet and desk: for people to look at.

use tests::{Device, Relay, Who, cast::SHARED};

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
    for page in ["status", "me"] {
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
