//! An administrator makes an account on screen, the person signs in with the one-time password, and loses device and account again.

use shared::{key, words::Locale};
use tests::{Device, Relay, Who};

const EXPERT: &str =
    "const at = document.getElementById('people-role'); at.value = 'expert'; at.dispatchEvent(new Event('change', { bubbles: true }))";
const NEW_BODY: &str =
    "const at = document.getElementById('people-org'); at.value = 'new'; at.dispatchEvent(new Event('change', { bubbles: true }))";
const TECHNICAL: &str = "const at = document.getElementById('people-org-kind'); at.value = 'technical_body'; at.dispatchEvent(new Event('change', { bubbles: true }))";

#[tokio::test]
async fn an_administrator_makes_an_account_gives_a_password_and_signs_a_device_out() {
    let relay = Relay::start();
    let city = Device::of(Who::City, &relay).await;
    city.go("/me").await;
    city.click("#people-link").await;
    city.see("#people > li").await;
    city.click("#people-add summary").await;
    city.fill("#people-name", "许新").await;
    city.fill("#people-login", "xuxin").await;
    city.run(EXPERT).await;
    city.run(NEW_BODY).await;
    city.fill("#people-org-name", "湖里检测中心").await;
    city.run(TECHNICAL).await;
    for (size, is_dark) in [((390, 844), false), ((1440, 900), true)] {
        city.picture("people-zh-CN", size, is_dark).await;
    }
    city.resize((1440, 900)).await;
    city.click("#people-submit").await;
    let password = city.see("#people-added [data-one-time]").await.text().await.expect("a password");

    let xu = Device::at(&relay).await;
    xu.sign_in_as("xuxin", &password).await;
    xu.see("#sign-in-new").await;
    xu.fill("#sign-in-new", "a sentence of my own").await;
    xu.click("#sign-in-submit").await;
    xu.see("nav").await;

    city.fill("#people-search", "xuxin").await;
    city.click("[data-login='xuxin'] summary").await;
    // What cannot simply be undone is asked first; whoever goes elsewhere has thought better of it.
    let end = "[data-login='xuxin'] [data-device] button";
    city.click(end).await;
    city.read(key!("people.end_session_sure").text(Locale::Chinese)).await;
    city.click("#people-search").await;
    city.read(key!("people.end_session").text(Locale::Chinese)).await;
    city.click(end).await;
    city.click(end).await;
    city.read(key!("people.no_devices").text(Locale::Chinese)).await;
    // What was not sent is handed over, nothing is left on the device, and it can be signed in again.
    xu.see("#sign-in-name").await;

    city.click("[data-login='xuxin'] [data-way='close']").await;
    city.click("[data-login='xuxin'] [data-way='close']").await;
    city.see("[data-login='xuxin'] [data-badge='closed']").await;
    let late = Device::at(&relay).await;
    late.sign_in_as("xuxin", "a sentence of my own").await;
    late.see("#sign-in-problem").await;

    // The same name again is said to be taken, and what was typed stays; a body that was entered with it is there, and chosen.
    city.run(NEW_BODY).await;
    city.fill("#people-org-name", "翔安检测中心").await;
    city.run(TECHNICAL).await;
    city.click("#people-submit").await;
    city.see("#people-add-problem").await;
    let typed = city.run("return document.getElementById('people-name').value").await;
    assert_eq!(typed, "许新");
    let chosen = "const org = document.getElementById('people-org'); return org.options[org.selectedIndex].text";
    assert_eq!(city.run(chosen).await, "翔安检测中心");
    city.fill("#people-login", "xuxin2").await;
    city.click("#people-submit").await;
    city.see("#people-added [data-one-time]").await;
}

#[tokio::test]
async fn whoever_does_not_administer_is_told_so() {
    let relay = Relay::start();
    let unit = Device::of(Who::Unit, &relay).await;
    unit.go("/people").await;
    unit.see("#people-problem").await;
    unit.read(key!("problem.forbidden").text(Locale::Chinese)).await;
    assert!(!unit.has("#people-add").await);
}
