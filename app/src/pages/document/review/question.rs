//! One question: the answers beside each other, what is different in them, and the ways to decide.

use leptos::prelude::*;
use shared::{
    access,
    documents::DocumentKind,
    forms::{Field, Kind, Path, Place},
    ids::Author,
    key,
    records::{
        edit::Edit,
        read::Said,
        review::{About, Hand, Question},
    },
    time::Timestamp,
};

use super::{
    super::{
        super::link::of_document,
        field::{fields, id, in_words},
        past::difference::{Drawn, wording},
        versions::name,
    },
    place_of,
};
use crate::state::Document;

/// What a question says, as a name by which it is told from what it said before.
pub(super) fn told(question: &Question) -> String {
    let said = |said: &[Said]| said.iter().map(|said| format!("{}@{}", said.text.len(), said.at.0)).collect::<Vec<_>>().join(",");
    let about = match &question.about {
        About::Values(values) => said(values),
        About::Prose { merged, sides, .. } => format!("{}:{}", merged.len(), said(sides)),
        About::Row { removed, written } => format!("{}/{}", removed.at.0, written.at.0),
    };
    format!("{}|{about}", question.path.as_str())
}

/// Draws it.
pub(super) fn question(document: Document, kind: DocumentKind, it: Question) -> AnyView {
    let words = document.words;
    let may = untrack(|| {
        document.rules(|facts| {
            let may_write = access::may_write(facts.person, facts.state, &it.path, facts.today, facts.today).is_ok();
            may_write || access::may_settle(facts.person, facts.state, &it.path)
        })
    });
    let may = may == Some(true) && untrack(|| document.is_written());
    let lead = match &it.about {
        About::Values(_) => key!("review.of_values"),
        About::Prose { .. } => key!("review.of_prose"),
        About::Row { .. } => key!("review.of_row"),
    };
    let body = match &it.about {
        About::Values(values) => of_values(document, &it, values, may),
        About::Prose { ground, merged, sides } => of_prose(document, &it, [ground, merged], sides, may),
        About::Row { removed, written } => of_row(document, &it, [*removed, *written], may),
    };
    let title = format!("{}-question", id(&it.path));
    let (place, labelled_by) = (it.path.as_str().to_owned(), title.clone());
    let refused = (!may).then(|| view! { <p class="Quiet">{words.t(key!("review.not_yours"))}</p> });
    view! {
        <section class="Question" aria-labelledby=labelled_by data-question=place>
            <h2 id=title>{place_of(document, &it)}</h2>
            <p class="Quiet">{words.t(lead)}</p>
            {body}
            {refused}
            <a class="Link" href=of_document(kind, document.id)>{words.t(key!("past.back"))}</a>
        </section>
    }
    .into_any()
}

fn of_values(document: Document, it: &Question, values: &[Said], may: bool) -> AnyView {
    let words = document.words;
    let Some(field) = it.path.form_field() else { return ().into_any() };
    let in_words = |text: &str| match text {
        "" => words.t(key!("case.not_filled")).to_owned(),
        _ => in_words((words, document.names), Some((document, &it.path)), field, text),
    };
    let first = values.first().map(|said| in_words(&said.text)).unwrap_or_default();
    let side = |(at, said): (usize, &Said)| {
        let text = in_words(&said.text);
        // The first is what is shown meanwhile; in the others it is marked what is different.
        let text = if at == 0 || matches!(field.kind, Kind::Choice(_) | Kind::Pick(_)) {
            view! { <p class="Wording">{text}</p> }.into_any()
        } else {
            wording(words, &first, &text, Drawn::Both, false)
        };
        side(document, text, said, choose(document, it, at, &said.text, may))
    };
    let sides = values.iter().enumerate().map(side).collect_view();
    let all = values.iter().map(|said| said.text.as_str()).collect::<Vec<_>>().join(words.t(key!("app.comma")));
    let rewrite = (may && matches!(field.kind, Kind::Line)).then(|| rewrite(document, it, field, all));
    view! { <ul class="Merge">{sides}</ul>{rewrite} }.into_any()
}

