//! What several people wrote at once in a document and a person decides: each place with every answer, who and when; the decision
//! can be taken back.

mod question;

use leptos::prelude::*;
use shared::{documents::DocumentKind, key, records::review::Question};

use super::{
    super::link::{Aspect, of_document},
    past::difference::{below_section, section_in_words},
};
use crate::{
    memo::Memo,
    state::Document,
    ui::{Icon, icon, list, live, says},
};

/// Says on the document's page that something waits here, and leads to it.
pub(super) fn notice(document: Document, kind: DocumentKind) -> AnyView {
    let words = document.words;
    let count = Memo::new(move |_| document.read(|view| view.review.len()).unwrap_or_default());
    let address = Aspect::Review.address(&of_document(kind, document.id));
    live(move || {
        let n = count.get();
        (n > 0).then(|| {
            view! { <a class="Notice" id="review-notice" href=address.clone()>{icon(Icon::Versions)}{words.count(key!("review.notice"), n)}</a> }
        })
    })
}

/// Draws it.
pub(in crate::pages) fn review(document: Document, kind: DocumentKind) -> AnyView {
    let words = document.words;
    let questions = Memo::new(move |_| document.review());
    let shown = move || questions.with(|questions| questions.iter().map(name).collect());
    let draw = move |key: String| {
        let question = questions.with_untracked(|questions| questions.iter().find(|question| name(question) == key).cloned());
        question.map(|question| question::question(document, kind, question)).into_any()
    };
    let count = move || match questions.with(Vec::len) {
        0 => words.t(key!("review.empty")).to_owned(),
        n => words.count(key!("review.lead"), n),
    };
    view! {
        <header class="CaseHead">
            <h1>{words.t(key!("review.title"))}</h1>
            <p class="Quiet">{says(move || document.read(|view| document.names.title(&view.line.summary)).unwrap_or_default())}</p>
            <p role="status" id="review-left" data-left=move || questions.with(Vec::len)>{says(count)}</p>
        </header>
        <div class="Questions">{list(shown, draw)}</div>
        {decided(document)}
    }
    .into_any()
}

/// What stands in a question: when that changes, it is drawn anew, and not before, so that nobody is interrupted in writing.
fn name(question: &Question) -> String {
    question::told(question)
}

/// What this person decided a while ago, each to be taken back.
fn decided(document: Document) -> AnyView {
    let words = document.words;
    live(move || {
        let decided = document.decided();
        (!decided.is_empty()).then(|| {
            let line = |question: Question| {
                let place = question.path.as_str().to_owned();
                let title = place_of(document, &question);
                view! {
                    <li class="Row">
                        <span>{title}</span>
                        <button type="button" class="Button" data-undo=place on:click=move |_| document.reopen(question.clone())>{words.t(key!("review.undo"))}</button>
                    </li>
                }
                .into_any()
            };
            view! {
                <section class="Block" id="decided" aria-labelledby="decided-title">
                    <h2 id="decided-title">{words.t(key!("review.decided"))}</h2>
                    <p class="Quiet">{words.t(key!("review.decided_lead"))}</p>
                    <ul>{decided.into_iter().map(line).collect_view()}</ul>
                </section>
            }
        })
    })
}

fn place_of(document: Document, question: &Question) -> String {
    let section = section_in_words(document.words, question.path.section());
    format!("{section} › {}", below_section(document, &question.path))
}
