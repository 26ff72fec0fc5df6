//! The lock and its page, for people to look at.

use serde_json::json;
use tests::{Device, Relay, Who};

use super::PIN;

/// The lock, its page, and what is said when the PIN is forgotten: for people to look at.
async fn the_lock_sits_for(language: &'static str) {
    let relay = Relay::start();
    let li = Device::speaking(language, &relay).await;
    li.see("#sign-in-name").await;
    li.sign_in(Who::Li).await;
    li.see_list().await;
    li.set_pin(PIN).await;
    let mut barriers = li.barriers().await;
    for size in [(390, 844), (1024, 768)] {
        li.resize(size).await;
        li.run("document.querySelector('.Lock__means').open = true; document.querySelector('#own-lock').scrollIntoView()").await;
        li.picture(&format!("lock-own-{language}"), size, false).await;
    }
    li.click("#lock-now").await;
    li.tap("258").await;
    for size in [(390, 844), (1024, 768), (768, 1024), (1440, 900)] {
        li.picture(&format!("lock-{language}"), size, size.0 == 768).await;
    }
    barriers.extend(li.barriers().await);
    li.click("#lock-forgotten").await;
    li.click("#lock-forget").await;
    barriers.extend(li.barriers().await);
    assert_eq!(barriers, [""; 0], "axe-core finds nothing");
    for size in [(390, 844), (1024, 768)] {
        li.picture(&format!("lock-forgotten-{language}"), size, false).await;
    }
    let small = "return [...document.querySelectorAll('#lock button')].filter(button => button.getBoundingClientRect().height < 44).length";
    assert_eq!(li.run(small).await, json!(0), "every target is large enough for a thumb");
}

#[tokio::test]
async fn the_lock_sits_for_its_picture_in_chinese() {
    the_lock_sits_for("zh-CN").await;
}

#[tokio::test]
async fn the_lock_sits_for_its_picture_in_english() {
    the_lock_sits_for("en").await;
}
