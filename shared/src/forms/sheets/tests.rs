//! What a sheet prints is there, and what an annex has is printed.

use std::collections::BTreeSet;

use super::*;
use crate::{
    forms::{Field, Kind, walk},
    vocab::Factor,
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
        Said::Joined(keys, _) | Said::Filled(_, keys) => places.extend(keys.iter().map(|key| at.cell(key))),
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
