//! A password for one time: whoever got one from an administrator chooses their own.

use shared::{key, people::password::PasswordLack, sync::session::ProblemCode, words::Locale};
use tests::{Device, Hand, Relay, Who};

const NEW: &str = "a sentence of my own";

/// The operator gives this person a password for one time.
pub(crate) fn reset(relay: &Relay, who: Who) -> String {
    let said = relay.operator(&["person", "reset", "--name", &who.login()]).done();
    said.lines().next().and_then(|line| line.rsplit(['：', ' ']).next()).expect("a password").to_owned()
}

#[tokio::test]
async fn a_password_for_one_time_asks_for_another_and_only_that_one_counts() {
    let relay = Relay::start();
    let once = reset(&relay, Who::Li);
    let li = Device::at(&relay).await;
    li.sign_in_as(&Who::Li.login(), &once).await;
    li.read(ProblemCode::PasswordIsOver.words().text(Locale::Chinese)).await;
    let focused = "return document.activeElement.id";
    assert_eq!(li.run(focused).await, "sign-in-new", "the person can type at once");
    li.fill("#sign-in-new", "12345678901").await;
    li.click("#sign-in-submit").await;
    li.read(PasswordLack::Simple.words().text(Locale::Chinese)).await;
    li.fill("#sign-in-new", &once).await;
    li.click("#sign-in-submit").await;
    li.read(key!("sign_in.same").text(Locale::Chinese)).await;
    li.fill("#sign-in-new", NEW).await;
    li.click("#sign-in-submit").await;
    li.see_list().await;

    let mut hand = Hand::at(&relay);
    assert_eq!(hand.sign_in_as(&Who::Li.login(), &once), Err((401, ProblemCode::WrongPassword)));
    hand.sign_in_as(&Who::Li.login(), NEW).expect("the new one counts");
}
