//! Two experts on two devices work on one case without a network, and agree afterwards.

use tests::{Device, Relay, Who, cast::SHARED};

use crate::{HEAD, PROBLEM, add_cause};

#[tokio::test]
async fn both_keep_every_word_and_a_person_settles_what_is_disputed() {
    let mut relay = Relay::start();
    let (mut li, mut wang) = tokio::join!(Device::of(Who::Li, &relay), Device::of(Who::Wang, &relay));
    let case = li.open(SHARED).await;
    wang.open(SHARED).await;
    li.write(PROBLEM, "开头。结尾。").await;
    wang.shows(PROBLEM, "Li's words", |text| text.ends_with("开头。结尾。")).await;
    let before = wang.text(PROBLEM).await;
    for device in [&mut li, &mut wang] {
        device.is_ready_for_the_road().await;
    }
    relay.stop();

    li.keys_before(PROBLEM, "李工说：").await;
    li.leave().await;
    wang.write(PROBLEM, "王工说完。").await;
    li.write(HEAD, "陈经理").await;
    wang.write(HEAD, "黄厂长").await;
    li.write("causes.stock", "封存").await;
    wang.write("causes.sold", "召回").await;
    let lis = format!("{}.text", add_cause(&li, "拉丝模磨损").await);
    let wangs = format!("{}.text", add_cause(&wang, "铜材纯度不足").await);
    for device in [&li, &wang] {
        device.chip_shows("saved, offline", |chip| chip.state == "saved" && chip.link == "offline" && chip.drafts == 0).await;
    }
    li.restart(&case).await;
    wang.restart(&case).await;
    li.reads(HEAD, "陈经理").await;
    wang.reads(HEAD, "黄厂长").await;

    relay.start_again();
    for device in [&li, &wang] {
        device.chip_tells("confirmed").await;
        device.reads(PROBLEM, &format!("李工说：{before}王工说完。")).await;
        device.shows("causes.stock", "what Li wrote", |text| text.ends_with("封存")).await;
        device.shows("causes.sold", "what Wang wrote", |text| text.ends_with("召回")).await;
        device.reads(&lis, "拉丝模磨损").await;
        device.reads(&wangs, "铜材纯度不足").await;
        device.click(&format!("[data-path='{HEAD}'] .Versions")).await;
        for words in ["陈经理", "李慎行", "黄厂长", "王静仪"] {
            device.read(words).await;
        }
        assert_eq!(device.versions(HEAD).await, "2");
        let said = device.run("return [...document.querySelectorAll('.Merge__value')].map(value => value.innerText)").await;
        let times = said.as_array().expect("texts").iter().filter(|said| said.as_str().is_some_and(names_a_time)).count();
        assert_eq!(times, 2, "{said}");
    }

    wang.click("[data-choose='陈经理']").await;
    for device in [&wang, &li] {
        device.reads(HEAD, "陈经理").await;
        assert!(["0", ""].contains(&device.versions(HEAD).await.as_str()));
        device.chip_shows("all is settled", |chip| chip.waiting() == 0 && chip.refused == 0).await;
    }
}

/// Such as `09:12`.
fn names_a_time(said: &str) -> bool {
    let letters: Vec<char> = said.chars().collect();
    letters.windows(5).any(|five| five[2] == ':' && [0, 1, 3, 4].iter().all(|at| five[*at].is_ascii_digit()))
}
