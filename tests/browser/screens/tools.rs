//! The quality tools on what was counted and measured in a case: entered or pasted on a tablet, drawn at once, the same for a colleague.

use serde_json::json;
use shared::forms::Path;
use tests::{Device, Relay, Who, cast::SHARED, eventually::soon};

/// Ten flow rates of the NIST/SEMATECH e-Handbook, 6.3.2.2, of which the limits are known.
const FLOW: &str = "49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1";

/// [R-7.2.1.5-3]
#[tokio::test]
async fn what_is_counted_and_measured_is_drawn_for_everybody() {
    let relay = Relay::start();
    let (li, wang) = tokio::join!(Device::of(Who::Li, &relay), Device::of(Who::Wang, &relay));
    li.open(SHARED).await;
    wang.open(SHARED).await;
    let tally = Path::of_text("evidence.tally");
    for (what, layer, count) in [("导体电阻", "早班", "12"), ("绝缘厚度", "早班", "8"), ("导体电阻", "晚班", "30")] {
        let row = tally.row(&li.add_row(&tally).await);
        for (cell, text) in [("what", what), ("layer", layer), ("count", count)] {
            li.put(&row.cell(cell), text).await;
        }
    }
    let series = Path::of_text("evidence.series");
    for (name, kind, values) in [("流量", "values", FLOW), ("温度与电阻", "pairs", "20 12.1\n25 12.3\n30 12.6\n35 12.7")] {
        let row = series.row(&li.add_row(&series).await);
        li.put(&row.cell("name"), name).await;
        li.put(&row.cell("kind"), kind).await;
        li.put(&row.cell("upper"), "53").await;
        li.put(&row.cell("values"), values).await;
    }
    li.leave().await;
    for device in [&li, &wang] {
        for words in [
            "共 50 次，2 个项目；最多的是“导体电阻”，占 84.0%",
            "n = 10，平均值 50.81",
            "高于上规格限 1 个",
            "控制上限 55.8，控制下限 45.82",
            "4 对，相关系数 r = 0.984",
        ] {
            device.read(words).await;
        }
        for chart in ["pareto", "layers", "histogram", "control", "scatter"] {
            device.see(&format!("[data-chart='{chart}']")).await;
        }
    }
    for size in [(390, 844), (1024, 1366), (1440, 900)] {
        for (name, css) in
            [("tools-counts", "#tools"), ("tools-values", "[data-chart='histogram']"), ("tools-control", "[data-chart='control']")]
        {
            li.resize(size).await;
            li.run(&format!("document.querySelector(\"{css}\").scrollIntoView({{ block: 'start', behavior: 'instant' }})")).await;
            li.picture(name, size, false).await;
        }
    }
    let wide = li.run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth").await;
    assert_eq!(wide, json!(true), "nothing is wider than the screen");
}

/// Waits until a part of the page is in sight.
async fn is_in_sight(device: &Device, css: &str) {
    let script = format!(
        "const box = document.querySelector(\"{css}\").getBoundingClientRect();
         return box.top < innerHeight * 0.6 && box.bottom > 0"
    );
    soon(&format!("{css} is in sight"), async || {
        let seen = device.run(&script).await;
        if seen == json!(true) { Ok(()) } else { Err(seen.to_string()) }
    })
    .await;
}

/// [R-6.1-1] [R-6.2-1]
#[tokio::test]
async fn the_two_wheels_and_the_nine_stages_lead_to_the_work() {
    let relay = Relay::start();
    let tongan = Device::of(Who::Tongan, &relay).await;
    tongan.open(SHARED).await;
    tongan.click(".Wheels > summary").await;
    for wheel in ["supervision", "assistance"] {
        tongan.see(&format!("[data-wheel='{wheel}'] li:nth-child(3) button")).await;
    }
    for (size, is_dark) in [((390, 844), true), ((1024, 768), false), ((1440, 900), false)] {
        tongan.resize(size).await;
        tongan.run("document.querySelector('.Track').scrollIntoView({ block: 'start', behavior: 'instant' })").await;
        tongan.picture("wheels", size, is_dark).await;
    }
    tongan.click("[data-wheel='assistance'] li:nth-child(2) button").await;
    is_in_sight(&tongan, "[data-section='causes']").await;
    for (station, section) in [(1, "intake"), (2, "measures"), (5, "investigation"), (6, "visits"), (7, "rectification")] {
        tongan.click(&format!(".Track__station:nth-child({station}) .Track__go")).await;
        is_in_sight(&tongan, &format!("[data-section='{section}']")).await;
    }
}
