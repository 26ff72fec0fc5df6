//! Everybody can use every page: no route breaks a rule of WCAG 2.2 A or AA that a program can check, in either language, in the light and
//! in the dark, on a phone and on a desk.

use serde_json::json;
use tests::{Device, Relay, routes};

async fn no_route_keeps_anybody_out(language: &'static str) {
    let relay = Relay::start();
    let device = Device::speaking(language, &relay).await;
    let mut found = Vec::new();
    for route in routes::before() {
        look(&device, &route, &mut found).await;
    }
    device.go("/sign-in").await;
    for route in routes::of_the_city(&device).await {
        look(&device, &route, &mut found).await;
    }
    assert!(found.is_empty(), "{} barriers:\n{}", found.len(), found.join("\n"));
}

async fn look(device: &Device, route: &routes::Route, found: &mut Vec<String>) {
    routes::go(device, route).await;
    for (width, scheme) in [(390, "dark"), (1440, "light")] {
        be_as_high_as_the_page(device, width).await;
        device.command("Emulation.setEmulatedMedia", json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] })).await;
        found.extend(device.barriers().await.into_iter().map(|line| format!("{} {width} {scheme}: {line}", route.path)));
    }
}

/// What a bar at the edge covers on a lower screen can be scrolled out from under it. What comes into view for the first time makes a page
/// higher.
async fn be_as_high_as_the_page(device: &Device, width: u32) {
    let mut height = 900;
    tests::eventually::soon("the whole page is in view", async || {
        device.resize((width, height)).await;
        let page = device.run("return document.documentElement.scrollHeight").await.as_u64().expect("a height");
        // Some pages are a little higher than any screen.
        if page <= u64::from(height) + 100 {
            return Ok(());
        }
        height = u32::try_from(page + 200).expect("no page is higher");
        Err(format!("{page} pixels"))
    })
    .await;
}

#[tokio::test]
async fn no_route_keeps_anybody_out_in_chinese() {
    no_route_keeps_anybody_out("zh-CN").await;
}

#[tokio::test]
async fn no_route_keeps_anybody_out_in_english() {
    no_route_keeps_anybody_out("en").await;
}
