//! An administrator makes an account on screen, the person signs in with the one-time password, and loses device and account again.

use shared::{key, words::Locale};
use tests::{Device, Relay, Who};

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
    city.run("const pick = (id, value) => { const at = document.getElementById(id); at.value = value; at.dispatchEvent(new Event('change', { bubbles: true })) };
              pick('people-role', 'expert'); pick('people-org', 'new')").await;
    city.fill("#people-org-name", "湖里检测中心").await;
    city.run("const at = document.getElementById('people-org-kind'); at.value = 'technical_body'; at.dispatchEvent(new Event('change', { bubbles: true }))").await;
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
    city.click("[data-login='xuxin'] [data-device] button").await;
    city.read(key!("people.no_devices").text(Locale::Chinese)).await;
    // What was not sent is handed over, nothing is left on the device, and it can be signed in again.
    xu.see("#sign-in-name").await;

    city.click("[data-login='xuxin'] [data-deed='close']").await;
    city.see("[data-login='xuxin'] [data-badge='closed']").await;
    let late = Device::at(&relay).await;
    late.sign_in_as("xuxin", "a sentence of my own").await;
    late.see("#sign-in-problem").await;

    // The same name again is said to be taken, and what was typed stays.
    city.click("#people-submit").await;
    city.see("#people-add-problem").await;
    let typed = city.run("return document.getElementById('people-name').value").await;
    assert_eq!(typed, "许新");
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
