//! An officer takes in the lists of two laboratories: one in an old encoding with headings of its own, one a workbook with two sheets; with
//! the relay and without it. What is wrong with a row is told there, and colleagues see the cases.

use std::path::Path;

use serde_json::{Value, json};
use tests::{Device, Relay, Who, eventually::soon};

const CSV: &[u8] = include_bytes!("../../harness/lists/list-gb18030.csv");
const XLSX: &[u8] = include_bytes!("../../harness/lists/list.xlsx");
const XLS: &[u8] = include_bytes!("../../harness/lists/list.xls");
const SIZES: [(u32, u32); 3] = [(1440, 900), (1024, 768), (390, 844)];

async fn pick(device: &Device, name: &str, bytes: &[u8]) {
    let file = device.file(name, bytes);
    let input = device.see("#import-file").await;
    input.send_keys(Path::display(&file).to_string()).await.expect("an input takes files");
}

/// Each row by its number: whether it is taken, and what is told of it.
async fn rows(device: &Device) -> Vec<(String, String, Vec<String>)> {
    device.see(".Import__row").await;
    let read = "return [...document.querySelectorAll('.Import__row')].map(row => [row.dataset.row, row.dataset.taken,
        [...row.querySelectorAll('[data-flaw]')].map(flaw => flaw.dataset.flaw)])";
    serde_json::from_value(device.run(read).await).expect("rows")
}

/// Puts a value into a control as a hand does that leaves it afterwards.
async fn put(device: &Device, css: &str, value: &str) {
    device.see(css).await;
    let put = format!(
        "const control = document.querySelector({}); control.value = {}; control.dispatchEvent(new Event('change', {{ bubbles: true }}))",
        json!(css),
        json!(value)
    );
    device.run(&put).await;
}

async fn stands(device: &Device, state: &str) {
    device.see(&format!("#import-progress[data-state='{state}']")).await;
}

/// The list of cases has this enterprise.
async fn is_listed(device: &Device, enterprise: &str) {
    device.go("/").await;
    device.see_list().await;
    device.fill("#cases-search", enterprise).await;
    device.read(enterprise).await;
}

async fn look(device: &Device, name: &str) {
    for size in SIZES {
        for is_dark in [false, true] {
            device.picture(&format!("import-{name}"), size, is_dark).await;
            let overflow = device.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth").await;
            assert_eq!(overflow, json!(0), "{name} at {size:?}: nothing is wider than the screen");
        }
    }
    device.resize((1440, 900)).await;
}

