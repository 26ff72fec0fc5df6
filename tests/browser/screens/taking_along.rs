//! What people take along: annexes and the handbook as texts, the archive and the catalogue as tables; and what stays on the device for where
//! there is no network.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use serde_json::{Value, json};
use shared::{forms::Path, workflow::Act};
use tests::{Device, Relay, Saved, Who, cast::SHARED, eventually::soon, part_of};

/// The rows of the first table of a workbook, as a spreadsheet program reads it.
fn rows(saved: &Saved) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(saved.bytes.clone())).expect("a workbook");
    let (_, range) = book.worksheets().into_iter().next().expect("a table");
    range.rows().map(<[Data]>::to_vec).collect()
}

async fn look(device: &Device, name: &str) {
    for (size, is_dark) in [((1440, 900), false), ((1024, 768), true), ((390, 844), false)] {
        device.picture(name, size, is_dark).await;
    }
    device.resize((1440, 900)).await;
}

/// [R-7.2.3.2.1-4] [R-7.4-5] [R-7.4-1]
#[tokio::test]
async fn annexes_are_saved_as_texts_and_lists_as_tables_without_a_network() {
    let mut relay = Relay::start();
    let mut city = Device::of(Who::City, &relay).await;
    let case = city.open(SHARED).await;
    city.is_ready_for_the_road().await;
    relay.stop();

    city.walk_to(&format!("{case}/print/causes")).await;
    city.see(".Paper").await;
    let hash = city.run("return document.querySelector('.Paper__foot').innerText").await;
    let hash = hash.as_str().expect("a foot").split_whitespace().last().expect("a hash").to_owned();
    let saved = city.save("#save-docx").await;
    assert!(saved.name.ends_with(".docx"), "{}", saved.name);
    let text = part_of(&saved.bytes, "word/document.xml");
    for words in ["表B.1  产品质量问题原因分析表", "机器、设备因素（可从以下因素分析）：", "质量负责人："]
    {
        assert!(text.contains(words), "{words}");
    }
    assert!(part_of(&saved.bytes, "word/footer1.xml").contains(&hash), "the same hash as on paper");

    city.go("/archive").await;
    city.fill("#archive-search", SHARED).await;
    city.see("#archive .Card").await;
    let saved = city.save("#archive-table").await;
    let rows = rows(&saved);
    assert_eq!(rows[0][..4], ["企业", "产品类别", "产品", "报告编号"].map(|text| Data::String(text.to_owned())));
    assert!(rows[1..].iter().all(|row| row[0] == Data::String(SHARED.to_owned())), "{rows:?}");
    assert!(rows.iter().flatten().any(|cell| matches!(cell, Data::DateTime(_))), "days are days: {rows:?}");

    city.go("/library").await;
    city.see("#library-hits > li").await;
    let saved = city.save("#library-table").await;
    assert!(self::rows(&saved).len() > 2);
}

