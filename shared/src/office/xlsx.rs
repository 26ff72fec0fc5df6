//! A workbook for any program that opens Excel's files: a head that stays in sight, columns as wide as what stands in them, filters, days and
//! counts that can be sorted and added up.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::{escaped, package::Package};

/// A table of a workbook.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What its tab says.
    pub name: String,
    /// The headings of its columns.
    pub head: Vec<String>,
    /// Its rows, each as long as the head.
    pub rows: Vec<Vec<Value>>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Words, and numbers that nobody adds up; never a formula, whatever it begins with.
    Text(String),
    /// How many.
    Count(u64),
    /// A day, where one is said.
    Day(Option<NaiveDate>),
}

/// The programs take no more letters in a cell.
const LONGEST: usize = 32_000;
/// Or in the name of a tab.
const NAME: usize = 31;
/// How tall a line is, in points, and how many of them a row may have.
const LINE: usize = 16;
const TALLEST: usize = 25;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
/// A cell, a heading, a day.
const STYLES: &str = "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy-mm-dd\"/></numFmts><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"SimSun\"/></font><font><b/><sz val=\"11\"/><name val=\"SimSun\"/></font></fonts>\
    <fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>\
    <fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFF4F6F8\"/></patternFill></fill></fills>\
    <borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"3\">\
    <xf applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>\
    <xf fontId=\"1\" fillId=\"2\" applyFont=\"1\" applyFill=\"1\"><alignment vertical=\"center\" wrapText=\"1\"/></xf>\
    <xf numFmtId=\"164\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" horizontal=\"left\"/></xf></cellXfs>";

