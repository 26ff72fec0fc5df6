//! The survey's plain page: on a phone that has nothing of ours and runs no script, and beside the app.

use serde_json::json;
use shared::{key, words::Locale, workflow::Act};
use tests::{Device, Relay, inviting};

/// [R-7.3-1] Kept, gone on with in a browser that was closed, sent back with what is missing, handed in, thanked for.
#[tokio::test]
async fn an_enterprise_answers_on_a_phone_without_javascript() {
    let relay = Relay::start();
    let (mut officer, path) = inviting::to_a_survey(&relay);
    let phone = Device::at(&relay).await;
    phone.command("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    phone.resize((390, 844)).await;
    phone.go(&path).await;
    let name = phone.see("[id='survey.name']").await.prop("value").await.ok().flatten().unwrap_or_default();
    assert!(name.starts_with("示例企业"), "who is asked stands there already: {name}");
    phone.fill("[id='survey.comments']", "先写一句。").await;
    phone.picture("survey-zh-CN", (390, 844), false).await;
    phone.click("button[value=keep]").await;
    phone.read(key!("plain.kept").text(Locale::Chinese)).await;
    officer.until("the draft", |officer| officer.text("survey.comments") == "先写一句。");

    let desk = Device::speaking("en", &relay).await;
    desk.command("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    desk.go(&path).await;
    desk.click("input[name='survey.effect'][value=great]").await;
    desk.click("button[value=answer]").await;
    desk.see("[data-refusal=incomplete] a[href='#survey.satisfaction']").await;
    desk.picture("survey-en", (1440, 900), false).await;
    desk.fill("[id='survey.address']", "厦门市同安区示例路15号").await;
    desk.fill("[name='survey.products.new.name']", "电线电缆").await;
    desk.click("[name='survey.aspects'][value=rules]").await;
    desk.click("[name='survey.satisfaction'][value=satisfied]").await;
    desk.click("[name='survey.satisfied_with'][value=government]").await;
    desk.click("button[value=answer]").await;
    desk.read(key!("plain.thanks").text(Locale::English)).await;
    officer.until("the answer", |officer| officer.state().is_some_and(|state| state.did(Act::AnswerSurvey)));
    assert_eq!((officer.text("survey.name"), officer.text("survey.comments").as_str()), (name, "先写一句。"));
}

/// The app's service worker answers navigations with the app; a survey is not the app's.
#[tokio::test]
async fn the_plain_page_is_opened_where_the_app_is_installed_too() {
    let relay = Relay::start();
    let (mut officer, path) = inviting::to_a_survey(&relay);
    let guest = Device::at(&relay).await;
    guest.is_kept().await;
    guest.go(&path).await;
    guest.read("整体满意程度").await;
    assert_eq!(guest.run("return getComputedStyle(document.body).marginTop").await, json!("0px"), "its style is let in");
    guest.fill("[id='survey.comments']", "浏览器里写的话").await;
    guest.click("button[value=keep]").await;
    guest.read(key!("plain.kept").text(Locale::Chinese)).await;
    officer.until("the draft", |officer| officer.text("survey.comments") == "浏览器里写的话");
}
