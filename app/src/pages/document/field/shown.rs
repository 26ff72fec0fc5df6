//! Fields that are not typed: what stands elsewhere or follows from it.

use shared::{
    forms::{self, Kind, Path, Shown},
    key,
};

use super::{register::in_round, words::standing};
use crate::state::Document;

/// What such a field shows.
pub(super) fn shown(document: Document, at: &Path, what: Shown) -> String {
    let of = |path: &Path| path.form_field().map(|field| standing(document, path, field)).unwrap_or_default();
    match what {
        Shown::Field(path) => of(&in_round(document, at, path)),
        Shown::Cells(table, cell) => {
            let table = in_round(document, at, table);
            let cells = rows(document, &table).into_iter().map(|row| of(&table.row(&row).cell(cell)));
            cells.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(document.words.t(key!("app.comma")))
        }
        Shown::Position => {
            let row = at.parent();
            let table = row.as_ref().and_then(Path::parent);
            let place = table.zip(row).and_then(|(table, row)| rows(document, &table).iter().position(|id| *id == row.last()));
            place.map(|place| (place + 1).to_string()).unwrap_or_default()
        }
        Shown::RecheckStatus => {
            let round = forms::round_of(at.section()).1;
            document.read(|view| document.words.t(view.state.recheck_status(round).words()).to_owned()).unwrap_or_default()
        }
        Shown::Figure(code) => figure(code),
    }
}

/// Whether a kind of field shows a figure of the statistics.
pub(super) const fn is_figure(kind: &Kind) -> bool {
    matches!(kind, Kind::Shown(Shown::Figure(_)))
}

/// A figure of the statistics by its code; none is counted on the device yet.
fn figure(_code: &str) -> String {
    "—".to_owned()
}

fn rows(document: Document, table: &Path) -> Vec<String> {
    document.read(|view| view.content.live_rows(table).map(|row| row.id.clone()).collect()).unwrap_or_default()
}
