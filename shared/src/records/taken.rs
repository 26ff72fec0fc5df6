//! Answers that one row takes from another: the record of the next visit begins as the last one ended, and what several cases share of a
//! visit is entered once (R-0-13). Which answers those are, the forms say ([`crate::forms::takes`]).

use super::{edit::Edit, read::Content};
use crate::forms::{Field, Kind, Need, Path};

/// What writes into the row `to` what the row `from` says in the fields that `takes` names. Rows within rows are made anew: `draw` gives
/// each an id and its order.
#[must_use]
pub fn edits(
    content: &Content,
    (from, to): (&Path, &Path),
    cells: &'static [Field],
    takes: &dyn Fn(&str) -> bool,
    draw: &mut dyn FnMut() -> (String, String),
) -> Vec<Edit> {
    let mut edits = Vec::new();
    for field in cells.iter().filter(|field| takes(field.key) && !matches!(field.need, Need::Retired)) {
        let (from, to) = (from.cell(field.key), to.cell(field.key));
        match field.kind {
            Kind::Line | Kind::Prose | Kind::ProseWithin(_) | Kind::Day | Kind::Number | Kind::Choice(_) | Kind::Pick(_) => {
                let text = content.text(&from);
                if !text.is_empty() {
                    edits.push(Edit::Write { path: to, text: text.to_owned() });
                }
            }
            Kind::Ticks(_) | Kind::Ranked(_) | Kind::Picks(_) => {
                let marks = content.marks(&from).iter();
                edits.extend(marks.map(|mark| Edit::Write { path: to.cell(&mark.option), text: mark.text.clone() }));
            }
            Kind::Rows(cells) => {
                for row in content.live_rows(&from) {
                    let (id, order) = draw();
                    let below = (&from.row(&row.id), &to.row(&id));
                    edits.push(Edit::Add { path: to.clone(), row: id.clone(), order });
                    edits.extend(self::edits(content, below, cells, &|_| true, draw));
                }
            }
            Kind::Each(vocabulary, cells) => {
                for (code, _) in vocabulary.values {
                    edits.extend(self::edits(content, (&from.row(code), &to.row(code)), cells, &|_| true, draw));
                }
            }
            Kind::Files | Kind::Shown(_) => {} // A picture belongs to one place; what is shown follows by itself.
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::{self, Path};

    const ROW: &str = "00000000000000aa";

    fn visit() -> (Content, Path) {
        let table = Path::field("visits", "records");
        let row = table.row(ROW);
        let mut content = Content::default();
        content.put_row(table, ROW);
        for (key, text) in
            [("visited_on", "2026-11-20"), ("place", "二号车间"), ("channel", "on_site"), ("content", "看了拉丝工序"), ("closing", "yes")]
        {
            content.put(row.cell(key), text);
        }
        content.put_mark(row.cell("modes"), "training");
        let advice = row.cell("advice_items");
        content.put_row(advice.clone(), "00000000000000bb");
        content.put(advice.row("00000000000000bb").cell("text"), "逐批测量电阻率");
        (content, row)
    }

    fn taken(keys: &[&str]) -> Vec<Edit> {
        let (content, from) = visit();
        let Some(Kind::Rows(cells)) = from.parent().and_then(|table| table.form_field()).map(|field| field.kind) else { panic!("a table") };
        let mut drawn = 0;
        let mut draw = || {
            drawn += 1;
            (format!("{drawn:016x}"), format!("{drawn:06}"))
        };
        let to = Path::field("visits#2", "records").row("00000000000000cc");
        edits(&content, (&from, &to), cells, &|key| keys.contains(&key), &mut draw)
    }

    /// [R-0-13]
    #[test]
    fn several_cases_share_the_day_the_place_and_the_people_of_a_visit_and_not_what_was_found() {
        let takes = forms::takes(&Path::field("visits", "records")).expect("records of visits");
        let said: Vec<String> = taken(takes.shared).iter().map(|edit| format!("{edit:?}")).collect();
        for shared in ["2026-11-20", "二号车间", "training"] {
            assert!(said.iter().any(|edit| edit.contains(shared)), "{shared} in {said:?}");
        }
        assert!(!said.iter().any(|edit| edit.contains("看了拉丝工序") || edit.contains("closing")), "{said:?}");
    }

    #[test]
    fn the_next_record_begins_with_the_advice_that_stands_and_without_the_day() {
        let takes = forms::takes(&Path::field("visits#2", "records")).expect("records of visits, in each round");
        let all = taken(takes.next);
        let row = Path::field("visits#2", "records").row("00000000000000cc").cell("advice_items");
        let added = all.iter().position(|edit| matches!(edit, Edit::Add { path, .. } if *path == row)).expect("a row within");
        assert!(matches!(&all[added + 1], Edit::Write { path, text } if path.is_in(&row) && text == "逐批测量电阻率"), "{all:?}");
        assert!(!all.iter().any(|edit| format!("{edit:?}").contains("2026-11-20") || format!("{edit:?}").contains("closing")), "{all:?}");
    }

    #[test]
    fn every_key_that_is_taken_is_a_field_of_its_table() {
        for table in [Path::field("visits", "records")] {
            let takes = forms::takes(&table).expect("it takes something");
            for key in takes.next.iter().chain(takes.shared) {
                assert!(table.row(ROW).cell(key).form_field().is_some(), "{key}");
            }
        }
        assert!(forms::takes(&Path::field("causes", "list")).is_none());
    }
}
