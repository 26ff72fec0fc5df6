//! An entry of the expert register as the qualification rule looks at it (7.2.1.3, form G-7).

use super::read::Content;
use crate::{
    documents::DocumentKind,
    forms::Path,
    people::{Expert, Held},
    time,
    vocab::{Qualification, TitleLevel},
    workflow::State,
};

/// Reads an entry; `None` for other documents and entries without a person.
#[must_use]
pub fn of(content: &Content, state: &State) -> Option<Expert> {
    let person = state.parties.person.filter(|_| state.kind == DocumentKind::Expert)?;
    let field = |key| content.field("expert", key);
    let rows = Path::field("expert", "qualifications");
    let held = content.live_rows(&rows).filter_map(|row| {
        let cell = |key| content.text(&rows.row(&row.id).cell(key));
        Some(Held {
            kind: Qualification::of_code(cell("kind"))?,
            from: time::day(cell("valid_from")),
            to: time::day(cell("valid_to")),
            is_accepted: !cell("accepted").trim().is_empty(),
        })
    });
    let name = if field("name").is_empty() { state.parties.name.clone() } else { field("name").to_owned() };
    Some(Expert {
        person,
        name,
        title: TitleLevel::of_code(field("title")).unwrap_or(TitleLevel::None),
        qualifications: held.collect(),
        has_experience: !content.marks(&Path::field("expert", "experience")).is_empty() && !field("experience_text").trim().is_empty(),
        fields: content.marks(&Path::field("expert", "fields")).iter().map(|mark| mark.option.clone()).collect(),
        from: time::day(field("appointed_from")),
        to: time::day(field("appointed_to")),
    })
}
