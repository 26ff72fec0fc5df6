//! Two experts hand a case to each other in a hall without network: by file, by QR codes, with photographs.

use std::{fs, path::PathBuf};

use serde_json::json;
use shared::{forms::Path, sync::handing::series::Series};
use tests::{
    Device, Relay, Who,
    cast::SHARED,
    device::Tile,
    eventually::{eventually, soon},
};

use crate::HEAD;

const STOCK: &str = "causes.stock";
const SIZES: [(u32, u32); 3] = [(390, 844), (1024, 768), (1440, 900)];

/// Two experts with the case on their devices; the relay is gone, and each knows the other's device.
async fn apart(relay: &mut Relay) -> ([Device; 2], String) {
    let mut devices = [Device::of(Who::Li, relay).await, Device::of(Who::Wang, relay).await];
    let mut case = String::new();
    for device in &mut devices {
        case = device.open(SHARED).await;
        device.is_ready_for_the_road().await; // Opened anew, it hears which devices the relay knows.
    }
    relay.stop();
    for device in &devices {
        device.chip_shows("offline", |chip| chip.link == "offline").await;
    }
    (devices, case)
}

/// Makes a file of the open case and saves it as a person does.
async fn saved(device: &Device, what: &str) -> PathBuf {
    let folder = device.folder("downloads");
    device.command("Browser.setDownloadBehavior", json!({ "behavior": "allow", "downloadPath": folder })).await;
    let before = files_in(&folder);
    device.see("#hand-who").await;
    device.click(what).await;
    device.click("#hand-make").await;
    device.see("#hand-made").await;
    device.click("#hand-save").await;
    eventually("the file is saved", || files_in(&folder).into_iter().find(|file| !before.contains(file)))
}

/// Whole files; what the browser still writes ends otherwise.
fn files_in(folder: &std::path::Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path());
    files.filter(|file| file.to_string_lossy().ends_with(".liandong")).collect()
}

async fn receive(device: &Device, file: &std::path::Path) {
    if device.run("return location.pathname").await != json!("/receive") {
        device.walk_to("/receive").await;
    }
    let input = device.see("#handed").await;
    input.send_keys(file.display().to_string()).await.expect("an input takes files");
}

async fn sit(device: &Device, name: &str) {
    for size in SIZES {
        for is_dark in [false, true] {
            device.picture(name, size, is_dark).await;
        }
    }
    device.resize((1024, 900)).await;
}

#[tokio::test]
async fn a_case_with_its_photographs_goes_from_one_tablet_to_the_other_while_the_relay_is_gone() {
    let mut relay = Relay::start();
    let ([li, wang], case) = apart(&mut relay).await;
    li.write(HEAD, "陈经理").await;
    let row = li.add_row(&Path::of_text("evidence.rows")).await;
    let files = format!("evidence.rows.{row}.files");
    let (photo, _) = li.photograph("一.jpg", (1600, 1200), "#c33").await;
    li.pick(&files, &[&photo]).await;
    li.tiles_show(&files, "kept and named", |tiles| tiles.len() == 1 && tiles[0].hash.is_some() && tiles[0].is_drawn).await;
    li.walk_to(&format!("{case}/hand")).await;
    li.read("王静仪").await;
    sit(&li, "hand-zh-CN").await;
    let file = saved(&li, "#hand-whole").await;
    sit(&li, "hand-made-zh-CN").await;

    receive(&wang, &file).await;
    wang.see("#received").await;
    wang.read("收到 李慎行 交来的材料").await;
    sit(&wang, "received-zh-CN").await;
    wang.click("#received-open").await;
    wang.reads(HEAD, "陈经理").await;
    wang.see("[data-handed]").await;
    wang.tiles_show(&files, "Li's photograph", |tiles: &[Tile]| tiles.len() == 1 && tiles[0].is_drawn).await;
    sit(&wang, "handed-zh-CN").await;
    receive(&wang, &file).await;
    wang.read("这些内容本机都已有，没有变化。").await;
    wang.walk_to(&case).await;
    wang.write(STOCK, "已封存，王工看过。").await;

    relay.start_again();
    wang.chip_shows("all of it is at the relay", |chip| chip.state == "confirmed" && chip.link == "online").await;
    soon("nothing waits that was handed over", async || if wang.has("[data-handed]").await { Err("it waits".to_owned()) } else { Ok(()) })
        .await;
    li.walk_to(&case).await;
    li.chip_shows("Li finds it confirmed", |chip| chip.state == "confirmed" && chip.link == "online" && chip.waiting() == 0).await;
    li.reads(STOCK, "已封存，王工看过。").await;
    assert!(!li.has("#refused").await);
}

