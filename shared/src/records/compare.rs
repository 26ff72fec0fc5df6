//! What became another between two versions of a document's content, place by place.

use super::read::Content;
use crate::forms::{Field, Kind, Path, Section, of_round};

/// A place at which two versions differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// A field; of a table a row that came or went, or the table whose rows stand in another order.
    pub place: Path,
    /// What stands there.
    pub what: What,
}

/// What is different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Other words stand there, as stored: several values one below the other, the options of a set with blanks between.
    Written {
        /// Before; empty where nothing stood.
        before: String,
        /// After; empty where nothing stands.
        after: String,
    },
    /// A row came.
    Added,
    /// A row was removed.
    Removed,
    /// The rows stand in another order.
    Moved,
}

/// The differences of a section of a round, in the order of its table. What is in a row that came or went is not listed beside it.
#[must_use]
pub fn compare(before: &Content, after: &Content, section: &Section, round: u16) -> Vec<Difference> {
    let mut found = Vec::new();
    fields(before, after, section.fields, &Path::section_root(&of_round(section, round)), &mut found);
    found
}

fn fields(before: &Content, after: &Content, table: &'static [Field], at: &Path, found: &mut Vec<Difference>) {
    for field in table {
        let path = at.cell(field.key);
        match field.kind {
            Kind::Rows(cells) => rows(before, after, cells, &path, found),
            Kind::Each(vocabulary, cells) => {
                for (code, _) in vocabulary.values {
                    fields(before, after, cells, &path.row(code), found);
                }
            }
            Kind::Shown(_) => {}
            Kind::Line
            | Kind::Prose
            | Kind::ProseWithin(_)
            | Kind::Day
            | Kind::Number
            | Kind::Choice(_)
            | Kind::Ticks(_)
            | Kind::Ranked(_)
            | Kind::Pick(_)
            | Kind::Picks(_)
            | Kind::Files => {
                let (before, after) = (standing(before, field, &path), standing(after, field, &path));
                if before != after {
                    found.push(Difference { place: path, what: What::Written { before, after } });
                }
            }
        }
    }
}

fn rows(before: &Content, after: &Content, cells: &'static [Field], table: &Path, found: &mut Vec<Difference>) {
    let ids = |content: &Content| content.live_rows(table).map(|row| row.id.clone()).collect::<Vec<_>>();
    let (old, new) = (ids(before), ids(after));
    for row in &old {
        if new.contains(row) {
            fields(before, after, cells, &table.row(row), found);
        } else {
            found.push(Difference { place: table.row(row), what: What::Removed });
        }
    }
    let added = new.iter().filter(|row| !old.contains(row));
    found.extend(added.map(|row| Difference { place: table.row(row), what: What::Added }));
    let stayed = |rows: &[String], others: &[String]| rows.iter().filter(|row| others.contains(row)).cloned().collect::<Vec<_>>();
    if stayed(&old, &new) != stayed(&new, &old) {
        found.push(Difference { place: table.clone(), what: What::Moved });
    }
}

fn standing(content: &Content, field: &Field, path: &Path) -> String {
    match field.kind {
        // A file by its name, which is what people know it by.
        Kind::Files => content.marks(path).iter().map(|mark| mark.text.as_str()).collect::<Vec<_>>().join(" "),
        Kind::Ticks(_) | Kind::Ranked(_) | Kind::Picks(_) => {
            content.marks(path).iter().map(|mark| mark.option.as_str()).collect::<Vec<_>>().join(" ")
        }
        Kind::Line
        | Kind::Prose
        | Kind::ProseWithin(_)
        | Kind::Day
        | Kind::Number
        | Kind::Choice(_)
        | Kind::Pick(_)
        | Kind::Rows(_)
        | Kind::Each(..)
        | Kind::Shown(_) => match content.concurrent(path) {
            [] => content.text(path).to_owned(),
            several => {
                let mut texts: Vec<&str> = several.iter().map(|said| said.text.as_str()).collect();
                texts.sort_unstable();
                texts.join("\n")
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms;

    const ROW: &str = "00000000000000aa";

    #[test]
    fn every_place_that_differs_is_told_once_with_before_and_after() {
        let causes = forms::section("causes").expect("Annex B");
        let field = |key: &str| Path::field("causes", key);
        let mut before = Content::default();
        before.put(field("problem"), "导体电阻偏大");
        before.put(field("quality_head"), "陈经理");
        before.put_row(field("list"), ROW);
        before.put(field("list").row(ROW).cell("text"), "拉丝模磨损");
        before.put_mark(field("methods"), "fishbone");
        assert_eq!(compare(&before, &before, causes, 1), []);

        let mut after = before.clone();
        after.put(field("problem"), "导体电阻偏大，两批如此");
        after.put(field("list").row(ROW).cell("text"), "拉丝模磨损严重");
        after.put_mark(field("methods"), "key_factors");
        after.put_row(field("list"), "00000000000000bb");
        after.put(field("list").row("00000000000000bb").cell("text"), "铜材纯度不足");
        after.put(Path::field("intake", "product"), "另一栏");
        let written = |place: Path, before: &str, after: &str| Difference {
            place,
            what: What::Written { before: before.into(), after: after.into() },
        };
        let expected = [
            written(field("problem"), "导体电阻偏大", "导体电阻偏大，两批如此"),
            written(field("methods"), "fishbone", "fishbone key_factors"),
            written(field("list").row(ROW).cell("text"), "拉丝模磨损", "拉丝模磨损严重"),
            Difference { place: field("list").row("00000000000000bb"), what: What::Added },
        ];
        assert_eq!(compare(&before, &after, causes, 1), expected);
        let back = compare(&after, &before, causes, 1);
        assert_eq!(back[3], Difference { place: field("list").row("00000000000000bb"), what: What::Removed });
    }

    #[test]
    fn rows_in_another_order_are_told() {
        let causes = forms::section("causes").expect("Annex B");
        let with = |rows: [&str; 2]| {
            let mut content = Content::default();
            rows.iter().for_each(|row| content.put_row(Path::field("causes", "list"), row));
            content
        };
        let (one, other) = (with([ROW, "00000000000000bb"]), with(["00000000000000bb", ROW]));
        assert_eq!(compare(&one, &other, causes, 1), [Difference { place: Path::field("causes", "list"), what: What::Moved }]);
    }
}