/// The file of these tables.
#[must_use]
pub fn workbook(sheets: &[Sheet]) -> Vec<u8> {
    let numbered = || (1..).zip(sheets);
    let types: String = numbered()
        .map(|(at, _): (u32, _)| {
            format!("<Override PartName=\"/xl/worksheets/sheet{at}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>")
        })
        .collect();
    let names: String = numbered()
        .map(|(at, sheet): (u32, _)| format!("<sheet name=\"{}\" sheetId=\"{at}\" r:id=\"rId{at}\"/>", escaped(&tab(&sheet.name))))
        .collect();
    let relations: String = numbered()
        .map(|(at, _): (u32, _)| format!("<Relationship Id=\"rId{at}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>"))
        .collect();
    let package = Package::default()
        .part(
            "[Content_Types].xml",
            &format!(
                "{XML}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                 <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
                 <Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>\
                 <Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>{types}</Types>"
            ),
        )
        .part(
            "_rels/.rels",
            &format!("{XML}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
        )
        .part("xl/workbook.xml", &format!("{XML}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{names}</sheets></workbook>"))
        .part(
            "xl/_rels/workbook.xml.rels",
            &format!("{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}<Relationship Id=\"rIdStyles\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/></Relationships>"),
        )
        .part("xl/styles.xml", &format!("{XML}<styleSheet xmlns=\"{MAIN}\">{STYLES}</styleSheet>"));
    let parts =
        numbered().fold(package, |package, (at, sheet): (u32, _)| package.part(&format!("xl/worksheets/sheet{at}.xml"), &part(sheet)));
    parts.finished()
}

fn part(sheet: &Sheet) -> String {
    let mut text = format!(
        "{XML}<worksheet xmlns=\"{MAIN}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>"
    );
    let widths = widths(sheet);
    for (at, width) in widths.iter().enumerate().map(|(at, width)| (at + 1, width)) {
        write!(text, "<col min=\"{at}\" max=\"{at}\" width=\"{width}\" customWidth=\"1\"/>").expect("writing to a string");
    }
    text.push_str("</cols><sheetData>");
    let head = sheet.head.iter().map(|text| Value::Text(text.clone())).collect();
    for (at, row) in std::iter::once(&head).chain(&sheet.rows).enumerate() {
        // Not every program makes a row as tall as its lines by itself.
        let tall = row.iter().zip(&widths).map(|(value, width)| lines(value, *width)).max().unwrap_or(1) * LINE;
        write!(text, "<row r=\"{}\" ht=\"{tall}\" customHeight=\"1\">", at + 1).expect("writing to a string");
        for (column, value) in row.iter().enumerate() {
            cell(&mut text, &place(column, at), value, at == 0);
        }
        text.push_str("</row>");
    }
    let last = place(sheet.head.len().saturating_sub(1), sheet.rows.len());
    write!(
        text,
        "</sheetData><autoFilter ref=\"A1:{last}\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>"
    )
    .expect("writing to a string");
    text
}

fn cell(text: &mut String, place: &str, value: &Value, is_head: bool) {
    let written = match value {
        Value::Text(words) if words.is_empty() => Ok(()),
        Value::Text(words) => {
            let words: String = words.chars().take(LONGEST).collect();
            let style = u8::from(is_head);
            write!(text, "<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", escaped(&words))
        }
        Value::Count(number) => write!(text, "<c r=\"{place}\"><v>{number}</v></c>"),
        Value::Day(Some(day)) => write!(text, "<c r=\"{place}\" s=\"2\"><v>{}</v></c>", number_of(*day)),
        Value::Day(None) => Ok(()),
    };
    written.expect("writing to a string");
}

/// Days are counted from the last of 1899 but one.
fn number_of(day: NaiveDate) -> i64 {
    NaiveDate::from_ymd_opt(1899, 12, 30).map_or(0, |first| (day - first).num_days())
}

/// How wide a line is, in letters of Latin: Chinese ones count twice.
fn wide(line: &str) -> usize {
    line.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum()
}

/// Over how many lines a value goes in a column of this width; no row is taller than the programs take.
fn lines(value: &Value, width: usize) -> usize {
    match value {
        Value::Text(text) => text.lines().map(|line| wide(line).div_ceil(width.max(1)).max(1)).sum::<usize>().clamp(1, TALLEST),
        Value::Count(_) | Value::Day(_) => 1,
    }
}

/// How wide each column is.
fn widths(sheet: &Sheet) -> Vec<usize> {
    let wide = |text: &str| text.lines().map(wide).max().unwrap_or(0);
    let of_value = |value: &Value| match value {
        Value::Text(text) => wide(text),
        Value::Count(number) => number.to_string().len(),
        Value::Day(_) => 10,
    };
    let of_column = |(at, head): (usize, &String)| {
        let values = sheet.rows.iter().filter_map(|row| row.get(at)).map(of_value).max();
        (wide(head) + 4).max(values.unwrap_or(0) + 2).clamp(8, 60)
    };
    sheet.head.iter().enumerate().map(of_column).collect()
}

/// What a tab may be called.
fn tab(name: &str) -> String {
    name.chars().filter(|letter| !"[]:*?/\\'".contains(*letter)).take(NAME).collect()
}

/// The name of a place: A1 is the first.
fn place(column: usize, row: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect::<String>() + &(row + 1).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::importing::tables::{xlsx, zip};

    #[test]
    fn a_workbook_is_read_back_by_what_reads_imports() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 26);
        let rows = vec![
            vec![Value::Text("=1+1 & <线缆>\n第二行".into()), Value::Count(3), Value::Day(day)],
            vec![Value::Text(String::new()), Value::Count(0), Value::Day(None)],
        ];
        let sheet = Sheet { name: "档案/2026".into(), head: ["企业", "件数", "日期"].map(str::to_owned).to_vec(), rows };
        let file = workbook(&[sheet]);
        assert_eq!(crate::files::FileKind::of_bytes(&file), Some(crate::files::FileKind::Xlsx));
        let parts = zip::parts(&file).expect("an archive").into_iter();
        let parts: xlsx::Parts = parts.map(|part| (part.name, String::from_utf8(file[part.bytes].to_vec()).expect("text"))).collect();
        let tables = xlsx::read(&parts).expect("a workbook");
        assert_eq!(tables[0].name, "档案2026");
        assert_eq!(tables[0].rows[0], ["企业", "件数", "日期"]);
        assert_eq!(tables[0].rows[1], ["=1+1 & <线缆>\n第二行", "3", "2026-11-26"]);
        assert_eq!(
            (place(0, 0), place(25, 9), place(26, 0), place(701, 0), place(702, 0)),
            ("A1".into(), "Z10".into(), "AA1".into(), "ZZ1".into(), "AAA1".into())
        );
    }
}
