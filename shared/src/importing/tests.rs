//! Lists as authorities write them, held against an officer's device.

use std::collections::BTreeMap;

use super::{
    Column, Flaw, Heading, Import, Importing, Known, Line, Table, Target, beginning, guess, lines,
    tables::{csv, xls, xlsx, zip},
};
use crate::{
    forms::Path,
    ids::{CommandId, DocumentId},
    people::{Directory, Org, OrgKind},
    records::{
        edit::Edit,
        summary::{self, Summary},
    },
    sync::device::Beginning,
    time::Timestamp,
    words::Locale,
    workflow::{
        Deadlines,
        tests::{Walk, Who},
    },
};

const OLD: &[u8] = include_bytes!("../../../tests/harness/lists/list.xls");
const PUBLISHED: &str = include_str!("../../../server/demo/inspection-failures.csv");

fn known(who: Who, cases: &[Summary]) -> Known {
    let org = |who: Who, name: &str| Org { name: name.into(), kind: OrgKind::Enterprise, ..who.person().org };
    let directory = Directory { orgs: vec![org(Who::Factory, "沪缆线业（厦门）有限公司")], experts: Vec::new() };
    let today = Timestamp(1_795_363_200_000).day();
    Known::of((who.person(), today, Deadlines::default(), Locale::Chinese), &directory, cases.iter())
}

fn import(text: &str) -> Import {
    let mut importing = Importing::default();
    importing.begin("清单.csv", csv::read("清单", text).expect("a table"), &Who::City.person());
    importing.import.expect("it has begun")
}

fn begun(import: &Import, known: &Known, row: u32) -> Beginning {
    let mut drawn = 0_u64;
    let mut row_id = || {
        drawn += 1;
        (format!("{drawn:016x}"), "1".to_owned())
    };
    beginning(import, known, &[(row, DocumentId([3; 16]))], &mut || CommandId([4; 16]), &mut row_id).remove(0)
}

fn codes(line: &Line) -> Vec<&'static str> {
    line.flaws.iter().map(Flaw::code).collect()
}

fn failed(line: &Line) -> Vec<String> {
    let table = Path::field("intake", "failed_items");
    line.content.live_rows(&table).map(|row| line.content.text(&table.row(&row.id).cell("item")).to_owned()).collect()
}

/// [R-7.2.2.1-1] Every row of the published list is taken in, and every cell stands somewhere.
#[test]
fn the_published_list_is_taken_in_whole() {
    let (import, known) = (import(PUBLISHED), known(Who::City, &[]));
    let lines = lines(&import, &known);
    assert_eq!(lines.len(), 24);
    let notable = |line: &Line| line.flaws.iter().any(|flaw| !matches!(flaw, Flaw::NewEnterprise));
    assert!(lines.iter().all(|line| line.is_taken), "{lines:#?}");
    let told: Vec<_> = lines.iter().filter(|line| notable(line)).map(|line| (line.row, codes(line))).collect();
    assert_eq!(told, [(6, vec!["recheck", "new_enterprise"])]);
    assert_eq!(failed(&lines[6]), ["反射器、照明和鸣号装置", "电气装置"], "a name with 、 in it stays whole");
    assert_eq!(failed(&lines[15]), ["三氧化硫", "氯离子", "烧失量"]);
    let row = &lines[0];
    let texts = ["enterprise", "district", "level", "product", "model", "made", "report_no", "source", "conclusion", "category"];
    let said = ["示例企业01", "siming", "municipal", "纸杯", "228mL×50只", "20240302", "SJ2024-0001", "spot_check", "fail", "industrial"];
    assert_eq!(texts.map(|key| row.text(key)), said);
    for line in &lines {
        let said: Vec<String> = line.content.said_below(&Path::section_root("intake")).map(|(_, text)| text).collect();
        let all = said.join("\n");
        for (column, cell) in import.table.rows[line.row as usize].iter().enumerate().skip(1) {
            let is_code = matches!(&import.columns[column], Column::Field(code) if ["district", "level"].contains(&code.as_str()));
            let parts = cell.split(['、', '；']).filter(|part| !is_code && !part.is_empty());
            parts.for_each(|part| assert!(all.contains(part), "row {}: {part} stands nowhere in {all}", line.row));
        }
    }
    let lacking: Vec<&str> = lines[0].lacks.iter().map(|problem| problem.place.last()).collect();
    assert!(lacking.contains(&"credit_code") && !lacking.contains(&"product"), "{lacking:?}");
}