/// [R-7.4-2] [R-7.2.4.2-3] A practice of a report becomes an entry of the handbook, which is printed and saved chapter by chapter.
#[tokio::test]
async fn a_practice_of_a_report_goes_into_the_handbook_which_is_printed_and_saved() {
    let relay = Relay::start();
    let city = Device::of(Who::City, &relay).await;
    city.go("/documents").await;
    city.begin("main", "report", &[("name", "2026年工作总结")]).await;
    let practices = Path::of_text("report.practices");
    let row = practices.row(&city.add_row(&practices).await);
    city.put(&row.cell("title"), "首件检验三方确认").await;
    city.put(&row.cell("text"), "质检、工艺、班组同时签字，再开机。").await;
    city.leave().await;
    city.chip_tells("confirmed").await;

    city.go("/handbook").await;
    city.read("首件检验三方确认").await;
    look(&city, "handbook-drafts").await;
    city.click("#handbook-waiting [data-draft=''] button").await;
    city.see("[data-section='handbook']").await;
    city.complete("handbook", &[("industry", "电线电缆"), ("chapter", "process")]).await;
    city.act(Act::Publish, &[]).await;
    city.counts(Act::Publish).await;

    city.go("/handbook").await;
    city.see("[data-chapter='process'] [data-entry]").await;
    let waiting = city.run("return [...document.querySelectorAll('#handbook-waiting li')].map(li => li.innerText)").await;
    assert!(!waiting.to_string().contains("首件检验三方确认"), "it is in the handbook: {waiting}");
    let saved = city.save("#handbook-word").await;
    let text = part_of(&saved.bytes, "word/document.xml");
    for words in ["一、生产设备", "六、标准化体系", "2.1 首件检验三方确认", "质检、工艺、班组同时签字，再开机。"]
    {
        assert!(text.contains(words), "{words}");
    }
    let paper = city.print().await;
    assert!(paper.pages.len() >= 2 && paper.pages.iter().all(|page| *page == (210, 297)), "a title and a chapter: {:?}", paper.pages);
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("artifacts/paper");
    std::fs::create_dir_all(&folder).expect("the folder of artifacts can be made");
    std::fs::write(folder.join("handbook.pdf"), &paper.pdf).expect("a file can be written");
}

/// [R-7.2.1.5-1] [R-7.2.2.1-3] What is for every device comes by itself, what is chosen stays, and both open without a network.
#[tokio::test]
async fn bases_and_packs_stay_on_the_device_and_open_without_a_network() {
    let mut relay = Relay::start();
    let city = Device::of(Who::City, &relay).await;
    city.go("/documents").await;
    let basis = city.begin("main", "basis", &[("name", "GB/T 5023")]).await;
    city.complete("basis", &[("title", "额定电压450/750V及以下聚氯乙烯绝缘电缆"), ("kind", "national_standard")]).await;
    city.put(&Path::of_text("basis.number"), "GB/T 5023.1").await;
    city.put(&Path::of_text("basis.offline"), "yes").await;
    let file = city.file("GB5023.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");
    city.pick("basis.files", &[&file]).await;
    city.tiles_show("basis.files", "the file at the relay", |tiles| tiles.len() == 1 && tiles[0].state == "sent").await;
    city.act(Act::Publish, &[]).await;
    city.counts(Act::Publish).await;

    let unit = Device::of(Who::Unit, &relay).await;
    unit.go("/documents").await;
    unit.click("[data-group='campaign'] a").await;
    let rows = Path::of_text("technical_pack.rows");
    let row = rows.row(&unit.add_row(&rows).await);
    unit.put(&row.cell("product_class"), "electrical").await;
    unit.put(&row.cell("note"), "电线电缆检验作业指导").await;
    let file = unit.file("作业指导.pdf", b"%PDF-1.4\n%guide\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");
    let files = row.cell("files");
    unit.pick(files.as_str(), &[&file]).await;
    unit.tiles_show(files.as_str(), "the file at the relay", |tiles| tiles.len() == 1 && tiles[0].state == "sent").await;

    let mut li = Device::of(Who::Li, &relay).await;
    li.go("/bases").await;
    let of_basis = format!("[data-basis='{}']", basis.rsplit('/').next().expect("an id"));
    li.see(&format!("{of_basis} .Bases__kept")).await;
    li.see("[data-pack='electrical']").await;
    look(&li, "bases").await;
    assert!(li.barriers().await.is_empty(), "everybody can use it");
    li.click("[data-pack='electrical'] input[type='checkbox']").await;
    all_here(&li).await;
    li.is_ready_for_the_road().await;
    relay.stop();
    li.restart("/bases").await;
    all_here(&li).await;
    for (card, name) in [(of_basis.as_str(), "GB5023.pdf"), ("[data-pack='electrical']", "作业指导.pdf")] {
        li.click(&format!("{card} [data-paper]")).await;
        let link = li.see("dialog[open] a[download]").await;
        assert_eq!(link.attr("download").await.expect("a name").as_deref(), Some(name));
        // Only bytes that are here have such an address.
        let address = link.attr("href").await.expect("an address").unwrap_or_default();
        assert!(address.starts_with("blob:"), "{name} is here: {address}");
        li.click("dialog[open] .Dialog__head button").await;
    }
}