#[tokio::test]
async fn changes_go_over_as_qr_codes_and_what_is_no_good_file_says_why() {
    let mut relay = Relay::start();
    let ([li, wang], case) = apart(&mut relay).await;
    li.write(HEAD, "陈经理").await;
    wang.walk_to("/receive").await;
    wang.see(".Qr").await;
    assert!(wang.has("[data-scan='none']").await, "this browser reads no codes, and says so");
    let code = wang.run("return document.querySelector('#own-code').textContent").await;
    assert_eq!(read_code(&wang, ".Qr").await.as_deref(), code.as_str(), "what is shown as a picture is what is shown as text");

    li.walk_to(&format!("{case}/hand")).await;
    li.click(".Hand__more summary").await;
    li.fill("#hand-code", code.as_str().expect("a text")).await;
    li.click("#hand-who").await;
    li.read("王静仪 · 当面添加").await;
    let file = saved(&li, "#hand-changes").await;
    li.click("#hand-codes").await;
    li.see("dialog[open] .Qr").await;
    li.click("#codes-halt").await;
    sit(&li, "codes-zh-CN").await;
    let mut series = Series::default();
    while series.file().is_none() {
        let text = read_code(&li, "dialog[open] .Qr").await.expect("a code that a reader reads");
        assert!(series.see(&text), "{text}");
        li.click("#codes-next").await;
    }
    let bytes = fs::read(&file).expect("the file was saved");
    assert_eq!(series.file(), Some(bytes.clone()), "the codes are the file");

    for (name, content, flaw) in [
        ("说明.txt", "不是联动的文件".as_bytes().to_vec(), "not_ours"),
        ("半个.liandong", bytes[..bytes.len() - 7].to_vec(), "damaged"),
        ("改过.liandong", bent(&bytes), "damaged"),
        ("新版.liandong", [&bytes[..8], &[9], &bytes[9..]].concat(), "newer"),
    ] {
        receive(&wang, &wang.file(name, &content)).await;
        wang.see(&format!("[data-flaw='{flaw}']")).await;
    }
    sit(&wang, "not-taken-zh-CN").await;
    receive(&wang, &wang.file("好的.liandong", &bytes)).await;
    wang.see("#received[data-new='1']").await;
    wang.click("#received-open").await;
    wang.reads(HEAD, "陈经理").await;
}

/// One bit of its last byte is another.
fn bent(bytes: &[u8]) -> Vec<u8> {
    let mut bent = bytes.to_vec();
    *bent.last_mut().expect("a file is not empty") ^= 1;
    bent
}

/// What a reader reads in a QR code on the page, from its modules as they are drawn.
async fn read_code(device: &Device, css: &str) -> Option<String> {
    const SCALE: usize = 4;
    let script = format!(
        "const code = document.querySelector({}); return [code.viewBox.baseVal.width, code.querySelector('.Qr__dark').getAttribute('d')]",
        json!(css)
    );
    let (side, path): (usize, String) = serde_json::from_value(device.run(&script).await).ok()?;
    let mut dark = vec![false; side * side];
    for run in path.split('M').filter(|run| !run.is_empty()) {
        let numbers: Vec<usize> = run.split([' ', 'h', 'v']).take(3).filter_map(|number| number.parse().ok()).collect();
        let [x, y, length] = numbers[..] else { panic!("{run}") };
        dark[y * side + x..y * side + x + length].fill(true);
    }
    let pixel = |x: usize, y: usize| if dark[y / SCALE * side + x / SCALE] { 0 } else { 255 };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(side * SCALE, side * SCALE, pixel);
    let grids = image.detect_grids();
    grids.first()?.decode().ok().map(|(_, text)| text)
}
