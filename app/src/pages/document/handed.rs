//! Says what of the document came from colleagues without a network and is not confirmed, and what the relay did not take of it.

use leptos::prelude::*;
use shared::{key, sync::device::HandedLine};

use crate::{
    memo::Memo,
    state::{Document, use_handing},
    ui::{Icon, icon, live},
};

/// The notice, where there is something.
pub(super) fn notice(document: Document) -> AnyView {
    let lines = Memo::new(move |_| document.read(|view| view.handed.clone()).unwrap_or_default());
    live(move || {
        let lines = lines.get();
        (!lines.is_empty()).then(|| draw(document, &lines))
    })
}

fn draw(document: Document, lines: &[HandedLine]) -> AnyView {
    let (words, handing) = (document.words, use_handing());
    let name = |line: &HandedLine| if line.name.is_empty() { words.t(key!("pick.unknown")).to_owned() } else { line.name.clone() };
    let waiting: u32 = lines.iter().map(|line| line.waiting).sum();
    let mut people: Vec<String> = lines.iter().filter(|line| line.waiting > 0).map(name).collect();
    people.sort();
    people.dedup();
    let who = people.join(words.t(key!("app.comma")));
    let waits = (waiting > 0).then(|| {
        let text = words.fill(key!("handing.stands"), &[("who", &who), ("n", &waiting.to_string())]);
        view! { <p class="Notice" data-handed=waiting.to_string()>{text}</p> }
    });
    let refused = lines.iter().filter_map(|line| Some((name(line), line.refused.as_ref()?))).map(|(who, (n, refusal))| {
        let text = words.fill(key!("handing.relay_refused"), &[("who", &who), ("n", &n.to_string()), ("why", &words.refusal(refusal))]);
        view! { <p class="Problem">{icon(Icon::Stop)}{text}</p> }.into_any()
    });
    let refused: Vec<AnyView> = refused.collect();
    let seen = (!refused.is_empty()).then(|| {
        view! { <button type="button" class="Button" on:click=move |_| handing.drop_refused(document.id)>{words.t(key!("handing.refused_seen"))}</button> }
    });
    view! { <section id="handed">{waits}{refused.into_iter().collect_view()}{seen}</section> }.into_any()
}
