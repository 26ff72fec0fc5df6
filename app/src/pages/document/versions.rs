//! Several people wrote a short field at once: nothing is lost, a person decides, and the decision can be undone.

use leptos::prelude::*;
use shared::{
    forms::{Field, Kind, Path, Store},
    ids::PersonId,
    key,
    records::read::Said,
};

use super::{
    super::link::{Aspect, of_document},
    field::{Here, id, in_words},
};
use crate::{
    memo::Memo,
    state::{Document, use_session},
    ui::{Dialog, Icon, icon, live, says},
};

/// What stands in a field, and what stood there before somebody settled it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Standing {
    now: Vec<Said>,
    before: Vec<Said>,
}

/// The mark at the field and the sheet that it opens.
pub(super) fn versions(here: &Here, is_writable: bool) -> AnyView {
    let Here { document, path, field } = here.clone();
    match field.kind.store() {
        Store::Register => {}
        Store::Text => return merged(document, path),
        Store::Set | Store::Rows | Store::Calculated => return ().into_any(), // They merge by themselves.
    }
    let words = document.words;
    let is_open = RwSignal::new(false);
    let standing = Memo::new({
        let path = path.clone();
        move |last: Option<&Standing>| {
            let now = document.concurrent(&path);
            let before = if now.is_empty() { last.cloned().unwrap_or_default().before } else { now.clone() };
            Standing { now, before }
        }
    });
    let mark = move || {
        let Standing { now, before } = standing.get();
        if before.is_empty() {
            return None;
        }
        let text =
            if now.is_empty() { words.t(key!("versions.settled")).to_owned() } else { words.count(key!("versions.mark"), now.len()) };
        let mark = view! {
            <button type="button" class="Versions" class:Versions--settled=now.is_empty() on:click=move |_| is_open.set(true)>
                {icon(Icon::Versions)}{text}
            </button>
        };
        Some(mark)
    };
    let is_needed = Memo::new(move |_| standing.with(|standing| !standing.before.is_empty()));
    let sheet = move || {
        let path = path.clone();
        is_needed.get().then(|| {
            view! {
                <Dialog is_open title=words.fill(key!("versions.title"), &[("field", words.t(field.label))]) close=words.t(key!("app.close"))>
                    {sheet(document, path.clone(), field, standing, is_open, is_writable)}
                </Dialog>
            }
        })
    };
    view! { {live(mark)}{live(sheet)} }.into_any()
}

/// Says of a long text that it merged and nobody has looked at it since, and leads to where that is decided.
fn merged(document: Document, path: Path) -> AnyView {
    let words = document.words;
    // What a document is never changes: whoever draws this must not be drawn anew with every view.
    let address = untrack(|| document.read(|view| Aspect::Review.address(&of_document(view.line.summary.kind, document.id))));
    let is_merged = Memo::new(move |_| document.at(&path, |view| view.content.is_merged(&path)) == Some(true));
    live(move || {
        is_merged.get().then(|| {
            view! { <a class="Versions" href=address.clone()>{icon(Icon::Versions)}{words.t(key!("review.mark"))}</a> }
        })
    })
}

fn sheet(
    document: Document,
    path: Path,
    field: &'static Field,
    standing: Memo<Standing>,
    is_open: RwSignal<bool>,
    is_writable: bool,
) -> AnyView {
    let words = document.words;
    let choose = {
        let path = path.clone();
        Callback::new(move |text| {
            document.write(path.clone(), text);
            is_open.set(false);
        })
    };
    let lead = move || {
        let is_settled = standing.with(|standing| standing.now.is_empty());
        words.t(if is_settled { key!("versions.settled_lead") } else { key!("versions.lead") })
    };
    let of_list = path.clone();
    let list = move || {
        standing.get().before.into_iter().map(|said| value(document, &of_list, field, &said, is_writable.then_some(choose))).collect_view()
    };
    let combine = (is_writable && matches!(field.kind, Kind::Line)).then(|| combine(document, &path, standing, choose));
    view! { <p class="Quiet">{says(lead)}</p><ul class="Merge">{live(list)}</ul>{combine} }.into_any()
}

fn value(document: Document, path: &Path, field: &'static Field, said: &Said, choose: Option<Callback<String>>) -> AnyView {
    let words = document.words;
    let by = said.by.map(|author| author.person);
    let is_mine = by.is_some() && by == untrack(|| use_session().person_id());
    let text = if said.text.is_empty() {
        words.t(key!("case.not_filled")).to_owned()
    } else {
        in_words((document.words, document.names), Some((document, path)), field, &said.text)
    };
    let button = choose.map(|choose| {
        let text = said.text.clone();
        view! { <button type="button" class="Button" data-choose=said.text.clone() on:click=move |_| choose.run(text.clone())>{words.t(key!("versions.choose"))}</button> }
    });
    view! {
        <li class="Merge__value" class:Merge__value--mine=is_mine>
            <p class="Merge__text">{text}</p>
            <p class="Quiet">{name(document, by)}" · "{words.moment(said.at)}{is_mine.then(|| words.t(key!("versions.mine")))}</p>
            {button}
        </li>
    }
    .into_any()
}

/// Name and role of whoever wrote it.
pub(super) fn name(document: Document, by: Option<PersonId>) -> String {
    let words = document.words;
    let named = by.and_then(|by| {
        untrack(|| {
            document.read(|view| {
                view.line.summary.people.iter().find(|person| person.id == by).map(|person| (person.name.clone(), person.role))
            })
        })
        .flatten()
    });
    named.map_or_else(
        || words.t(key!("versions.somebody")).to_owned(),
        |(name, role)| words.fill(key!("versions.by"), &[("name", &name), ("role", words.t(role.words()))]),
    )
}

fn combine(document: Document, path: &Path, standing: Memo<Standing>, choose: Callback<String>) -> AnyView {
    let words = document.words;
    let all = standing.with_untracked(|standing| {
        standing.before.iter().map(|said| said.text.clone()).collect::<Vec<_>>().join(words.t(key!("app.comma")))
    });
    let text = RwSignal::new(all);
    let id = format!("{}-combine", id(path));
    view! {
        <div class="Field">
            <label class="Field__label" for=id.clone()>{words.t(key!("versions.combine"))}</label>
            <input class="Input" id=id prop:value=text on:input=move |event| text.set(event_target_value(&event))/>
            <button type="button" class="Button" on:click=move |_| choose.run(text.get_untracked())>{words.t(key!("versions.combine_do"))}</button>
        </div>
    }
    .into_any()
}
