//! What can be done with the chosen cases: acts that are told once for all of them, a file of the list, their review.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    key,
    workflow::{Act, Joint, TOGETHER, rule},
};

use super::{Row, export, selecting::Selection};
use crate::{
    memo::Memo,
    pages::link,
    state::{use_session, use_together, use_words},
    ui::{Icon, icon, live, says},
};

/// So many are asked at a time: a list of results can still be read.
const MOST: usize = 500;

/// Draws it, where anything is chosen. How many are is said to those who do not see it.
pub(super) fn bar(selection: Selection, found: Memo<Vec<Arc<Row>>>) -> AnyView {
    let words = use_words();
    let count = Memo::new(move |_| selection.cases.with(Vec::len));
    let has_any = Memo::new(move |_| count.get() > 0);
    let chosen = move || match count.get() {
        0 => String::new(),
        n => words.count(key!("together.chosen"), n),
    };
    let body = move || has_any.get().then(|| drawn(selection, found, count));
    view! { <p class="Unseen" role="status" id="chosen-count">{says(chosen)}</p>{live(body)} }.into_any()
}

fn drawn(selection: Selection, found: Memo<Vec<Arc<Row>>>, count: Memo<usize>) -> AnyView {
    let (words, together) = (use_words(), use_together());
    let role = untrack(|| use_session().person()).map(|person| person.role);
    let knows = |act: &Act| rule(DocumentKind::Case, *act).is_some_and(|rule| role.is_some_and(|role| rule.roles.contains(&role)));
    let button = move |act: Act| {
        let begin = move |_| together.begin(Joint::Do(act), selection.cases.get_untracked());
        view! { <button type="button" class="Button" data-together=act.code() on:click=begin>{words.t(act.words())}</button> }.into_any()
    };
    let acts: Vec<Act> = TOGETHER.into_iter().filter(knows).collect();
    let buttons = move || {
        if count.get() > MOST {
            return view! { <p class="Quiet" id="together-most">{words.count(key!("together.most"), MOST)}</p> }.into_any();
        }
        acts.iter().copied().map(button).collect_view().into_any()
    };
    let save = move |_| {
        let cases = selection.cases.get_untracked();
        found.with_untracked(|rows| export::save(rows.iter().map(Arc::as_ref).filter(|row| cases.contains(&row.id()))));
    };
    let disputed = Memo::new(move |_| {
        let is_disputed = |row: &&Arc<Row>| row.line.summary.disputed > 0 && selection.has(row.id());
        found.with(|rows| rows.iter().filter(is_disputed).map(|row| row.id()).collect::<Vec<_>>())
    });
    let review = move || {
        disputed.with(|disputed| {
            (!disputed.is_empty()).then(|| {
                view! { <a class="Button" id="together-review" href=link::review_of(disputed)>{icon(Icon::Versions)}{words.count(key!("together.review"), disputed.len())}</a> }
            })
        })
    };
    view! {
        <section class="Chosen" aria-label=words.t(key!("together.title"))>
            <strong>{says(move || words.count(key!("together.chosen"), count.get()))}</strong>
            <div class="Row">
                {live(buttons)}
                {live(review)}
                <button type="button" class="Button" id="together-export" on:click=save>{words.t(key!("together.export"))}</button>
                <button type="button" class="Button Button--bare" id="together-clear" on:click=move |_| selection.none()>{icon(Icon::Close)}{words.t(key!("together.clear"))}</button>
            </div>
            <p class="Chosen__keys">{words.t(key!("together.keys"))}</p>
        </section>
    }
    .into_any()
}
