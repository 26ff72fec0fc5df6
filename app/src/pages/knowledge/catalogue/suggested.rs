//! Product classes that failed most within a year and are not in the catalogue: the statistics suggest, the municipal bureau decides.

use std::sync::Arc;

use chrono::Days;
use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    forms::Path,
    key,
    library::catalogue::{Listed, Listing},
    records::edit::Edit,
    stats::{Filter, suggestions},
    vocab::ProductClass,
    workflow::{Act, rule},
};

use super::super::begin;
use crate::memo::Memo;
use crate::{
    data::clock,
    state::{Words, use_names, use_session},
    ui::{Icon, icon, live},
};

/// The time over which failures are counted.
const YEAR: Days = Days::new(365);
/// So many classes are suggested.
const MOST: usize = 5;

/// Draws them, for those who may put something in.
pub(super) fn suggested(words: Words, listings: Memo<Arc<Vec<Listing>>>) -> Option<AnyView> {
    let person = untrack(|| use_session().person())?;
    if !rule(DocumentKind::Catalogue, Act::Open)?.roles.contains(&person.role) {
        return None;
    }
    let names = use_names();
    let begin = begin::beginner(DocumentKind::Catalogue);
    let found = Memo::new(move |_| {
        let today = clock::now().day();
        let filter = Filter { from: today.checked_sub_days(YEAR).unwrap_or(today), to: today, district: None, product_class: None };
        let is_in = |class: ProductClass| {
            listings
                .with(|all| all.iter().any(|one| one.class == Some(class) && one.product.is_empty() && one.stands(today) != Listed::Past))
        };
        let found = suggestions::suggestions(&names.case_figures(), &filter).into_iter();
        let found =
            found.filter_map(|one| Some((ProductClass::of_code(&one.product_class)?, one.failing.value, one.failed_rechecks.value)));
        found.filter(|(class, ..)| !is_in(*class)).take(MOST).collect::<Vec<_>>()
    });
    let one = move |(class, failing, rechecks): &(ProductClass, u64, u64)| {
        let (class, name) = (*class, words.t(class.words()));
        let why = words.fill(key!("catalogue.suggestion"), &[("n", &failing.to_string()), ("rechecks", &rechecks.to_string())]);
        let reason = why.clone();
        let take = move |_| {
            let write = |key, text: &str| Edit::Write { path: Path::field("catalogue", key), text: text.to_owned() };
            let from = clock::now().day().to_string();
            begin.run((name.to_owned(), vec![write("product_class", class.code()), write("reason", &reason), write("from", &from)]));
        };
        view! {
            <li class="Card" data-suggested=class.code()>
                <strong class="CaseCard__who">{name}</strong>
                <p class="Quiet">{why}</p>
                <button type="button" class="Button" on:click=take>{icon(Icon::Add)}{words.t(key!("catalogue.begin"))}</button>
            </li>
        }
        .into_any()
    };
    let drawn = move || {
        found.with(|found| {
            (!found.is_empty()).then(|| {
                view! {
                    <section class="Catalogue__group" aria-labelledby="catalogue-suggested">
                        <h2 id="catalogue-suggested">{words.t(key!("catalogue.suggested"))}</h2>
                        <p class="Quiet">{words.t(key!("catalogue.suggested_lead"))}</p>
                        <ul class="Cards">{found.iter().map(one).collect_view()}</ul>
                    </section>
                }
            })
        })
    };
    Some(live(drawn))
}
