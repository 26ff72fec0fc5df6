//! 5W2H (7.2.3.2.1): the problem in the middle, the seven questions around it. The tiles are the fields themselves.

use leptos::prelude::*;
use shared::{
    forms::{self, Path},
    key,
    vocab::Vocabulary,
};

use super::{
    field::{Here, fields, id},
    rows::Cells,
};
use crate::memo::Memo;
use crate::ui::{resting, says};

/// Whether a table is the one that is drawn so.
pub(super) fn is_of(table: &Path) -> bool {
    table.last() == "five_w" && forms::round_of(table.section()).0 == "causes"
}

/// Draws it.
pub(super) fn tiles(here: &Here, vocabulary: &'static Vocabulary, cells: Cells, is_writable: bool) -> AnyView {
    let Here { document, path, field } = here.clone();
    let words = document.words;
    let problem = Path::section_root(path.section()).cell("problem");
    let problem = resting(Memo::new(move |_| document.text(&problem)));
    let says_problem =
        move || problem.with(|text| if text.is_empty() { words.t(key!("fishbone.problem")).to_owned() } else { text.clone() });
    let tile = |(code, name): &(&'static str, _)| {
        let row = path.row(code);
        let here = row.as_str().to_owned();
        view! {
            <div class="Tile" role="group" aria-label=words.t(*name) data-row=here>
                <h4 class="Tile__name">{words.t(*name)}</h4>
                {fields(document, &row, cells, is_writable)}
            </div>
        }
        .into_any()
    };
    let tiles = vocabulary.values.iter().map(tile).collect_view();
    let (title, table) = (id(&path), path.as_str().to_owned());
    let labelled_by = title.clone();
    view! {
        <div class="FiveW" role="group" aria-labelledby=labelled_by data-table=table>
            <h3 class="Rows__title" id=title>{words.t(field.label)}</h3>
            <div class="Tiles">
                <div class="Tile Tile--problem"><h4 class="Tile__name">{words.t(key!("five_w.problem"))}</h4><p>{says(says_problem)}</p></div>
                {tiles}
            </div>
        </div>
    }
    .into_any()
}
