//! Joining by an invitation, and choosing a password of one's own.

use shared::{key, words::Locale};
use tests::{Device, Hand, Relay, Who, cast::SHARED, inviting};

#[tokio::test]
async fn whoever_is_invited_sees_to_what_joins_and_is_at_the_case() {
    let relay = Relay::start();
    let (path, made) = inviting::to_the_case(&relay);
    let guest = Device::at(&relay).await;
    guest.go("/join").await;
    guest.see("#join-code").await;
    guest.go(&path).await;
    guest.read("叶同舟").await;
    guest.read(SHARED).await;
    guest.fill("#join-name", "许小文").await;
    guest.click("#join-submit").await;
    guest.read("电线电缆").await;
    assert!(!guest.run("return location.href").await.to_string().contains("join"), "the secret is gone from the bar");

    guest.go("/me").await;
    guest.read("许小文").await;
    guest.fill("#own-login", "xuwen").await;
    guest.fill("#own-new", "12345678901").await;
    guest.click("#own-submit").await;
    guest.read(key!("password.simple").text(Locale::Chinese)).await;
    guest.fill("#own-new", "a sentence of my own").await;
    guest.click("#own-submit").await;
    guest.read(key!("own.changed").text(Locale::Chinese)).await;
    Hand::at(&relay).sign_in_as("xuwen", "a sentence of my own").expect("the new password counts");

    let late = Device::at(&relay).await;
    late.go("/join").await;
    late.fill("#join-code", made["code"].as_str().expect("a code")).await;
    late.click("button[type=submit]").await;
    late.read(key!("problem.invitation_is_over").text(Locale::Chinese)).await;
}

#[tokio::test]
async fn an_officer_invites_from_the_case_and_the_enterprise_joins_on_a_phone() {
    let relay = Relay::start();
    let officer = Device::of(Who::Tongan, &relay).await;
    officer.open(SHARED).await;
    officer.click("#invite").await;
    officer.see("#invite-link").await;
    for size in [(1024, 1366), (390, 844)] {
        officer.picture("invite-zh-CN", size, false).await;
    }
    let link = officer.run("return document.querySelector('#invite-link').innerText").await;
    let path = link.as_str().and_then(|link| link.strip_prefix(&relay.address())).expect("it leads here").to_owned();
    let drawn = officer.run("const code = document.querySelector('.Invite__qr'); return code.complete && code.naturalWidth > 100").await;
    assert_eq!(drawn, true, "the code is a picture that the page may show");

    let guest = Device::at(&relay).await;
    guest.resize((390, 844)).await;
    guest.go(&path).await;
    guest.fill("#join-name", "许小文").await;
    guest.click("#join-submit").await;
    guest.read("电线电缆").await;
    assert!(!guest.has("#invite").await, "the enterprise invites nobody");

    // What was used cannot be withdrawn any more; what was not, can.
    officer.click("#invite-withdraw").await;
    officer.see("#invite-problem").await;
    officer.click("dialog[open] .Dialog__head button").await;
    officer.click("#invite").await;
    let code = officer.see("#invite-code").await.text().await.expect("a code");
    officer.click("#invite-withdraw").await;
    officer.see("#invite-withdrawn").await;
    let late = Device::at(&relay).await;
    late.go("/join").await;
    late.fill("#join-code", &code).await;
    late.click("button[type=submit]").await;
    late.read(key!("problem.invitation_is_over").text(Locale::Chinese)).await;
}