/// [R-7.2.2.1-1] What a row becomes is what a person would do: the wish to open it, and edits of its intake.
#[test]
fn a_row_begins_a_case_as_a_person_would() {
    let (import, known) = (import(PUBLISHED), known(Who::City, &[]));
    let Beginning { command, edits, .. } = begun(&import, &known, 4);
    assert_eq!((command.args.text("district"), command.args.text("category")), ("jimei", "industrial"));
    let again = begun(&import, &known, 4).command.args;
    assert_eq!(again.text("enterprise"), command.args.text("enterprise"), "another device means the same enterprise");
    let wrote = |path: &str| {
        edits.iter().find_map(|edit| match edit {
            Edit::Write { path: at, text } if at.as_str() == path => Some(text.as_str()),
            _ => None,
        })
    };
    assert_eq!(wrote("intake.product"), Some("定配眼镜"));
    let rows = edits.iter().filter(|edit| matches!(edit, Edit::Add { .. })).count();
    assert_eq!(rows, 2, "球镜顶焦度偏差、柱镜顶焦度偏差");
}

#[test]
fn headings_of_several_authorities_are_known() {
    for (heading, field) in [
        ("受检单位", "enterprise"),
        ("企业名称", "enterprise"),
        ("生产单位", "nominal_producer"),
        ("生产日期/批货号", "made"),
        ("不合格情况", "failed_items.item"),
        ("检验报告编号", "report_no"),
        ("样品名称", "product"),
        ("规格型号（型号/等级）", "model"),
        ("受检单位地址", "address"),
        ("Report No.", "report_no"),
        ("Inspected unit", "enterprise"),
    ] {
        let columns = guess(&["受检企业".to_owned(), heading.to_owned()]);
        let alone = guess(&[heading.to_owned()]);
        let wanted = Column::Field(field.to_owned());
        assert!(columns[1] == wanted || alone[0] == wanted, "{heading}: {columns:?} {alone:?}");
    }
    assert_eq!(guess(&["生产单位".to_owned()]), [Column::Field("enterprise".to_owned())], "without an enterprise nothing begins");
    assert_eq!(guess(&["序号".into(), "天气".into(), String::new()]), [Column::Left, Column::Note, Column::Left]);
    for target in Target::all() {
        assert!(target.headings().is_some() || ["measured"].contains(&target.field.key), "{} has no headings", target.code());
    }
}

#[test]
fn titles_and_headings_of_two_storeys_are_found() {
    let text = "2024年市级监督抽查不合格产品名单,,,,\n\n序号,企业,产品,不合格情况,\n,,,项目,实测值\n1,甲厂,纸杯,跌落,不通过\n";
    let table = csv::read("清单", text).expect("a table");
    let heading = Heading::of(&table);
    assert_eq!((heading.first, heading.rows), (2, 2));
    assert_eq!(heading.texts(&table), ["序号", "企业", "产品", "不合格情况 项目", "实测值"]);
    let none = csv::read("清单", "甲厂,纸杯\n乙厂,水嘴\n").expect("a table");
    assert_eq!(Heading::of(&none), Heading { first: 0, rows: 1 }, "the person says that there are none");
}

