//! What a sheet prints is there, and what an annex has is printed.

use std::collections::BTreeSet;

use super::*;
use crate::{
    documents::DocumentKind,
    files::FileKind,
    forms::{Field, Kind, walk},
    importing::tables::zip,
    records::{read::Content, spoken::Spoken},
    vocab::Factor,
    words::Locale,
    workflow::{
        State,
        tests::{Walk, Who},
    },
};

/// A row id, where a path needs one.
const ROW: &str = "0123456789abcdef";

/// Every place that a sheet reads, with what it has to be.
fn places(sheet: &Sheet) -> Vec<Path> {
    let root = match sheet.each {
        Some(table) => sheet.root(1).cell(table).row(ROW),
        None => sheet.root(1),
    };
    let mut places = Vec::new();
    for part in sheet.parts {
        match part {
            Part::Title(said) | Part::Block(said) | Part::Text(said) => said.iter().for_each(|said| of(&root, said, &mut places)),
            Part::Line(cells) => cells.iter().flat_map(|(_, said)| *said).for_each(|said| of(&root, said, &mut places)),
            Part::Table(table, columns) => {
                let table = if table.contains('.') { Path::of_text(table) } else { root.cell(table) };
                places.push(table.clone());
                columns.iter().flat_map(|(_, said)| *said).for_each(|said| of(&table.row(ROW), said, &mut places));
            }
            Part::Chapter(_, key) => places.push(root.cell(key)),
            Part::Chapters(table, title, text) => places.extend([title, text].map(|cell| root.cell(table).row(ROW).cell(cell))),
            Part::Caption(_) | Part::NextPage(_) | Part::Band(_) | Part::Heading(_) | Part::Signed => {}
        }
    }
    places
}

fn of(at: &Path, said: &Said, places: &mut Vec<Path>) {
    match said {
        Said::Words(_) => {}
        Said::Field(key) | Said::Boxes(key) => places.push(at.cell(key)),
        Said::Joined(keys, _) | Said::Filled(_, keys) | Said::FirstOf(_, _, keys) => places.extend(keys.iter().map(|key| at.cell(key))),
        Said::Cells(table, cells) => places.extend(cells.iter().map(|cell| at.cell(table).row(ROW).cell(cell))),
        Said::Numbered(table, cell) => places.push(at.cell(table).row(ROW).cell(cell)),
        Said::Options(key, other) => places.extend(std::iter::once(key).chain(other).map(|key| at.cell(key))),
        Said::Factor(factor) => {
            places.extend(["findings", "conclusion"].map(|cell| at.cell("factors").row(factor.code()).cell(cell)));
            places.push(at.cell("list").row(ROW).cell("text"));
        }
    }
}

/// [R-7.2.2.2-1] [R-7.2.3.2.1-4] [R-7.2.4.1-1] [R-7.2.4.2-2] [R-7.3-2] [R-7.3-8] Every sheet prints fields that there are, and every
/// field to which an annex gives a key is on its sheet, in a table or by itself.
#[test]
fn the_annexes_are_printed_whole() {
    for sheet in SHEETS {
        let places = places(sheet);
        for place in &places {
            assert!(place.form_field().is_some(), "{} is no field", place.as_str());
        }
        let printed: BTreeSet<*const Field> = places
            .iter()
            .flat_map(|place| std::iter::successors(Some(place.clone()), Path::parent))
            .filter_map(|place| place.form_field().map(std::ptr::from_ref))
            .collect();
        let section = section(sheet.section).expect("a form");
        let mut missing = Vec::new();
        walk(section.fields, &mut |path, field| {
            // C.media is listed from where it stands.
            if field.annex.is_some() && !printed.contains(&std::ptr::from_ref(field)) {
                missing.push(path.to_owned());
            }
        });
        assert_eq!(missing, Vec::<String>::new(), "{}", sheet.section);
    }
}