/// [R-7.2.2.1-1] [R-4.3-1]
#[tokio::test]
async fn two_lists_become_cases_with_the_relay_and_without_it() {
    let mut relay = Relay::start();
    let mut city = Device::of(Who::City, &relay).await;
    city.see_list().await;
    city.click(".ImportWay").await;
    city.see("#import-file").await;
    look(&city, "pick").await;
    pick(&city, "不合格.csv", CSV).await;
    let told = rows(&city).await;
    let expected = [
        ("2", "true", vec!["new_enterprise"]),
        ("3", "true", vec!["new_enterprise"]),
        ("4", "false", vec!["duplicate"]),
        ("5", "false", vec!["refused"]),
        ("6", "false", vec!["refused", "new_enterprise", "unread"]),
        ("7", "false", vec!["passed", "new_enterprise", "unread"]),
    ];
    let expected = expected.map(|(row, taken, flaws)| (row.to_owned(), taken.to_owned(), flaws.into_iter().map(str::to_owned).collect()));
    assert_eq!(told, expected, "{}", city.page().await);
    city.read("厦门测试甲有限公司").await;
    look(&city, "rows").await;

    put(&city, "#import-column-9", "found_by").await;
    put(&city, "#import-authority", "示例质检院").await;
    city.click("[data-row='6'] summary").await;
    put(&city, "#import-5-district", "jimei").await;
    city.see("[data-row='6'][data-taken='true']").await;
    look(&city, "details").await;
    let barriers = city.barriers().await;
    assert!(barriers.is_empty(), "{barriers:#?}");

    city.is_ready_for_the_road().await;
    relay.stop();
    city.chip_shows("offline", |chip| chip.link == "offline").await;
    city.go("/import").await;
    city.see("[data-row='6'][data-taken='true']").await;
    let kept =
        city.run("return [document.querySelector('#import-column-9').value, document.querySelector('#import-authority').value]").await;
    assert_eq!(kept, json!(["found_by", "示例质检院"]), "the list waits as it was left");
    city.click("#import-start").await;
    stands(&city, "saved").await;
    look(&city, "saved").await;
    let keep = "window.saved = null; const make = URL.createObjectURL; URL.createObjectURL = blob => { blob.arrayBuffer().then(bytes => saved = [...new Uint8Array(bytes)]); return make(blob); }";
    city.run(keep).await;
    city.click("#import-save-left").await;
    let saved = soon("the rows that were left", async || match city.run("return window.saved").await {
        Value::Null => Err("nothing yet".to_owned()),
        bytes => Ok(serde_json::from_value::<Vec<u8>>(bytes).expect("bytes")),
    })
    .await;
    let saved = String::from_utf8(saved).expect("UTF-8");
    assert!(saved.starts_with("\u{feff}企业名称,") && saved.lines().count() == 4, "{saved}");
    assert!(saved.contains("SJ2024-0014") && saved.contains("可能重复") && saved.contains("缺少：经营主体"), "{saved}");

    is_listed(&city, "厦门测试丙有限公司").await; // Without a network.
    relay.start_again();
    city.chip_shows("nothing waits", |chip| chip.state == "confirmed" && chip.waiting() == 0).await;
    city.go("/import").await;
    stands(&city, "confirmed").await;
    let huli = Device::of(Who::Huli, &relay).await;
    huli.open("厦门测试乙有限公司").await;
    huli.reads("intake.made", "2024年5月").await;
    huli.reads("intake.found_by", "质量科").await;
    huli.shows("intake.note", "what no field takes", |note| note.contains("现场封样")).await;

    city.click("#import-finish").await;
    pick(&city, "名单.xlsx", XLSX).await;
    city.click("[data-sheet='1']").await;
    let taken: Vec<String> = rows(&city).await.into_iter().map(|(_, taken, _)| taken).collect();
    assert_eq!(taken, ["true", "true"]);
    relay.stop();
    city.chip_shows("offline", |chip| chip.link == "offline").await;
    city.click("#import-start").await;
    stands(&city, "saved").await;
    relay.start_again();
    stands(&city, "confirmed").await;
    let haicang = Device::of(Who::Haicang, &relay).await;
    haicang.open("厦门测试戊有限公司").await;
    haicang.reads("intake.report_no", "202406030001").await;
    haicang.reads("intake.sampled_on", "2024-06-03").await;

    city.click("#import-finish").await;
    pick(&city, "再来.csv", CSV).await;
    city.see(".Import__row").await;
    let remembered =
        city.run("return [document.querySelector('#import-column-9').value, document.querySelector('#import-authority').value]").await;
    assert_eq!(remembered, json!(["found_by", "示例质检院"]), "what the columns of this authority mean");
    let twice = rows(&city).await;
    assert!(twice[0].2.contains(&"duplicate".to_owned()) && twice[0].1 == "false", "{twice:?}");
}

/// [R-7.2.2.1-1]
#[tokio::test]
async fn an_old_workbook_a_pasted_table_and_what_is_none() {
    let relay = Relay::start();
    let tongan = Device::of(Who::Tongan, &relay).await;
    tongan.go("/import").await;
    pick(&tongan, "照片.xlsx", b"PK\x03\x04 but no workbook").await;
    tongan.see("[data-unreadable='broken']").await;
    pick(&tongan, "旧.xls", XLS).await;
    tongan.read("厦门测试庚有限公司").await;
    tongan.click("[data-way='another']").await;
    tongan.click("[data-way='another']").await;
    tongan.see("#import-file").await;
    tongan.run("document.querySelector('#import-paste').closest('details').open = true").await;
    put(&tongan, "#import-paste", "受检单位\t产品名称\t报告编号\n厦门粘贴有限公司\t电线\tZT-1\n").await;
    tongan.click("#import-paste-take").await;
    tongan.read("厦门粘贴有限公司").await;
    tongan.click("#import-start").await;
    stands(&tongan, "confirmed").await;
    is_listed(&tongan, "厦门粘贴有限公司").await;
    let expert = Device::of(Who::Li, &relay).await;
    expert.see_list().await;
    assert!(!expert.has(".ImportWay").await, "who may open no case imports no list");
}
