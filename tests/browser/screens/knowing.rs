//! What was learnt is found again: words in the library, a file of the archive, the chapters of the handbook; with the relay and without it.

use serde_json::{Value, json};
use tests::{Device, Relay, Who, cast::SHARED, eventually::soon};

async fn found(device: &Device, least: u64) -> Vec<(String, String)> {
    soon("something is found", async || {
        let read = "return [...document.querySelectorAll('#library-hits [data-hit]')].map(hit => [hit.dataset.kind, hit.innerText])";
        let hits: Vec<(String, String)> = serde_json::from_value(device.run(read).await).expect("hits");
        if hits.len() as u64 >= least { Ok(hits) } else { Err(format!("{hits:?}")) }
    })
    .await
}

async fn look(device: &Device, name: &str) {
    for size in [(1440, 900), (1024, 768), (390, 844)] {
        for is_dark in [false, true] {
            device.picture(name, size, is_dark).await;
        }
    }
    device.resize((1440, 900)).await;
}

/// [R-7.4-1] [R-7.4-2] [R-7.4-5]
#[tokio::test]
async fn library_archive_and_handbook_are_read_without_a_network() {
    let mut relay = Relay::start();
    let mut city = Device::of(Who::City, &relay).await;
    city.go("/library").await;
    soon("all of the library is on the device", async || {
        let read = "return [document.querySelectorAll('#library-hits > li').length, document.querySelectorAll('.Library__passage').length]";
        let (all, read): (u64, u64) = serde_json::from_value(city.run(read).await).expect("numbers");
        if all > 2 && read == all { Ok(()) } else { Err(format!("{read} of {all}")) }
    })
    .await;
    city.is_ready_for_the_road().await;
    relay.stop();
    city.chip_shows("offline", |chip| chip.link == "offline").await;

    city.go("/library").await;
    found(&city, 3).await;
    look(&city, "library").await;
    city.fill("#library-search", "填充料 运动鞋").await;
    city.see("#library-hits mark").await;
    let hits = found(&city, 1).await;
    assert!(hits.len() == 1 && hits[0].0 == "story", "both words are in it, not in one sentence: {hits:?}");
    city.fill("#library-search", "填充料").await;
    city.see("#library-hits mark").await;
    soon("the sentence with the word is shown", async || {
        let hits = found(&city, 1).await;
        if hits.iter().all(|(_, text)| text.contains("填充料")) { Ok(()) } else { Err(format!("{hits:?}")) }
    })
    .await;
    city.click(".Chip[data-kind='basis']").await;
    city.run("const search = document.getElementById('library-search'); search.value = ''; search.dispatchEvent(new Event('input', { bubbles: true }))").await;
    let bases = found(&city, 1).await;
    assert!(bases.iter().all(|(kind, _)| kind == "basis"), "{bases:?}");
    let barriers = city.barriers().await;
    assert!(barriers.is_empty(), "{barriers:#?}");

    city.go("/archive").await;
    city.fill("#archive-search", SHARED).await;
    city.click("#archive .Card summary").await;
    city.see("[data-export='file']").await;
    look(&city, "archive").await;
    let keep = "window.saved = null; const make = URL.createObjectURL; URL.createObjectURL = blob => { blob.text().then(text => saved = text); return make(blob); }";
    city.run(keep).await;
    city.click("[data-export='file']").await;
    let file = soon("the whole file", async || match city.run("return window.saved").await {
        Value::String(text) => Ok(text),
        other => Err(other.to_string()),
    })
    .await;
    for words in [SHARED, "电线电缆", "导体电阻", "SJ2024-0014", "李慎行", "</html>"] {
        assert!(file.contains(words), "{words}: {file}");
    }
    city.go("/handbook").await;
    city.see("#handbook [data-chapter='standards']").await;
    let chapters = city.run("return document.querySelectorAll('#handbook [data-chapter]').length").await;
    assert_eq!(chapters, json!(6));
    look(&city, "handbook").await;
}
