//! Photographs, videos and papers on the device, from the camera to the relay and to others.

use std::{fs, path::PathBuf};

use serde_json::json;
use shared::forms::Path;
use tests::{
    Device, Relay, Tablet, Who,
    cast::SHARED,
    device::{Tile, size_of},
    eventually::{eventually, soon},
    sending::hash_of,
};

const ROWS: &str = "evidence.rows";

/// A new row of evidence in the shared case; its field of files.
async fn evidence(device: &Device) -> String {
    let row = device.add_row(&Path::of_text(ROWS)).await;
    format!("{ROWS}.{row}.files")
}

/// A row that another device has made.
async fn see_row(device: &Device, files: &str) {
    let row = files.trim_end_matches(".files");
    device.see(&format!("[data-row='{row}']")).await;
}

fn all_sent(count: usize) -> impl Fn(&[Tile]) -> bool {
    move |tiles| tiles.len() == count && tiles.iter().all(|tile| tile.state == "sent" && tile.is_drawn)
}

/// [R-7.2.3.3.3-1]
#[tokio::test]
async fn photographs_taken_without_a_network_survive_a_killed_browser_and_come_to_everybody() {
    let mut relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    let case = li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    relay.stop();
    li.chip_shows("offline", |chip| chip.link == "offline").await;
    let files = evidence(&li).await;
    let (one, picked) = li.photograph("一.jpg", (3000, 1500), "#c33").await;
    let (two, _) = li.photograph("二.jpg", (1200, 900), "#3c3").await;
    li.pick(&files, &[&one, &two]).await;
    li.tiles_show(&files, "both, kept", |tiles| tiles.len() == 2 && tiles.iter().all(|tile| tile.state == "kept" && tile.is_drawn)).await;
    li.kill();

    li.start(&case).await;
    see_row(&li, &files).await;
    let kept = |tiles: &[Tile]| tiles.len() == 2 && tiles.iter().all(|tile| tile.state == "kept" && tile.is_drawn && tile.hash.is_some());
    li.tiles_show(&files, "both after the kill", kept).await;
    let (three, _) = li.photograph("三.jpg", (800, 600), "#33c").await;
    li.pick(&files, &[&three]).await;
    li.tiles_show(&files, "three", |tiles| tiles.len() == 3 && tiles.iter().all(|tile| tile.is_drawn)).await;
    li.chip_shows("three files wait", |chip| chip.files == 3).await;

    relay.start_again();
    let tiles = li.tiles_show(&files, "three at the relay", all_sent(3)).await;
    li.chip_shows("nothing waits", |chip| chip.files == 0 && chip.state == "confirmed").await;
    let first = tiles.iter().find(|tile| tile.name == "一.jpg").expect("the first stands beside the others");

    let sent = relay.hand(Who::Wang).file(first.hash.expect("named"), &[]).body;
    assert_eq!(size_of(&sent), (1024, 2048), "upright, and no larger than it must be");
    assert!(!sent.windows(4).any(|four| four == b"Exif" || four == b"GPS\0"), "what the camera wrote beside the picture stays");
    let mut tablet = Tablet::of(Who::Wang, &relay);
    tablet.open(SHARED);
    let marks = tablet.marks(&files);
    let text = marks.iter().find(|(hash, _)| *hash == first.hash.expect("named").to_hex()).map(|(_, text)| text.clone());
    assert_eq!(text, Some(format!("一.jpg\noriginal={}", hash_of(&picked).to_hex())), "the hash of the original is fixed");

    let mut wang = Device::of(Who::Wang, &relay).await;
    let case = wang.open(SHARED).await;
    see_row(&wang, &files).await;
    wang.tiles_show(&files, "three for Wang", all_sent(3)).await;
    wang.is_ready_for_the_road().await;
    relay.stop();
    wang.restart(&case).await;
    see_row(&wang, &files).await;
    wang.tiles_show(&files, "three for Wang without a network", all_sent(3)).await;
}

#[tokio::test]
async fn a_video_goes_on_where_it_was_when_the_relay_was_killed_in_the_middle() {
    const LENGTH: usize = 48 << 20;
    let mut relay = Relay::start();
    let li = Device::of(Who::Li, &relay).await;
    li.open(SHARED).await;
    let files = evidence(&li).await;
    let video = video(LENGTH);
    let path = li.file("巡检.mp4", &video);
    li.pick(&files, &[&path]).await;
    let (upload, there) = eventually("a part has arrived", || under_way(&relay).filter(|(_, there)| *there > 0));
    relay.kill();
    let there = fs::metadata(&upload).map_or(there, |about| about.len());
    assert!(there < LENGTH as u64, "killed in the middle");
    li.write("causes.problem", "上传时照常填写。").await;
    relay.start_again();
    li.tiles_show(&files, "sent", |tiles| {
        if let Ok(about) = fs::metadata(&upload) {
            assert!(about.len() >= there, "it began anew");
        }
        tiles.len() == 1 && tiles[0].state == "sent"
    })
    .await;
    assert_eq!(relay.hand(Who::Li).file(hash_of(&video), &[]).body, video);
}

