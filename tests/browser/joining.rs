//! Joining by an invitation, and choosing a password of one's own.

use shared::{key, words::Locale};
use tests::{Device, Hand, Relay, cast::SHARED, inviting};

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
