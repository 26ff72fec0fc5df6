//! What a row says in the fields of the intake, and what of it no field could take.

use std::collections::BTreeMap;

use super::{
    Column, Import, Target,
    target::SECTION,
    value::{self, items},
};
use crate::{
    forms::{Kind, Path, Place, YES},
    key,
    records::{edit::Edit, read::Content},
    words::Locale,
};

/// Draws a new row: its id, and the key that sorts it.
pub type Draw<'a> = &'a mut dyn FnMut() -> (String, String);

/// What the columns of a list mean, looked up once for all of its rows.
pub(super) struct Plan<'a> {
    import: &'a Import,
    headings: Vec<String>,
    targets: Vec<(Target, String, Vec<usize>)>,
    kept: Vec<usize>,
    locale: Locale,
}

/// What a row says.
pub(super) struct Said {
    /// What a person would do who writes it.
    pub(super) edits: Vec<Edit>,
    /// Cells that their field could not take: heading and text. They stand in the note.
    pub(super) unread: Vec<(String, String)>,
}

impl<'a> Plan<'a> {
    pub(super) fn of(import: &'a Import, locale: Locale) -> Self {
        let targets: Vec<(Target, String, Vec<usize>)> = Target::all()
            .map(|target| {
                let code = target.code();
                let columns = import.columns_of(&code);
                (target, code, columns)
            })
            .collect();
        let is_taken = |at: &usize| targets.iter().any(|(_, _, columns)| columns.contains(at));
        let is_left = |at: &usize| matches!(import.columns.get(*at), Some(Column::Left));
        let kept = (0..import.table.width()).filter(|at| !is_taken(at) && !is_left(at)).collect();
        Self { import, headings: import.headings(), targets, kept, locale }
    }

    /// What a row says.
    pub(super) fn said(&self, row: u32, draw: Draw<'_>) -> Said {
        let (mut edits, mut unread) = (Vec::new(), Vec::new());
        let mut tables: BTreeMap<&str, Vec<(&str, String)>> = BTreeMap::new();
        for (target, code, columns) in &self.targets {
            match (target.table, target.field.key) {
                (Some(table), key) => tables.entry(table).or_default().push((key, self.import.text(row, code, columns))),
                (None, "note") => {}
                (None, _) => self.field(row, (target, code, columns), &mut edits, &mut unread),
            }
        }
        for (table, cells) in tables {
            add_rows(&Path::field(SECTION, table), &cells, &mut edits, draw);
        }
        let note = self.note(row, &unread);
        edits.extend((!note.is_empty()).then(|| Edit::Write { path: Path::field(SECTION, "note"), text: note }));
        Said { edits, unread }
    }

    fn field(
        &self,
        row: u32,
        (target, code, columns): (&Target, &str, &[usize]),
        edits: &mut Vec<Edit>,
        unread: &mut Vec<(String, String)>,
    ) {
        let kind = &target.field.kind;
        let text = self.import.text(row, code, columns);
        let values = value::read(code, kind, &text).unwrap_or_else(|()| {
            let heading =
                columns.first().map_or_else(|| target.words().text(self.locale).to_owned(), |column| self.headings[*column].clone());
            unread.push((heading, text));
            Vec::new()
        });
        let path = target.path();
        let is_set = matches!(kind, Kind::Ticks(_));
        edits.extend(values.into_iter().map(|value| match is_set {
            true => Edit::Write { path: path.cell(&value), text: YES.to_owned() },
            false => Edit::Write { path: path.clone(), text: value },
        }));
    }

    /// What the list says as a note, and below it, with its heading, each cell that stands nowhere else.
    fn note(&self, row: u32, unread: &[(String, String)]) -> String {
        let own = self
            .targets
            .iter()
            .filter(|(target, ..)| target.field.key == "note")
            .map(|(_, code, columns)| self.import.text(row, code, columns));
        let cell = |column: &usize| (self.headings[*column].as_str(), self.import.table.cell(row as usize, *column));
        let unread = unread.iter().map(|(heading, text)| (heading.as_str(), text.as_str()));
        let kept = unread.chain(self.kept.iter().map(cell)).filter(|(_, text)| !text.is_empty());
        let kept = kept.map(|(heading, text)| match heading {
            "" => text.to_owned(),
            _ => key!("importing.kept").fill(self.locale, &[("heading", heading), ("text", text)]),
        });
        own.chain(kept).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// All that the cells of a row say.
    pub(super) fn cells(&self, row: u32) -> &[String] {
        self.import.table.rows.get(row as usize).map_or(&[], Vec::as_slice)
    }
}

/// Each item that failed becomes a row. What stands beside it is parted with it where it has as many parts; one part is that of every
/// item; anything else stays whole at the first.
fn add_rows(table: &Path, cells: &[(&str, String)], edits: &mut Vec<Edit>, draw: Draw<'_>) {
    let parted: Vec<(&str, Vec<String>)> = cells.iter().map(|(key, text)| (*key, items(text))).collect();
    let count = parted.iter().find(|(key, _)| *key == "item").map_or(0, |(_, items)| items.len());
    let count = count.max(usize::from(parted.iter().any(|(_, items)| !items.is_empty())));
    for at in 0..count {
        let (id, order) = draw();
        let row = table.row(&id);
        // Drawn in one moment: the number keeps them in the order of the list.
        edits.push(Edit::Add { path: table.clone(), row: id, order: format!("{order}-{at:03}") });
        for ((key, text), (_, parts)) in cells.iter().zip(&parted) {
            let text = match (parts.as_slice(), at) {
                (parts, _) if parts.len() == count => parts[at].as_str(),
                ([one], _) if *key == "basis" => one,
                (_, 0) => text.as_str(),
                (_, _) => "",
            };
            edits.extend((!text.is_empty()).then(|| Edit::Write { path: row.cell(key), text: text.to_owned() }));
        }
    }
}

/// What a new document would say.
pub(super) fn content_of(edits: &[Edit]) -> Content {
    let mut content = Content::default();
    for edit in edits {
        match edit {
            Edit::Write { path, text } => match (path.place(), path.parent()) {
                (Some(Place::Mark(..)), Some(set)) => content.put_mark(set, path.last()),
                _ => content.put(path.clone(), text),
            },
            Edit::Add { path, row, .. } => content.put_row(path.clone(), row),
            Edit::Remove { .. } | Edit::Settle { .. } | Edit::Confirm { .. } => {}
        }
    }
    content
}