fn of_prose(document: Document, it: &Question, [ground, merged]: [&String; 2], sides: &[Said], may: bool) -> AnyView {
    let words = document.words;
    let Some(field) = it.path.form_field() else { return ().into_any() };
    let each = |(at, said): (usize, &Said)| {
        let text = wording(words, ground, &said.text, Drawn::Both, false);
        side(document, text, said, choose(document, it, at, &said.text, may))
    };
    let sides = sides.iter().enumerate().map(each).collect_view();
    let confirm = may.then(|| {
        let (question, path) = (it.clone(), it.path.clone());
        let place = path.as_str().to_owned();
        let confirm = move |_| document.decide(question.clone(), Edit::Confirm { path: path.clone() });
        view! { <button type="button" class="Button Button--primary" data-confirm=place on:click=confirm>{words.t(key!("review.confirm"))}</button> }
    });
    let rewrite = may.then(|| rewrite(document, it, field, merged.clone()));
    view! {
        <div class="Question__merged">
            <h3>{words.t(key!("review.merged"))}</h3>
            {wording(words, ground, merged, Drawn::Both, false)}
            {confirm}
        </div>
        <h3>{words.t(key!("review.sides"))}</h3>
        <ul class="Merge">{sides}</ul>
        {rewrite}
    }
    .into_any()
}

fn of_row(document: Document, it: &Question, [removed, written]: [Hand; 2], may: bool) -> AnyView {
    let words = document.words;
    let cells: &[Field] = if let Some(Place::Row(_, table)) = it.path.place()
        && let Kind::Rows(cells) = table.kind
    {
        cells
    } else {
        &[]
    };
    let hand = |key, hand: Hand| hand.by.map(|by| view! { <li>{words.fill(key, &[("who", &who(document, by, hand.at))])}</li> });
    let decide = may.then(|| {
        let button = |removed: bool, class, label| {
            let (question, path) = (it.clone(), it.path.clone());
            let place = path.as_str().to_owned();
            let decide = move |_| document.decide(question.clone(), Edit::Remove { path: path.clone(), removed });
            view! { <button type="button" class=class data-row-decision=format!("{place}/{removed}") on:click=decide>{words.t(label)}</button> }
        };
        view! { <div class="Row">{button(false, "Button Button--primary", key!("rows.bring_back"))}{button(true, "Button Button--danger", key!("rows.remove_again"))}</div> }
    });
    view! {
        <ul>{hand(key!("review.removed_by"), removed)}{hand(key!("review.written_by"), written)}</ul>
        {fields(document, &it.path, cells, false)}
        {decide}
    }
    .into_any()
}

fn side(document: Document, text: AnyView, said: &Said, button: Option<AnyView>) -> AnyView {
    let by = said.by.map(|by| who(document, by, said.at));
    view! { <li class="Merge__value">{text}<p class="Quiet">{by}</p>{button}</li> }.into_any()
}

/// Who, on which device, when.
fn who(document: Document, by: Author, at: Timestamp) -> String {
    format!("{} · {} · {}", name(document, Some(by.person)), untrack(|| document.device(by.device)), document.words.moment(at))
}

fn choose(document: Document, it: &Question, at: usize, text: &str, may: bool) -> Option<AnyView> {
    let place = format!("{}/{at}", it.path.as_str());
    let choose = settle(document, it);
    let text = text.to_owned();
    may.then(|| {
        view! { <button type="button" class="Button" data-side=place on:click=move |_| choose.run(text.clone())>{document.words.t(key!("versions.choose"))}</button> }.into_any()
    })
}

/// A text of one's own, beginning with everything that was written.
fn rewrite(document: Document, it: &Question, field: &'static Field, text: String) -> AnyView {
    let words = document.words;
    let control = format!("{}-rewrite", id(&it.path));
    let place = it.path.as_str().to_owned();
    let is_long = matches!(field.kind, Kind::Prose | Kind::ProseWithin(_));
    let now = RwSignal::new(text.clone());
    let input = move |event| now.set(event_target_value(&event));
    let control_of = control.clone();
    let boxed = if is_long {
        view! { <textarea class="Input" id=control_of rows=6 prop:value=text on:input=input></textarea> }.into_any()
    } else {
        view! { <input class="Input" id=control_of prop:value=text on:input=input/> }.into_any()
    };
    let choose = settle(document, it);
    view! {
        <div class="Field">
            <label class="Field__label" for=control>{words.t(key!("review.rewrite"))}</label>
            {boxed}
            <button type="button" class="Button" data-rewrite=place on:click=move |_| choose.run(now.get_untracked())>{words.t(key!("review.rewrite_do"))}</button>
        </div>
    }
    .into_any()
}

fn settle(document: Document, it: &Question) -> Callback<String> {
    let (question, path): (Question, Path) = (it.clone(), it.path.clone());
    Callback::new(move |text| document.decide(question.clone(), Edit::Settle { path: path.clone(), text }))
}
