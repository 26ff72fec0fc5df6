//! Bases of assistance (7.2.1.5) and technical packs (7.2.2.1), and which of their files stay on this device for where there is no network.

mod papers;

use std::{collections::BTreeSet, sync::Arc};

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    key,
    library::bases::{self, Basis, Pack},
    people::Role,
    sync::device::Link,
    vocab::ProductClass,
};

use super::super::link::of_document;
use crate::memo::Memo;
use crate::{
    state::{Shelves, Words, use_carried, use_files, use_names, use_session, use_truth, use_words},
    ui::{Icon, icon, live},
};
use papers::Ground;

/// The page.
#[component]
pub(in crate::pages) fn BasesPage() -> AnyView {
    let (words, carried) = (use_words(), use_carried());
    let role = untrack(|| use_session().person()).map_or(Role::Enterprise, |person| person.role);
    Effect::new(move || carried.want());
    let ground = Ground::new(words, carried);
    let drawn = move || carried.shelves.with(|shelves| shelves_in_words(&ground, shelves, role));
    view! {
        <div class="Page Library" id="bases">
            <h1>{words.t(key!("bases.title"))}</h1>
            <p class="Quiet">{words.t(key!("bases.lead"))}</p>
            {standing(words, role)}
            {live(drawn)}
            {ground.viewer()}
        </div>
    }
    .into_any()
}

/// How far what is chosen has come, and one button for all of it.
fn standing(words: Words, role: Role) -> AnyView {
    let (carried, files, truth) = (use_carried(), use_files(), use_truth());
    let is_online = Memo::new(move |_| truth.with(|truth| truth.link == Link::Online));
    let wanted = Memo::new(move |_| {
        carried.shelves.with(|shelves| carried.chosen.with(|chosen| bases::carried(&shelves.bases, &shelves.packs, chosen, role).len()))
    });
    let told = move || {
        let (wanted, to_come) = (wanted.get(), files.to_come.with(BTreeSet::len));
        let key = match to_come {
            _ if wanted == 0 => return None,
            0 => key!("bases.done"),
            _ if is_online.get() => key!("bases.fetching"),
            _ => key!("bases.waits"),
        };
        let n = if to_come == 0 { wanted } else { to_come };
        Some(view! { <p role="status" id="bases-standing" data-to-come=to_come>{words.count(key, n)}</p> })
    };
    let all = move || {
        let keys = carried.shelves.with(|shelves| keys(shelves));
        let is_whole = carried.chosen.with(|chosen| keys.iter().all(|key| chosen.contains(key)));
        (!keys.is_empty() && !is_whole).then(|| {
            let choose = move |_| carried.choose(&keys, true);
            view! { <button type="button" class="Button" id="bases-all" on:click=choose>{icon(Icon::Save)}{words.t(key!("bases.carry_all"))}</button> }
        })
    };
    view! { <div class="Bases__standing" aria-live="polite">{live(told)}{live(all)}</div> }.into_any()
}

/// Everything that has files.
fn keys(shelves: &Shelves) -> Vec<String> {
    let bases = shelves.bases.iter().filter(|basis| !basis.files.is_empty()).map(Basis::key);
    let packs = shelves.packs.iter().filter(|pack| !pack.files(&shelves.bases).is_empty()).map(Pack::key);
    bases.chain(packs).collect()
}

fn shelves_in_words(ground: &Ground, shelves: &Arc<Shelves>, role: Role) -> AnyView {
    let words = ground.words;
    if shelves.bases.is_empty() && shelves.packs.is_empty() {
        let key = if shelves.is_whole { key!("bases.empty") } else { key!("cases.reading") };
        return view! { <p class="Empty">{words.t(key)}</p> }.into_any();
    }
    let lacking = lacking(words, shelves, role);
    let packs: Vec<AnyView> = shelves.packs.iter().map(|one| pack(ground, one, &shelves.bases)).collect();
    let packs = (!packs.is_empty()).then(|| section(words, "bases-packs", key!("bases.packs"), packs));
    let bases: Vec<AnyView> = shelves.bases.iter().map(|one| basis(ground, one, role)).collect();
    let bases = (!bases.is_empty()).then(|| section(words, "bases-library", key!("bases.library"), bases));
    view! { {lacking}{packs}{bases} }.into_any()
}

/// The classes for which a pack is still to be prepared, for those who see to it.
fn lacking(words: Words, shelves: &Shelves, role: Role) -> Option<AnyView> {
    let sees_to_it = matches!(role, Role::OrganisingUnit | Role::MunicipalBureau) && shelves.is_whole;
    let classes = if sees_to_it { bases::without_pack(&shelves.packs, &shelves.bases, &use_names().case_figures()) } else { Vec::new() };
    let named = classes.iter().map(|class| words.t(class.words())).collect::<Vec<_>>().join(words.t(key!("app.comma")));
    let text = words.fill(key!("bases.without_pack"), &[("classes", &named)]);
    (!classes.is_empty())
        .then(|| view! { <p class="Bases__lacking" data-lacking=classes.len()>{icon(Icon::Danger)}<span>{text}</span></p> }.into_any())
}

fn section(words: Words, id: &'static str, title: shared::words::Key, cards: Vec<AnyView>) -> AnyView {
    view! { <section class="Catalogue__group" aria-labelledby=id><h2 id=id>{words.t(title)}</h2><ul class="Cards">{cards}</ul></section> }
        .into_any()
}

fn pack(ground: &Ground, pack: &Pack, all: &[Basis]) -> AnyView {
    let words = ground.words;
    let class = words.t(ProductClass::of_code(&pack.product_class).map_or(key!("figures.not_said"), ProductClass::words));
    let campaign = untrack(|| use_names().document(pack.campaign)).map(|(_, name)| name).unwrap_or_default();
    let title = words.fill(key!("bases.of_campaign"), &[("campaign", &campaign), ("class", class)]);
    let notes =
        pack.rows.iter().map(|row| row.note.as_str()).filter(|note| !note.is_empty()).collect::<Vec<_>>().join(words.t(key!("app.comma")));
    let files = pack.files(all);
    let way = of_document(DocumentKind::Campaign, pack.campaign);
    view! {
        <li class="Card" data-pack=pack.product_class.clone()>
            <a class="Card__title" href=way>{title}</a>
            <p class="Quiet">{notes}</p>
            {ground.files(&files)}
            {ground.choice(pack.key(), &files, false)}
        </li>
    }
    .into_any()
}

fn basis(ground: &Ground, basis: &Basis, role: Role) -> AnyView {
    let words = ground.words;
    let kind = basis.kind.map(|kind| words.t(kind.words()).to_owned());
    let number =
        Some(&basis.number).filter(|number| !number.is_empty()).map(|number| words.fill(key!("bases.number"), &[("number", number)]));
    let class = ProductClass::of_code(&basis.product_class).map(|class| words.t(class.words()).to_owned());
    let under = [kind, number, class].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let by_itself = basis.is_for_every_device && basis.is_published && role != Role::Enterprise;
    let way = of_document(DocumentKind::Basis, basis.id);
    view! {
        <li class="Card" data-basis=basis.id.to_string()>
            <a class="Card__title" href=way>{basis.title.clone()}</a>
            <p class="Quiet">{under}</p>
            {ground.files(&basis.files)}
            {ground.choice(basis.key(), &basis.files, by_itself)}
        </li>
    }
    .into_any()
}