#[test]
fn all_six_factors_of_annex_b_are_printed_and_boxes_have_options() {
    let factors = case::CAUSES.parts.iter().filter_map(|part| match part {
        Part::Block([_, Said::Factor(factor)]) => Some(*factor),
        _ => None,
    });
    assert_eq!(factors.collect::<Vec<_>>(), Factor::ALL);
    for sheet in SHEETS {
        let root = sheet.each.map_or_else(|| sheet.root(1), |table| sheet.root(1).cell(table).row(ROW));
        let said = sheet.parts.iter().flat_map(|part| match part {
            Part::Line(cells) => cells.iter().flat_map(|(_, said)| *said).collect(),
            Part::Text(said) => said.iter().collect(),
            _ => Vec::new(),
        });
        for said in said {
            if let Said::Boxes(key) | Said::Options(key, _) = said {
                let kind = root.cell(key).form_field().expect("a field").kind;
                assert!(matches!(kind, Kind::Choice(_) | Kind::Ticks(_) | Kind::Ranked(_) | Kind::Shown(_)), "{key}");
            }
        }
    }
}

/// Reads a document out.
fn spoken<T>(content: &Content, state: &State, ask: impl FnOnce(&Spoken<'_>) -> T) -> T {
    let names = |id: &str| (id == Who::Unit.org().to_string()).then(|| "市质检院".to_owned());
    ask(&Spoken { content, state, locale: Locale::Chinese, names: &names, cases: &Vec::new })
}

/// The text of the main part of a file.
fn text_of(file: &[u8]) -> String {
    let part = zip::parts(file).expect("an archive").into_iter().find(|part| part.name == "word/document.xml").expect("the text");
    String::from_utf8(file[part.bytes].to_vec()).expect("words")
}

/// [R-7.2.3.2.1-4] [R-7.2.4.1-1]
#[test]
fn annexes_b_and_c_are_saved_as_texts_with_what_stands_in_them() {
    let mut walk = Walk::recorded();
    walk.put("intake.product", "电线 <1.5 mm²>");
    let round = walk.state.round;
    for (sheet, words) in [(&case::CAUSES, "表B.1  产品质量问题原因分析表(续)"), (&case::VISITS, "质量帮扶专家工作记录")]
    {
        let papers = spoken(&walk.content, &walk.state, |spoken| papers(sheet, spoken, round));
        assert_eq!(papers.len(), 1, "one form, one visit");
        let file = docx(sheet, &papers, "附录", vec!["版本 1".into()], Locale::Chinese);
        assert_eq!(FileKind::of_bytes(&file), Some(FileKind::Docx));
        let text = text_of(&file);
        assert!(text.contains(words), "{text}");
        assert_eq!(text.matches("<w:tbl>").count(), text.matches("</w:tbl>").count());
        assert!(text.contains("☑") && text.contains("□"), "what was chosen and what was not: {text}");
    }
    let visits = spoken(&walk.content, &walk.state, |spoken| papers(&case::VISITS, spoken, round));
    assert!(text_of(&docx(&case::VISITS, &visits, "", Vec::new(), Locale::Chinese)).contains("电线 &lt;1.5 mm²&gt;"));
}

/// [R-7.2.2.2-1] Annex A is wide, and the head of its rows is repeated on every page.
#[test]
fn annex_a_of_many_rows_is_saved_wide_with_its_head_on_every_page() {
    let (mut content, state) = (Content::default(), State::new(DocumentKind::Plan));
    let table = Path::field("plan", "rows");
    for number in 0..200 {
        let row = format!("{number:016x}");
        content.put_row(table.clone(), &row);
        content.put(table.row(&row).cell("product"), &format!("插座{number}"));
    }
    let papers = spoken(&content, &state, |spoken| papers(&papers::PLAN, spoken, 1));
    let text = text_of(&docx(&papers::PLAN, &papers, "方案", Vec::new(), Locale::Chinese));
    assert!(text.contains("w:orient=\"landscape\"") && text.contains("<w:tblHeader/>") && text.contains("插座199"));
}

/// [R-7.3-8] [Q29]
#[test]
fn a_typical_case_is_printed_under_its_public_name_where_it_has_one() {
    let (mut content, state) = (Content::default(), State::new(DocumentKind::Story));
    content.put(Path::field("story", "enterprise"), "厦门某线缆有限公司");
    let title = |content: &Content| match &spoken(content, &state, |spoken| papers(&papers::STORY, spoken, 1))[0].1[0] {
        Printed::Title(lines) => lines.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(title(&content)[1], "（厦门某线缆有限公司）");
    content.put(Path::field("story", "public_name"), "某电缆企业");
    assert_eq!(title(&content), ["质量技术帮扶典型案例", "（某电缆企业）"]);
    content.put(Path::field("story", "public_name"), " ");
    content.put(Path::field("story", "enterprise"), "");
    assert_eq!(title(&content)[1], "（____）", "a pen fills it in");
}
