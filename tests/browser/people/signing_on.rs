//! Signing in at a provider's own page, as people do whose authority has one.

use shared::{key, sync::session::ProblemCode, words::Locale};
use tests::{Device, Provider, Relay, Tablet, Who, cast::SHARED};

use crate::PROBLEM;

fn bound() -> (Provider, Relay) {
    let (provider, relay) = Provider::beside(&[]);
    bind(&provider, &relay);
    (provider, relay)
}

fn bind(provider: &Provider, relay: &Relay) {
    relay.operator(&["person", "bind", "--name", &Who::Li.login(), "--issuer", &provider.issuer(), "--subject", "s1"]).done();
}

#[tokio::test]
async fn whoever_signs_in_at_the_provider_is_where_they_wanted_to_be_and_works_without_a_network() {
    let (mut provider, mut relay) = bound();
    let mut tablet = Tablet::of(Who::Li, &relay);
    let (own, case) = (tablet.cases().len(), format!("/cases/{}", tablet.open(SHARED)));
    let mut li = Device::at(&relay).await;
    li.go(&case).await;
    li.click("#sign-on").await;
    li.fill("#who", "s1 anybody").await;
    li.click("#enter").await;
    li.read("电线电缆").await;
    assert_eq!(li.run("return location.pathname + location.hash").await, case.as_str());
    li.go("/").await;
    li.see_cases(own).await;

    li.is_ready_for_the_road().await;
    relay.stop();
    provider.stop();
    li.restart(&case).await;
    li.write(PROBLEM, "断网时写的话。").await;
    li.chip_shows("saved, offline", |chip| chip.state == "saved" && chip.link == "offline").await;
    relay.start_again();
    li.chip_tells("confirmed").await;
}

#[tokio::test]
async fn whoever_has_to_sign_in_again_comes_back_to_their_page_with_what_they_wrote() {
    let (provider, mut relay) = bound();
    let li = Device::of(Who::Li, &relay).await;
    let case = li.open(SHARED).await;
    relay.stop();
    relay.operator(&["person", "unbind", "--name", &Who::Li.login()]).done();
    bind(&provider, &relay);
    relay.start_again_with(&provider.options().iter().map(String::as_str).collect::<Vec<_>>());
    li.write(PROBLEM, "登录过期时写的话。").await;
    li.click("[data-notice='signed-out'] button").await;
    li.click("dialog #sign-on").await;
    li.fill("#who", "s1 anybody").await;
    li.click("#enter").await;
    li.chip_tells("confirmed").await;
    assert_eq!(li.run("return location.pathname").await, case.as_str());
    li.shows(PROBLEM, "the words", |text| text.ends_with("登录过期时写的话。")).await;
}

#[tokio::test]
async fn whoever_does_not_come_through_is_told_why_and_may_use_their_password() {
    let (_provider, relay) = bound();
    let wang = Device::speaking("en", &relay).await;
    wang.click("#sign-on").await;
    wang.click("#cancel").await;
    wang.read(ProblemCode::SignOnDenied.words().text(Locale::English)).await;
    wang.click("#sign-on").await;
    wang.fill("#who", "s2 anybody").await;
    wang.click("#enter").await;
    wang.read(ProblemCode::SignOnUnknown.words().text(Locale::English)).await;
    wang.sign_in(Who::Wang).await;
    wang.read(key!("cases.title").text(Locale::English)).await;
}

#[tokio::test]
async fn what_cannot_work_is_not_offered() {
    let (mut provider, mut relay) = bound();
    let device = Device::at(&relay).await;
    device.see("#sign-on").await;
    provider.stop();
    device.click("#sign-on").await;
    device.read(ProblemCode::SignOnUnavailable.words().text(Locale::Chinese)).await;
    device.is_kept().await;
    relay.stop();
    device.go("/").await;
    device.sign_in(Who::Li).await;
    device.read(key!("sign_in.offline").text(Locale::Chinese)).await;
    let offered = device.run("return document.querySelectorAll('#sign-on').length").await;
    assert_eq!(offered, 0, "without a network nothing leads there");
}
