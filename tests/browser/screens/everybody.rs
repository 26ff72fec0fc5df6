//! Everybody can use every page: no route breaks a rule of WCAG 2.2 A or AA that a program can check, in either language, in the light and
//! in the dark, on a phone and on a desk.

use serde_json::json;
use tests::{Device, Relay, routes};

/// Draws what is not drawn out of sight, and lays the bars at the edges into the page: what they cover can be scrolled out from under them.
const LAY_OUT: &str = "for (const one of document.querySelectorAll('*')) {
        const { contentVisibility, position } = getComputedStyle(one);
        if (contentVisibility === 'auto') one.style.contentVisibility = 'visible';
        if (position === 'fixed' || position === 'sticky') one.style.position = 'static';
    }";

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
        device.resize((width, 900)).await;
        device.run(LAY_OUT).await;
        device.command("Emulation.setEmulatedMedia", json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] })).await;
        found.extend(device.barriers().await.into_iter().map(|line| format!("{} {width} {scheme}: {line}", route.path)));
    }
}

#[tokio::test]
async fn no_route_keeps_anybody_out_in_chinese() {
    no_route_keeps_anybody_out("zh-CN").await;
}

#[tokio::test]
async fn no_route_keeps_anybody_out_in_english() {
    no_route_keeps_anybody_out("en").await;
}
