//! A row becomes a case: the wish that a person would have and the words that they would write, for the device to begin it with.

use super::{
    Import, Known, Line, line,
    said::{Draw, Plan, content_of},
    target::SECTION,
};
use crate::{
    documents::DocumentKind,
    ids::{CommandId, DocumentId},
    sync::device::Beginning,
    workflow::{Act, Command, RULES},
};

/// What these rows begin, in their order. `command` draws the name of a wish, `row` that of a new row.
#[must_use]
pub fn beginning(
    import: &Import,
    known: &Known,
    rows: &[(u32, DocumentId)],
    command: &mut dyn FnMut() -> CommandId,
    row: Draw<'_>,
) -> Vec<Beginning> {
    let plan = Plan::of(import, known.locale);
    let begin = |(at, document): &(u32, DocumentId)| {
        let edits = plan.said(*at, row).edits;
        let content = content_of(&edits);
        let enterprise = known.enterprise(content.field(SECTION, "enterprise")).map(|(id, _)| id);
        let args = line::args(&content, enterprise);
        let command = Command { id: command(), act: Act::Open, on: known.today, args, heads: Vec::new(), rules: RULES };
        Beginning { document: *document, kind: DocumentKind::Case, command, edits }
    };
    rows.iter().map(begin).collect()
}

impl Import {
    /// The rows that are to be taken in get the cases that they become, once and for all: whoever goes on later begins none twice.
    pub fn start(&mut self, lines: &[Line], document: &mut dyn FnMut() -> DocumentId) {
        for line in lines.iter().filter(|line| line.is_taken) {
            self.begun.entry(line.row).or_insert_with(&mut *document);
        }
    }
}
