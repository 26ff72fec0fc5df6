//! An officer at the municipal bureau looks at what all the cases add up to: every number opens what it counted, a district narrows
//! all of them, and without a network the same numbers stand there.

use serde_json::json;
use tests::{Device, Relay, Who};

/// The number of a figure, and how many records its fold says and lists.
async fn figure(device: &Device, code: &str) -> (String, u64) {
    let of = format!("[data-figure='{code}']");
    device.see(&of).await;
    // The card may just be drawn anew: the number and its records are read in one go.
    let script = format!(
        "const at = document.querySelector(\"{of}\"); const fold = at.querySelector('details'); if (fold && !fold.open) fold.querySelector('summary').click();
         return [at.querySelector('.Figure__number').innerText, at.querySelectorAll('.Records__list li').length]"
    );
    tests::eventually::soon("the records", async || {
        let read = device.run(&script).await;
        let (number, records) = (read[0].as_str().expect("a number").to_owned(), read[1].as_u64().expect("a number"));
        if number == "0" || records > 0 { Ok((number, records)) } else { Err("none yet".to_owned()) }
    })
    .await
}

/// What the map says of each district.
async fn tiles(device: &Device) -> Vec<(String, u64)> {
    let read = "return [...document.querySelectorAll('.CityMap__tile')].map(tile => [tile.dataset.district, Number(tile.querySelector('.CityMap__number').innerText)])";
    let found = device.run(read).await;
    let one = |tile: &serde_json::Value| (tile[0].as_str().expect("a district").to_owned(), tile[1].as_u64().expect("a number"));
    found.as_array().expect("tiles").iter().map(one).collect()
}

/// [R-4.4-1] [R-4.4-2] [R-5.3-3] [R-7.2.4.2-2] [R-7.4-3] [R-7.4-4]
#[tokio::test]
async fn every_number_opens_what_it_counted_and_a_district_narrows_them_all() {
    let mut relay = Relay::start();
    let mut city = Device::of(Who::City, &relay).await;
    city.go("/figures").await;
    let (batches, listed) = figure(&city, "batches").await;
    assert_eq!(batches, listed.to_string(), "each batch counted is a case listed");
    assert_ne!(batches, "0", "the demo city has started cases this year");

    let everywhere = tiles(&city).await;
    assert_eq!(everywhere.len(), 6);
    let (district, failing) = everywhere.iter().find(|(_, n)| *n > 0).expect("some district has failing products").clone();
    let stages =
        "return [...document.querySelectorAll('[data-stage] .BarLine__number')].reduce((sum, one) => sum + Number(one.innerText), 0)";
    let all_open = city.run(stages).await;
    for size in [(1440, 900), (1024, 1366), (390, 844)] {
        for is_dark in [false, true] {
            city.picture("figures-zh-CN", size, is_dark).await;
        }
    }
    city.resize((1440, 900)).await;

    city.click(&format!("[data-district='{district}'] .CityMap__name")).await;
    city.see(&format!("[data-district='{district}'][aria-pressed='true']")).await;
    let (narrowed, listed) = tests::eventually::soon("the figures are the district's", async || {
        let figure = figure(&city, "batches").await;
        if figure.0 == batches { Err(figure.0) } else { Ok(figure) }
    })
    .await;
    assert_eq!(narrowed, listed.to_string());
    assert!(narrowed.parse::<u64>().expect("a number") < batches.parse().expect("a number"), "{narrowed} of {batches}");
    assert!(city.run(stages).await.as_u64() < all_open.as_u64());
    assert_eq!(tiles(&city).await, everywhere, "the map goes on showing the whole city");
    let table = city.run("return [...document.querySelectorAll('.Table tbody tr')].length").await;
    assert!(table.as_u64() > Some(0) && failing > 0, "the table beneath has the same cases: {table}");

    city.click("[data-figure='batches'] .Records__list a").await;
    city.see(".CaseHead").await;

    city.is_ready_for_the_road().await;
    relay.stop();
    city.go("/figures").await;
    assert_eq!(figure(&city, "batches").await.0, batches, "without a network as with one");
    let wide = city.run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth").await;
    assert_eq!(wide, json!(true), "nothing is wider than the screen");
}

#[tokio::test]
async fn an_expert_has_no_tab_for_figures() {
    let relay = Relay::start();
    let li = Device::of(Who::Li, &relay).await;
    li.see_list().await;
    assert!(!li.has("nav [href='/figures']").await);
    let city = Device::of(Who::City, &relay).await;
    city.see("nav [href='/figures']").await;
}
