//! The annexes on paper: in their own layout, with version and hash, without a network too.

use std::path::Path as File;

use serde_json::json;
use shared::forms::Path;
use tests::{Device, Paper, Relay, Who, cast::SHARED, eventually::soon};

const PORTRAIT: (u32, u32) = (210, 297);
const LANDSCAPE: (u32, u32) = (297, 210);

/// Prints what is open, for people to look at as well.
async fn print(device: &Device, name: &str) -> Paper {
    let paper = device.print().await;
    let file = File::new(env!("CARGO_MANIFEST_DIR")).join(format!("artifacts/paper/{name}.pdf"));
    std::fs::create_dir_all(file.parent().expect("a file in a folder")).expect("the folder of artifacts can be made");
    std::fs::write(&file, &paper.pdf).expect("a file can be written");
    paper
}

/// More of the paper than is seen at once lies beside it.
async fn is_cut(device: &Device) -> serde_json::Value {
    device.run("const papers = document.querySelector('.Papers'); return papers.scrollWidth > papers.clientWidth").await
}

/// The foot of the first paper that is shown.
async fn foot(device: &Device) -> String {
    device.see(".Paper__foot").await;
    device.run("return document.querySelector('.Paper__foot').innerText").await.as_str().unwrap_or_default().to_owned()
}

/// The hash in it.
fn hash(foot: &str) -> String {
    let hash = foot.split(|letter: char| !letter.is_ascii_hexdigit()).find(|word| word.len() == 64);
    hash.unwrap_or_else(|| panic!("no hash in {foot}")).to_owned()
}

/// [R-7.2.3.2.1-4] [R-7.2.4.1-1]
#[tokio::test]
async fn annexes_b_and_c_are_printed_as_the_standard_has_them_without_a_network_too() {
    let mut relay = Relay::start();
    let (mut li, wang) = tokio::join!(Device::of(Who::Li, &relay), Device::of(Who::Wang, &relay));
    let case = li.open(SHARED).await;
    wang.open(SHARED).await;
    let items = Path::of_text("causes.items");
    let item = items.row(&li.add_row(&items).await);
    for (cell, text) in
        [("product", "电线电缆"), ("model", "BV 2.5"), ("made", "20260105"), ("quantity", "120"), ("unit", "卷"), ("handling", "全部封存")]
    {
        li.put(&item.cell(cell), text).await;
    }
    let visits = Path::of_text("visits.records");
    let visit = visits.row(&li.add_row(&visits).await);
    for (cell, text) in [("contact", "许小文"), ("causes_status", "to_improve"), ("causes_text", "导体截面不足"), ("improvement", "暂无")]
    {
        li.put(&visit.cell(cell), text).await;
    }
    let advice = visit.cell("advice_items");
    for text in ["更换拉丝模", "每班首件检验"] {
        let row = advice.row(&li.add_row(&advice).await);
        li.put(&row.cell("text"), text).await;
    }
    li.leave().await;
    li.chip_tells("confirmed").await;
    li.is_ready_for_the_road().await;

    relay.stop();
    li.click("[data-section='causes'] [data-print='causes']").await;
    for words in [
        "表B.1  产品质量问题原因分析表",
        "规格型号",
        "生产日期/批号",
        "120 卷",
        "包括对库存不合格产品，检验机构退回的不合格样品，已出厂、销售的不合格产品的处理情况",
        "不合格原因分析（运用要因分析方法从人、机、料、法、环、测等因素逐项分析）",
        "机器、设备因素（可从以下因素分析）：",
        "是否存在运行故障",
        "质量负责人：",
    ] {
        li.read(words).await;
    }
    let here = hash(&foot(&li).await);
    let paper = print(&li, "annex-b").await;
    assert!(paper.pages.len() >= 2, "the factors begin on a page of their own: {:?}", paper.pages);
    assert!(paper.pages.iter().all(|page| *page == PORTRAIT), "{:?}", paper.pages);

    li.walk_to(&format!("{case}/print/visits")).await;
    for words in ["表C.1  质量技术帮扶工作记录表", "□已完成  ☑待改进", "☑尚未复查", "1. 更换拉丝模", "2. 每班首件检验"]
    {
        li.read(words).await;
    }
    let papers = li.run("return document.querySelectorAll('.Paper').length").await.as_u64().expect("a number");
    let paper = print(&li, "annex-c").await;
    assert!(paper.pages.len() as u64 >= papers, "each record on a page of its own: {papers} records, {:?}", paper.pages);
    relay.start_again();

    wang.walk_to(&format!("{case}/print/causes")).await;
    soon("two papers of the same content have the same hash", async || {
        let there = hash(&foot(&wang).await);
        if there == here { Ok(()) } else { Err(there) }
    })
    .await;
    for device in [&li, &wang] {
        device.resize((390, 844)).await;
        let wide = device.run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth").await;
        assert_eq!(wide, json!(true), "the phone scrolls the paper, not the page");
        assert_eq!(is_cut(device).await, json!(false), "a phone shows the whole sheet");
        device.click("#sheet-size").await;
        assert_eq!(is_cut(device).await, json!(true), "and its own size, through which the thumb goes");
    }
}

/// [R-7.2.2.2-1] [R-7.2.4.2-2] [R-7.3-2] [R-7.3-8] Of the city's papers each prints on its own format, in English too.
#[tokio::test]
async fn the_other_annexes_are_printed_each_on_its_own_paper() {
    let relay = Relay::start();
    for (language, words) in [
        ("zh-CN", ["表A.1  质量技术帮扶策划方案", "一、总体情况", "一、贵单位基本信息：", "一、企业简介"]),
        ("en", ["Table A.1  Quality and technical assistance plan", "1. Overview", "1. About your unit:", "1. The enterprise"]),
    ] {
        let city = Device::speaking(language, &relay).await;
        city.see("#sign-in-name").await;
        city.sign_in(Who::City).await;
        city.see_list().await;
        for ((kind, size), words) in
            [("plan", LANDSCAPE), ("report", PORTRAIT), ("survey", PORTRAIT), ("story", PORTRAIT)].into_iter().zip(words)
        {
            city.walk_to("/documents").await;
            city.see("[data-group='story'] li a").await;
            let address = match city
                .run(&format!("return document.querySelector(\"[data-group='{kind}'] li a\")?.getAttribute('href')"))
                .await
                .as_str()
            {
                Some(address) => address.to_owned(),
                None => city.begin(".Desk__list", kind, &[("name", "示例")]).await,
            };
            city.walk_to(&format!("{address}/print/{kind}")).await;
            city.read(words).await;
            let paper = print(&city, &format!("{kind}-{language}")).await;
            assert!(!paper.pages.is_empty() && paper.pages.iter().all(|page| *page == size), "{kind}: {:?}", paper.pages);
            hash(&foot(&city).await);
        }
    }
}
