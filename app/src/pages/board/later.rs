//! What former members wrote and waits for whoever leads (R-0-15), by document; it is decided where it belongs.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::{documents::DocumentKind, ids::DocumentId, key};

use super::super::link;
use crate::{
    memo::Memo,
    state::{use_beside, use_names, use_words},
    ui::live,
};

/// The part of the page, where anything waits.
pub(super) fn later() -> AnyView {
    let (words, names, beside) = (use_words(), use_names(), use_beside());
    let waiting = Memo::new(move |_| beside.to_decide());
    live(move || {
        let waiting = waiting.get();
        let mut of: BTreeMap<DocumentId, (usize, Vec<String>)> = BTreeMap::new();
        for one in &waiting {
            let (count, who) = of.entry(one.piece.document).or_default();
            *count += 1;
            if !who.contains(&one.name) {
                who.push(one.name.clone());
            }
        }
        let line = |(id, (count, who)): (DocumentId, (usize, Vec<String>))| {
            let (kind, name) = untrack(|| names.document(id)).unwrap_or((DocumentKind::Case, names.unknown().to_owned()));
            let about = words.fill(key!("later.pieces"), &[("n", &count.to_string()), ("who", &who.join(words.t(key!("app.comma"))))]);
            view! { <li class="Card"><a href=link::of_later(kind, id)>{name}</a><span class="Quiet">{about}</span></li> }.into_any()
        };
        (!waiting.is_empty()).then(|| {
            view! {
                <section class="Block" id="later" aria-labelledby="later-title">
                    <h2 id="later-title">{words.t(key!("later.title"))}</h2>
                    <p class="Quiet">{words.t(key!("later.lead"))}</p>
                    <ul class="Cards">{of.into_iter().map(line).collect_view()}</ul>
                </section>
            }
        })
    })
}
