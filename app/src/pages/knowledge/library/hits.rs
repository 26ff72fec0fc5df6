//! Something that was found, with the words that say so.

use leptos::prelude::*;
use shared::{
    key,
    library::Hit,
    office::{Sheet, Value},
};

use crate::{
    pages::link,
    state::{Names, Words},
};

pub(super) fn hit(words: Words, names: Names, hit: Hit) -> AnyView {
    let title = untrack(|| names.document(hit.id)).map(|(_, title)| title).unwrap_or_default();
    let [before, found, behind] = hit.passage;
    let passage = (!before.is_empty() || !found.is_empty() || !behind.is_empty()).then(|| {
        let label = hit.field.map(|field| view! { <span class="Quiet">{words.t(field)}" · "</span> });
        let found = (!found.is_empty()).then(|| view! { <mark>{found}</mark> });
        view! { <span class="Library__passage">{label}{before}{found}{behind}</span> }
    });
    view! {
        <li class="CaseCard" data-hit=hit.id.to_string() data-kind=hit.kind.code()>
            <a class="CaseCard__link" href=link::of_document(hit.kind, hit.id)>
                <span class="Quiet">{words.t(hit.kind.words())}</span>
                <strong class="CaseCard__who">{title}</strong>
                {passage}
            </a>
        </li>
    }
    .into_any()
}

/// What was found as a table.
pub(super) fn sheet(words: Words, names: Names, found: &[Hit]) -> Sheet {
    let row = |hit: &Hit| {
        let title = names.document(hit.id).map(|(_, title)| title).unwrap_or_default();
        [words.t(hit.kind.words()).to_owned(), title, hit.passage.concat()].map(Value::Text).to_vec()
    };
    let head = [key!("library.kind"), key!("library.name"), key!("library.passage")].map(|key| words.t(key).to_owned()).to_vec();
    Sheet { name: words.t(key!("library.sheet")).to_owned(), head, rows: found.iter().map(row).collect() }
}