/// [R-7.2.2.1-1] [R-0-3]
#[test]
fn a_row_that_may_be_there_already_waits_for_a_persons_word() {
    let mut walk = Walk::opened();
    walk.put("intake.report_no", "SJ-1").put("intake.enterprise", "沪缆线业(厦门)有限公司").put("intake.product", "电线");
    let case = summary::of(DocumentId([1; 16]), &walk.content, &walk.state, Timestamp(0), Vec::new());
    let known = known(Who::City, &[case]);
    let text = "企业名称,区,产品名称,报告编号,检验结论,备注\n沪缆线业（厦门）有限公司,同安,电线,sj-1,不合格,\n乙厂,同安,电线,SJ-1,不合格,\n丙厂,同安,电线,SJ-2,不合格,\n丙厂,同安,电线,SJ-2,不合格,\n丁厂,同安,电线,SJ-3,合格,\n沪缆线业（厦门）有限公司,同安,电线,SJ-9,不合格,复查\n,同安,电线,SJ-4,不合格,\n戊厂,漳州,电线,SJ-5,不合格,\n";
    let mut import = import(text);
    let told = |import: &Import| lines(import, &known).into_iter().map(|line| (codes(&line), line.is_taken)).collect::<Vec<_>>();
    assert_eq!(
        told(&import),
        [
            (vec!["duplicate"], false),
            (vec!["counterpart", "new_enterprise"], true),
            (vec!["new_enterprise"], true),
            (vec!["repeated", "new_enterprise"], false),
            (vec!["passed", "new_enterprise", "unread"], false),
            (vec!["recheck"], false),
            (vec!["refused"], false),
            (vec!["refused", "new_enterprise", "unread"], false),
        ]
    );
    let all = lines(&import, &known);
    assert!(all[6].why_not(Locale::Chinese).contains("经营主体"), "{}", all[6].why_not(Locale::Chinese));
    assert!(all[7].why_not(Locale::English).contains("Missing"), "{}", all[7].why_not(Locale::English));
    assert!(all[7].content.field("intake", "note").contains("漳州"), "what no field takes stands in the note");

    import.picked.insert(1, true);
    import.picked.insert(3, false);
    import.correct(8, "district", Some("集美".into()));
    import.correct(7, "enterprise", Some("己厂".into()));
    let taken: Vec<bool> = told(&import).into_iter().map(|(_, is_taken)| is_taken).collect();
    assert_eq!(taken, [true, true, false, false, false, false, true, true]);
    import.correct(8, "district", None);
    assert!(!told(&import)[7].1);
}

/// Whoever may not open a case of a district is told so by the rules, row by row.
#[test]
fn a_district_takes_in_its_own_rows() {
    let (import, known) = (import(PUBLISHED), known(Who::Huli, &[]));
    let all = lines(&import, &known);
    let taken = all.iter().filter(|line| line.is_taken).count();
    assert_eq!(taken, PUBLISHED.matches("湖里区").count());
    assert!(all.iter().filter(|line| !line.is_taken).all(|line| !line.why_not(Locale::Chinese).is_empty()));
}

#[test]
fn what_columns_meant_is_remembered_by_authority() {
    let mut importing = Importing::default();
    let read = |text: &str| csv::read("清单", text).expect("a table");
    importing.begin("一.csv", read("单位,东西,编号\n甲,纸杯,1\n"), &Who::City.person());
    importing.is_of("市质检院");
    let import = importing.import.as_mut().expect("it has begun");
    import.columns = ["enterprise", "product", "report_no"].map(|code| Column::Field(code.into())).to_vec();
    import.defaults.insert("district".into(), "huli".into());
    importing.remember();
    importing.begin("二.csv", read("编号,单位,东西,温度\n2,乙,水嘴,20\n"), &Who::City.person());
    let import = importing.import.as_ref().expect("it has begun");
    let meant = ["report_no", "enterprise", "product"].map(|code| Column::Field(code.into()));
    assert_eq!((&import.columns[..3], &import.columns[3]), (&meant[..], &Column::Note));
    assert_eq!((import.authority.as_str(), import.defaults["district"].as_str()), ("市质检院", "huli"));
    importing.begin("三.csv", read("企业名称,产品名称\n甲,纸杯\n"), &Who::City.person());
    assert_eq!(importing.import.as_ref().map(|import| import.authority.as_str()), Some(""), "another authority's list");
}

