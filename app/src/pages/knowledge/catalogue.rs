//! The key-product supervision catalogue (7.4 ¶3): what is in it now, what will be, what was; who put it in and took it out; and what the
//! statistics suggest to whoever decides. Over what this device holds, without a network as with one.

mod suggested;

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    ids::{DocumentId, PersonId},
    key,
    library::catalogue::{Listed, Listing, Turn},
    office::{Sheet, Value, workbook},
    records::history::Version,
    vocab::CatalogueLevel,
    words::Key,
};

use super::super::link::{Aspect, of_document};
use crate::memo::Memo;
use crate::{
    data::{clock, table},
    state::{Words, use_documents, use_watched, use_words},
    ui::{Icon, icon, live},
};

/// The page.
#[component]
pub(in crate::pages) fn CataloguePage() -> AnyView {
    let (words, documents, watched) = (use_words(), use_documents(), use_watched());
    let listings = watched.listings;
    let called = move |id: DocumentId, by: PersonId| {
        let named = documents.with(|lines| {
            let line = lines.iter().flatten().find(|line| line.summary.id == id)?;
            line.summary.people.iter().find(|person| person.id == by).map(|person| person.name.clone())
        });
        named.unwrap_or_else(|| words.t(key!("catalogue.somebody")).to_owned())
    };
    let told = Memo::new(move |_| {
        let today = clock::now().day();
        let mut told: Vec<Told> = listings.with(|all| all.iter().map(|one| Told::of(words, one, today, &called)).collect());
        told.sort_by_key(|one| (one.stands, one.listing.level, one.listing.class));
        told
    });
    let groups = move || {
        told.with(|told| {
            let is_empty = told.is_empty();
            let group = |stands: Listed| {
                let here: Vec<AnyView> = told.iter().filter(|one| one.stands == stands).map(|one| card(words, one)).collect();
                (!here.is_empty() || stands == Listed::Now && !is_empty).then(|| group(words, stands, here))
            };
            let drawn = Listed::ALL.iter().map(|stands| group(*stands)).collect_view();
            let empty = is_empty.then(|| view! { <p class="Empty">{words.t(key!("catalogue.empty"))}</p> });
            view! { {empty}{drawn} }
        })
    };
    let has_any = Memo::new(move |_| told.with(|told| !told.is_empty()));
    let save = move |_| {
        let file = told.with_untracked(|told| workbook(&[sheet(words, told)]));
        table::save_bytes(&format!("{}.xlsx", words.t(key!("catalogue.title"))), &file);
    };
    let save = move || {
        has_any.get().then(|| {
            view! { <button type="button" class="Button" id="catalogue-table" on:click=save>{icon(Icon::Save)}{words.t(key!("catalogue.table"))}</button> }
        })
    };
    view! {
        <div class="Page Library" id="catalogue">
            <h1>{words.t(key!("catalogue.title"))}</h1>
            <p class="Quiet">{words.t(key!("catalogue.lead"))}</p>
            <div class="Row">{live(save)}</div>
            {live(groups)}
            {suggested::suggested(words, listings)}
        </div>
    }
    .into_any()
}

/// An entry in words.
#[derive(Clone, PartialEq)]
struct Told {
    listing: Listing,
    stands: Listed,
    title: String,
    when: String,
    turns: Vec<String>,
}

impl Told {
    fn of(words: Words, listing: &Listing, today: chrono::NaiveDate, called: &dyn Fn(DocumentId, PersonId) -> String) -> Self {
        let class = listing.class.map_or(words.t(key!("figures.not_said")), |class| words.t(class.words()));
        let title = match listing.product.as_str() {
            "" => words.fill(key!("catalogue.all_of"), &[("class", class)]),
            product => format!("{product} · {class}"),
        };
        let from = listing.from.map(|day| day.to_string()).unwrap_or_default();
        let when = match listing.to {
            Some(to) => words.fill(key!("catalogue.from_to"), &[("from", &from), ("to", &to.to_string())]),
            None => words.fill(key!("catalogue.from"), &[("from", &from)]),
        };
        let turn = |turn: &Turn| {
            let (day, who) = (turn.on.to_string(), called(listing.id, turn.by));
            let with = [("day", day.as_str()), ("who", who.as_str())];
            if turn.is_in {
                words.fill(key!("catalogue.put_in"), &with)
            } else {
                words.fill(key!("catalogue.taken_out"), &[with[0], with[1], ("reason", turn.reason.as_str())])
            }
        };
        Self { listing: listing.clone(), stands: listing.stands(today), title, when, turns: listing.turns.iter().map(turn).collect() }
    }
}

