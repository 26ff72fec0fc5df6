//! Signing in, seeing one's own cases and only those, in one's own language.

use shared::{key, words::Locale};
use tests::{
    Device, Relay, Tablet, Who,
    cast::{CAIS, SHARED},
};

#[tokio::test]
async fn a_person_signs_in_and_opens_one_of_their_own_cases() {
    let relay = Relay::start();
    let own = Tablet::of(Who::Li, &relay).cases().len();
    let cais = Tablet::of(Who::Cai, &relay).open(CAIS);

    let li = Device::at(&relay).await;
    li.sign_in_as(&Who::Li.login(), "not the password").await;
    li.read(key!("problem.wrong_password").text(Locale::Chinese)).await;
    li.sign_in(Who::Li).await;
    li.see_cases(own).await;
    let seen = li.see_list().await;
    assert!(seen.iter().any(|who| who == SHARED) && !seen.iter().any(|who| who == CAIS), "{seen:?}");
    li.open(SHARED).await;
    li.read("电线电缆").await;

    li.go(&format!("/cases/{cais}")).await;
    li.see_list().await;
    li.chip_shows("online", |chip| chip.link == "online").await;
    assert!(!li.page().await.contains(CAIS), "a link to a case of another group shows nothing of it");
}

#[tokio::test]
async fn the_language_is_the_browsers_until_the_person_chooses() {
    let relay = Relay::start();
    let mut wang = Device::speaking("en-GB", &relay).await;
    wang.sign_in_as("nobody", "nothing").await;
    wang.read(key!("problem.wrong_password").text(Locale::English)).await;
    wang.sign_in(Who::Wang).await;
    wang.see_list().await;
    wang.read(key!("cases.title").text(Locale::English)).await;

    wang.go("/me").await;
    wang.click(".Chip[lang='zh-CN']").await;
    wang.read(key!("me.sign_out").text(Locale::Chinese)).await;
    wang.close_and_open().await;
    wang.read(key!("me.sign_out").text(Locale::Chinese)).await;
    assert_eq!(wang.run("return document.documentElement.lang").await, "zh-CN");
}

#[tokio::test]
async fn whoever_signs_out_leaves_nothing_to_see() {
    let relay = Relay::start();
    let li = Device::of(Who::Li, &relay).await;
    li.go("/me").await;
    li.click("#sign-out").await;
    li.click("#sign-out-sure").await;
    li.see("#sign-in-name").await;
    assert!(!li.page().await.contains(SHARED));
    li.sign_in(Who::Cai).await;
    li.read("蔡国梁").await;
    li.go("/").await;
    let seen = li.see_list().await;
    assert!(!seen.iter().any(|who| who == SHARED), "the next person sees their own cases: {seen:?}");
}