/// [R-7.2.3.3.3-1]
#[tokio::test]
async fn a_video_has_its_picture_in_the_list_here_and_at_a_colleagues_and_keeps_it_without_a_network() {
    let mut relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    let case = li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    let files = evidence(&li).await;
    relay.stop();
    let path = li.video("拉丝.webm", "#c33").await;
    li.pick(&files, &[&path]).await;
    li.tiles_show(&files, "the video's picture", |tiles| tiles.len() == 1 && tiles[0].is_drawn).await;
    relay.start_again();
    li.tiles_show(&files, "sent", |tiles| tiles.len() == 1 && tiles[0].state == "sent").await;
    let mut wang = Device::of(Who::Wang, &relay).await;
    wang.go(&case).await;
    see_row(&wang, &files).await;
    wang.tiles_show(&files, "the picture at a colleague's", |tiles| tiles.len() == 1 && tiles[0].is_drawn).await;
    wang.is_ready_for_the_road().await;
    relay.stop();
    wang.restart(&case).await;
    see_row(&wang, &files).await;
    wang.tiles_show(&files, "the picture without a network", |tiles| tiles.len() == 1 && tiles[0].is_drawn).await;
}

/// The upload that is under way, and how many bytes of it have arrived.
fn under_way(relay: &Relay) -> Option<(PathBuf, u64)> {
    let files = fs::read_dir(relay.folder().join("uploads")).ok()?.flatten();
    let file = files.map(|entry| entry.path()).find(|path| path.extension().is_none())?;
    let length = fs::metadata(&file).ok()?.len();
    Some((file, length))
}

fn video(length: usize) -> Vec<u8> {
    let head = b"\0\0\0\x18ftypmp42\0\0\0\0isommp42".iter().copied();
    let pixels = (0..length).map(|at| (at.wrapping_mul(2_654_435_761) >> 7).to_le_bytes()[0]);
    head.chain(pixels).take(length).collect()
}

#[tokio::test]
async fn what_is_not_taken_says_why_and_what_to_do() {
    let relay = Relay::start();
    let li = Device::of(Who::Li, &relay).await;
    li.open(SHARED).await;
    let files = evidence(&li).await;
    let text = li.file("说明.txt", "不是照片".as_bytes());
    let empty = li.file("空.jpg", b"");
    let (photo, _) = li.photograph("一.jpg", (800, 600), "#c33").await;
    let large = li.file("大.jpg", b"\xff\xd8\xff\xe0");
    fs::File::options().write(true).open(&large).and_then(|file| file.set_len(41 << 20)).expect("a file can be long");
    li.pick(&files, &[&text, &empty, &large, &photo]).await;
    for why in ["wrong_kind", "empty", "too_large"] {
        li.see(&format!("[data-path='{files}'] [data-why='{why}']")).await;
    }
    li.read("没有收下“说明.txt”").await;
    li.tiles_show(&files, "the photograph", all_sent(1)).await;
}

#[tokio::test]
async fn a_browser_that_ends_the_page_behind_the_camera_leads_back_and_says_what_is_missing() {
    let relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    let files = evidence(&li).await;
    li.chip_tells("confirmed").await;
    // The chooser itself belongs to the system; the page hears of it by this event.
    let camera = format!("[id='{}-camera']", files.replace('.', "-"));
    li.see(&camera).await;
    li.run(&format!("document.querySelector({}).dispatchEvent(new Event('click'))", json!(camera))).await;
    soon("the place is remembered", async || {
        let asked = li.run_async(REMEMBERED).await;
        if asked == json!(1) { Ok(()) } else { Err(asked.to_string()) }
    })
    .await;
    li.restart("/").await;
    li.see("#interrupted").await;
    li.click("#interrupted a").await;
    see_row(&li, &files).await;
    soon("the person stands where the camera was opened", async || {
        let at = li.run("return document.activeElement?.closest('[data-path]')?.dataset.path ?? ''").await;
        if at == json!(files) { Ok(()) } else { Err(at.to_string()) }
    })
    .await;
    let (photo, _) = li.photograph("再拍.jpg", (800, 600), "#c33").await;
    li.pick(&files, &[&photo]).await;
    li.tiles_show(&files, "the photograph", all_sent(1)).await;
    li.restart("/").await;
    li.see_list().await;
    assert_eq!(li.run("return document.querySelector('#interrupted')").await, json!(null));
}

/// How many places the device remembers for the camera.
const REMEMBERED: &str = "indexedDB.databases().then(all => {
    const name = all.map(one => one.name).find(name => name.startsWith('liandong-files-'));
    const open = indexedDB.open(name);
    open.onsuccess = () => {
        const count = open.result.transaction('place').objectStore('place').count();
        count.onsuccess = () => { open.result.close(); done(count.result); };
    };
})";

#[tokio::test]
async fn what_waits_is_told_where_work_stands_and_a_removed_photograph_leaves_the_grid() {
    let mut relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    let case = li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    let files = evidence(&li).await;
    li.chip_tells("confirmed").await;
    relay.stop();
    let (photo, _) = li.photograph("一.jpg", (800, 600), "#c33").await;
    li.pick(&files, &[&photo]).await;
    li.tiles_show(&files, "kept", |tiles| tiles.len() == 1 && tiles[0].hash.is_some()).await;
    li.walk_to("/status").await;
    li.see("#files[data-waiting='1'] [data-file]").await;
    li.read("还有 1 个待上传").await;
    relay.start_again();
    li.see("#files[data-waiting='0']").await;
    li.walk_to(&case).await;
    see_row(&li, &files).await;
    li.tiles_show(&files, "sent", all_sent(1)).await;
    li.click(&format!("[data-path='{files}'] .Photo__open")).await;
    soon("it is shown large", async || {
        let width = li.run("return document.querySelector('dialog[open] img')?.naturalWidth ?? 0").await;
        if width.as_u64() > Some(0) { Ok(()) } else { Err(width.to_string()) }
    })
    .await;
    li.click("dialog[open] .Dialog__head button").await;
    li.click(&format!("[data-path='{files}'] .Photo__foot button")).await;
    li.tiles_show(&files, "nothing", <[Tile]>::is_empty).await;
}