/// Nothing of what is to stay is still to come.
async fn all_here(device: &Device) {
    soon("everything is on the device", async || {
        let to_come = device.run("return document.getElementById('bases-standing')?.dataset.toCome ?? null").await;
        if to_come == json!("0") { Ok(()) } else { Err(to_come.to_string()) }
    })
    .await;
}

/// [R-7.4-3] The municipal bureau puts a class in, the case says so, and when it is taken out the catalogue still knows who, when and why.
#[tokio::test]
async fn a_product_class_is_put_into_the_catalogue_shown_at_its_cases_and_taken_out_again() {
    let relay = Relay::start();
    let city = Device::of(Who::City, &relay).await;
    let case = city.open(SHARED).await;
    let class = city.text("intake.product_class").await;
    city.go("/documents").await;
    let entry = city.begin("main", "catalogue", &[("name", "重点产品")]).await;
    let wants = [
        ("product_class", class.as_str()),
        ("level", "high"),
        ("mode", "spot_check"),
        ("reason", "连续两年不合格"),
        ("from", "2026-01-01"),
    ];
    city.complete("catalogue", &wants).await;
    city.act(Act::Publish, &[]).await;
    city.counts(Act::Publish).await;

    city.walk_to(&case).await;
    city.see("[data-watched='high']").await;
    city.click("[data-watched='high']").await;
    city.see("[data-listed='now'] [data-level='high']").await;
    look(&city, "catalogue").await;
    let barriers = city.barriers().await;
    assert!(barriers.is_empty(), "{barriers:#?}");

    city.walk_to(&entry).await;
    city.act(Act::Retract, &[("reason", "三批复查合格")]).await;
    city.counts(Act::Retract).await;
    city.walk_to("/catalogue").await;
    city.see("[data-listed='past'] [data-level='high']").await;
    city.click("[data-listed='past'] summary").await;
    city.read("三批复查合格").await;
    let saved = city.save("#catalogue-table").await;
    assert!(rows(&saved).iter().flatten().any(|cell| matches!(cell, Data::String(text) if text.contains("三批复查合格"))));
    city.walk_to(&case).await;
    city.see("[data-path='intake.product']").await;
    soon(
        "the case is watched no more",
        async || {
            if city.has("[data-watched]").await { Err("it is still said".to_owned()) } else { Ok(()) }
        },
    )
    .await;
}

/// [R-7.2.3.2.1-4] A form is printed as it was when somebody handed it in, with the hash that it had.
#[tokio::test]
async fn a_form_is_printed_as_it_was_at_an_act_of_its_history() {
    let relay = Relay::start();
    let city = Device::of(Who::City, &relay).await;
    let case = city.open(SHARED).await;
    city.walk_to(&format!("{case}/at/entry-0/print/causes")).await;
    city.see(".Paper").await;
    let then = city.see(".SheetHead [data-version='entry-0']").await;
    assert!(!then.text().await.expect("words").is_empty());
    let foot = |text: Value| text.as_str().expect("a foot").to_owned();
    let read = "return document.querySelector('.Paper__foot').innerText";
    let before = foot(city.run(read).await);
    city.walk_to(&format!("{case}/print/causes")).await;
    soon("the paper of today has another hash", async || {
        let now = foot(city.run(read).await);
        let hash = |foot: &str| foot.split(|letter: char| !letter.is_ascii_hexdigit()).find(|word| word.len() == 64).map(str::to_owned);
        if hash(&now).is_some() && hash(&now) != hash(&before) { Ok(()) } else { Err(now) }
    })
    .await;
}