fn group(words: Words, stands: Listed, cards: Vec<AnyView>) -> AnyView {
    let id = format!("catalogue-{}", stands.code());
    let named = id.clone();
    let none = cards.is_empty().then(|| view! { <p class="Quiet">{words.t(key!("catalogue.none_now"))}</p> });
    view! {
        <section class="Catalogue__group" aria-labelledby=named data-listed=stands.code()>
            <h2 id=id>{words.t(stands.words())}</h2>
            {none}
            <ul class="Cards">{cards}</ul>
        </section>
    }
    .into_any()
}

fn card(words: Words, told: &Told) -> AnyView {
    let here = of_document(DocumentKind::Catalogue, told.listing.id);
    let turn = |(turn, text): (&Turn, &String)| {
        let then = Aspect::Then(Version::Entry(turn.entry)).address(&here);
        view! { <li><span>{text.clone()}</span>" "<a href=then>{words.t(key!("catalogue.then"))}</a></li> }.into_any()
    };
    let Listing { level, mode, .. } = told.listing;
    let is_high = level == Some(CatalogueLevel::High);
    let level = level.map(|level| view! { <span class="Badge" class:Badge--danger=is_high>{words.t(level.words())}</span> });
    let mode = mode.map(|mode| words.t(mode.words()));
    let turns = told.listing.turns.iter().zip(&told.turns).map(turn).collect_view();
    let history = (!told.turns.is_empty()).then(|| {
        view! { <details class="Fold"><summary>{words.t(key!("catalogue.history"))}</summary><ul class="Catalogue__turns">{turns}</ul></details> }
    });
    view! {
        <li class="Card" data-listing=told.listing.id.to_string() data-level=told.listing.level.map(|level| level.code())>
            <a class="Card__title" href=here.clone()>{told.title.clone()}</a>
            <p>{level}" "{mode}<span class="Quiet">" · "{told.when.clone()}</span></p>
            <p class="Handbook__text">{told.listing.reason.clone()}</p>
            {history}
        </li>
    }
    .into_any()
}

/// The catalogue as a table, with everything that was in it.
fn sheet(words: Words, told: &[Told]) -> Sheet {
    const HEAD: [Key; 9] = [
        key!("catalogue.head.state"),
        key!("catalogue.head.class"),
        key!("catalogue.head.product"),
        key!("catalogue.head.level"),
        key!("catalogue.head.mode"),
        key!("catalogue.head.reason"),
        key!("catalogue.head.from"),
        key!("catalogue.head.to"),
        key!("catalogue.head.history"),
    ];
    let text = |key: Option<Key>| Value::Text(key.map_or("", |key| words.t(key)).to_owned());
    let row = |told: &Told| {
        let one = &told.listing;
        vec![
            text(Some(told.stands.words())),
            text(one.class.map(|class| class.words())),
            Value::Text(one.product.clone()),
            text(one.level.map(|level| level.words())),
            text(one.mode.map(|mode| mode.words())),
            Value::Text(one.reason.clone()),
            Value::Day(one.from),
            Value::Day(one.to),
            Value::Text(told.turns.join("\n")),
        ]
    };
    Sheet {
        name: words.t(key!("catalogue.sheet")).to_owned(),
        head: HEAD.map(|key| words.t(key).to_owned()).to_vec(),
        rows: told.iter().map(row).collect(),
    }
}