/// A row begins one case, however often somebody goes on with an interrupted import.
#[test]
fn an_interrupted_import_goes_on_with_what_is_left() {
    let (mut import, known) = (import(PUBLISHED), known(Who::City, &[]));
    let mut drawn = 0_u8;
    let mut draw = || {
        drawn += 1;
        DocumentId([drawn; 16])
    };
    import.start(&lines(&import, &known), &mut draw);
    let before = import.begun.clone();
    assert_eq!(before.len(), 24);
    let left = import.unfinished(|document| document.0[0] <= 20);
    assert_eq!(left.len(), 4);
    import.start(&lines(&import, &known), &mut draw);
    assert_eq!(import.begun, before);
}

/// A workbook in the form in which programs write it, with parts that are not deflated.
fn workbook() -> Vec<u8> {
    let strings = "<sst><si><t>受检单位</t></si><si><r><t>示例</t></r><r><t xml:space=\"preserve\">企业 &amp; 甲</t></r><rPh><t>pinyin</t></rPh></si></sst>";
    let sheet = "<worksheet><sheetData>\
        <row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>名单</t></is></c></row>\
        <row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" t=\"str\"><v>报告编号</v></c><c r=\"C3\" t=\"str\"><v>抽样日期</v></c><c r=\"D3\" t=\"str\"><v>区</v></c></row>\
        <row r=\"4\"><c r=\"A4\" t=\"s\"><v>1</v></c><c r=\"B4\"><v>1.2E+15</v></c><c r=\"C4\" s=\"1\"><v>45397</v></c><c r=\"D4\" t=\"str\"><v>思明区</v></c></row>\
        <row r=\"5\"><c r=\"B5\"><v>20240001</v></c><c r=\"C5\"><v>45398</v></c><c r=\"D5\" t=\"str\"><v>湖里区</v></c><c r=\"E5\" s=\"1\"/></row>\
        </sheetData><mergeCells><mergeCell ref=\"A1:D1\"/><mergeCell ref=\"A4:A5\"/></mergeCells></worksheet>";
    let parts = [
        (
            "xl/workbook.xml",
            "<workbook xmlns:r=\"r\"><sheets><sheet name=\"空\" r:id=\"rId9\"/><sheet name=\"名单\" r:id=\"rId1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId9\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>",
        ),
        (
            "xl/styles.xml",
            "<styleSheet><numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"176\"/></cellXfs></styleSheet>",
        ),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/worksheets/sheet2.xml", "<worksheet><sheetData/></worksheet>"),
        ("xl/media/image1.png", "no text"),
    ];
    stored(&parts)
}

/// A zip file whose parts are there as they are.
fn stored(parts: &[(&str, &str)]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    let four = |number: usize| u32::try_from(number).expect("a small file").to_le_bytes();
    let two = |number: usize| u16::try_from(number).expect("a short name").to_le_bytes();
    for (name, text) in parts {
        let place = file.len();
        let about = [&[0; 4][..], &[0; 8], &four(text.len()), &four(text.len()), &two(name.len())].concat();
        file.extend([b"PK\x03\x04\x14\0".as_slice(), &about, b"\0\0", name.as_bytes(), text.as_bytes()].concat());
        directory.extend([b"PK\x01\x02\x14\0\x14\0".as_slice(), &about, &[0; 12], &four(place), name.as_bytes()].concat());
    }
    let (place, size) = (file.len(), directory.len());
    file.extend(directory);
    file.extend([b"PK\x05\x06\0\0\0\0".as_slice(), &two(parts.len()), &two(parts.len()), &four(size), &four(place), b"\0\0"].concat());
    file
}

fn parts(file: &[u8]) -> Option<xlsx::Parts> {
    let parts = zip::parts(file)?.into_iter().filter(|part| xlsx::is_wanted(&part.name) && !part.is_deflated);
    Some(parts.map(|part| (part.name, String::from_utf8_lossy(&file[part.bytes]).into_owned())).collect())
}

