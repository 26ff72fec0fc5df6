//! What a person wrote on the plain page, as edits of the form's table. Compared with what the page showed them: what they
//! did not touch is not written.

use shared::{
    forms::{DELETED, Field, Kind, Path, RANK, YES, order},
    records::{edit::Edit, read::Content},
    time::Timestamp,
    vocab::Vocabulary,
};

/// The names under which the page sends a new row's cells, and a row that is to go.
pub(super) const NEW: &str = "new";

/// The fields of a posted form, in its order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Posted(pub(crate) Vec<(String, String)>);

impl Posted {
    /// The first value of a name.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn has(&self, name: &str, value: &str) -> bool {
        self.0.iter().any(|(key, text)| key == name && text == value)
    }

    /// Line ends as the documents have them; browsers send them with a carriage return.
    fn words(&self, name: &str) -> Option<String> {
        self.text(name).map(|text| text.replace("\r\n", "\n").trim().to_owned())
    }
}

/// Everything that the person changed. `draw` draws random lower-case hexadecimal digits, as many as asked for.
pub(super) fn edits(
    fields: &'static [Field],
    at: &Path,
    shown: &Content,
    posted: &Posted,
    now: Timestamp,
    draw: &mut impl FnMut(usize) -> String,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    for field in fields {
        let path = at.cell(field.key);
        match field.kind {
            Kind::Line | Kind::Prose | Kind::ProseWithin(_) | Kind::Day | Kind::Number => edits.extend(text(&path, shown, posted)),
            // Nothing chosen is sent as nothing at all.
            Kind::Choice(_) => edits.extend(write(&path, shown, posted.words(path.as_str()).unwrap_or_default())),
            Kind::Ticks(vocabulary) => ticks(&path, vocabulary, shown, posted, &mut edits),
            Kind::Ranked(vocabulary) => {
                ticks(&path, vocabulary, shown, posted, &mut edits);
                ranks(&path, vocabulary, shown, posted, now, draw, &mut edits);
            }
            Kind::Rows(cells) => rows(cells, &path, shown, posted, now, draw, &mut edits),
            Kind::Pick(_) | Kind::Picks(_) | Kind::Files | Kind::Each(..) | Kind::Shown(_) => {} // Not on the plain page.
        }
    }
    edits
}

fn text(path: &Path, shown: &Content, posted: &Posted) -> Option<Edit> {
    posted.words(path.as_str()).and_then(|text| write(path, shown, text))
}

fn write(path: &Path, shown: &Content, text: String) -> Option<Edit> {
    (shown.text(path).trim() != text).then(|| Edit::Write { path: path.clone(), text })
}

fn is_ticked(path: &Path, code: &str, posted: &Posted) -> bool {
    posted.has(path.as_str(), code) || posted.text(path.cell(&format!("{code}{RANK}")).as_str()).is_some_and(|rank| !rank.is_empty())
}

fn ticks(path: &Path, vocabulary: &Vocabulary, shown: &Content, posted: &Posted, edits: &mut Vec<Edit>) {
    for (code, _) in vocabulary.values {
        let is_ticked = is_ticked(path, code, posted);
        if is_ticked != shown.has_mark(path, code) {
            let text = if is_ticked { YES } else { "" };
            edits.push(Edit::Write { path: path.cell(code), text: text.to_owned() });
        }
    }
}

/// The ranked ones come in the order of their numbers, the others after them as they are printed; written anew only when
/// that is another order.
fn ranks(
    path: &Path,
    vocabulary: &Vocabulary,
    shown: &Content,
    posted: &Posted,
    now: Timestamp,
    draw: &mut impl FnMut(usize) -> String,
    edits: &mut Vec<Edit>,
) {
    let place = |code: &str| posted.text(path.cell(&format!("{code}{RANK}")).as_str()).and_then(|place| place.parse::<u8>().ok());
    let mut ranked: Vec<(u8, &str)> = vocabulary.values.iter().filter_map(|(code, _)| place(code).map(|place| (place, *code))).collect();
    ranked.sort_by_key(|(place, _)| *place);
    let standing = shown.marks(path).iter().filter(|mark| !mark.rank.is_empty()).map(|mark| mark.option.as_str());
    if standing.eq(ranked.iter().map(|(_, code)| *code)) {
        return;
    }
    for ((_, code), later) in ranked.iter().zip(0..) {
        let rank = order::at_end(now.0 + later, &draw(4));
        edits.push(Edit::Write { path: path.cell(&format!("{code}{RANK}")), text: rank });
    }
    for mark in shown.marks(path).iter().filter(|mark| !mark.rank.is_empty() && ranked.iter().all(|(_, code)| *code != mark.option)) {
        edits.push(Edit::Write { path: path.cell(&format!("{}{RANK}", mark.option)), text: String::new() });
    }
}

fn rows(
    cells: &'static [Field],
    path: &Path,
    shown: &Content,
    posted: &Posted,
    now: Timestamp,
    draw: &mut impl FnMut(usize) -> String,
    more: &mut Vec<Edit>,
) {
    for row in shown.live_rows(path) {
        let row = path.row(&row.id);
        if posted.has(row.cell(DELETED).as_str(), YES) {
            more.push(Edit::Remove { path: row, removed: true });
        } else {
            more.extend(edits(cells, &row, shown, posted, now, draw));
        }
    }
    let new = cells.iter().filter_map(|cell| posted.words(path.cell(NEW).cell(cell.key).as_str()).map(|text| (cell.key, text)));
    let new: Vec<_> = new.filter(|(_, text)| !text.is_empty()).collect();
    if !new.is_empty() {
        let row = draw(16);
        let order = order::at_end(now.0, &draw(4));
        more.push(Edit::Add { path: path.clone(), row: row.clone(), order });
        more.extend(new.into_iter().map(|(key, text)| Edit::Write { path: path.row(&row).cell(key), text }));
    }
}

#[cfg(test)]
mod tests;