#[test]
fn a_workbook_is_read_as_people_see_it() {
    let tables = xlsx::read(&parts(&workbook()).expect("a zip file")).expect("a workbook");
    let [Table { name, rows }] = &tables[..] else { panic!("{tables:?}") };
    assert_eq!(name, "名单");
    assert_eq!(rows[0], ["名单"; 4], "merged");
    assert_eq!(rows[1], [""; 0]);
    assert_eq!(rows[3], ["示例企业 & 甲", "1200000000000000", "2024-04-15", "思明区"]);
    assert_eq!(rows[4], ["示例企业 & 甲", "20240001", "45398", "湖里区"]);
    let mut importing = Importing::default();
    importing.begin("名单.xlsx", tables[0].clone(), &Who::City.person());
    let import = importing.import.expect("it has begun");
    let lines = lines(&import, &known(Who::City, &[]));
    let said: Vec<[&str; 3]> = lines.iter().map(|line| ["enterprise", "report_no", "sampled_on"].map(|key| line.text(key))).collect();
    assert_eq!(said[1], ["示例企业 & 甲", "20240001", "2024-04-16"], "a serial number in a field of days is a day");
}

/// A workbook as the programs of twenty years ago write it, with texts that go on over several records.
#[test]
fn an_old_workbook_is_read_as_people_see_it() {
    let tables = xls::read(OLD).expect("a workbook");
    let [Table { name, rows }] = &tables[..] else { panic!("{tables:?}") };
    assert_eq!((name.as_str(), rows.len(), rows[0].len()), ("名单", 8, 6));
    assert_eq!(rows[2], ["厦门测试庚有限公司", "同安区", "电线电缆", "2024-06-05", "20240605", "绝缘厚度"]);
    assert_eq!(rows[3], ["厦门测试庚有限公司", "同安区", "开关插座", "2024-06-06", "1200000000000001", "结构"]);
    assert_eq!(rows[4][0], "xxxxxxxxxx");
    for (row, text) in rows.iter().enumerate().skip(5) {
        let whole = "长文本，超过一条记录".repeat(1_000);
        assert_eq!(text[2], format!("{row}{whole}").chars().take(1_500 + row).collect::<String>(), "row {row}");
    }
}

/// Whatever bytes come, reading ends, and says so in words.
#[test]
fn broken_files_are_told_and_harm_nothing() {
    let whole = workbook();
    let mut dice = 0x2545_f491_4f6c_dd1d_u64;
    let mut roll = || {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        usize::try_from(dice >> 33).expect("31 bits")
    };
    let known = known(Who::City, &[]);
    for round in 0..800 {
        let mut file = if round % 2 == 0 { whole.clone() } else { OLD.to_vec() };
        file.truncate(file.len() - if roll() % 4 == 0 { roll() % file.len() } else { 0 });
        for _ in 0..roll() % 12 {
            let at = roll() % file.len().max(1);
            if let Some(byte) = file.get_mut(at) {
                *byte = u8::try_from(roll() % 256).expect("a byte");
            }
        }
        let read = if round % 2 == 0 { parts(&file).map(|parts| xlsx::read(&parts)) } else { Some(xls::read(&file)) };
        if let Some(Ok(tables)) = read {
            for table in tables {
                let mut importing = Importing::default();
                importing.begin("x", table, &Who::City.person());
                let import = importing.import.expect("it has begun");
                let all = lines(&import, &known);
                assert!(all.iter().all(|line| line.is_taken || !line.why_not(Locale::Chinese).is_empty()));
            }
        }
    }
    let bomb = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>x</v></c></row><row r=\"5000\"><c r=\"A5000\" t=\"str\"><v>x</v></c></row></sheetData><mergeCells>";
    let bomb = bomb.to_owned() + &"<mergeCell ref=\"A1:CV5000\"/>".repeat(1_000);
    let far = "<worksheet><sheetData><row r=\"99999999\"><c r=\"ZZZZ99999999\" t=\"str\"><v>x</v></c></row></sheetData></worksheet>";
    for sheet in [bomb.as_str(), far] {
        let book: BTreeMap<String, String> = [
            ("xl/workbook.xml", "<workbook><sheets><sheet name=\"x\" id=\"1\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", "<a><Relationship Id=\"1\" Target=\"worksheets/a.xml\"/></a>"),
            ("xl/worksheets/a.xml", sheet),
        ]
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .into();
        assert_eq!(xlsx::read(&book), Err(super::Unreadable::TooLarge));
    }
}
