//! What came: from whom, which document, how much of it is new, and what was not taken and why.

use leptos::prelude::*;
use shared::key;

use crate::pages::link::of_document;
use crate::{
    data::handing::Receipt,
    state::Words,
    ui::{Icon, icon},
};

/// Draws it.
pub(super) fn result(words: Words, receipt: Receipt) -> AnyView {
    let Receipt { document, kind, title, from, is_further, new, known, refused, groundless, strangers, files, lost_files } = receipt;
    let somebody = |name: &str| if name.is_empty() { words.t(key!("pick.unknown")).to_owned() } else { name.to_owned() };
    let mut lines: Vec<String> = Vec::new();
    if is_further {
        lines.push(words.t(key!("handing.further")).to_owned());
    }
    lines.extend(new.iter().map(|(who, n)| words.fill(key!("handing.new"), &[("who", &somebody(who)), ("n", &n.to_string())])));
    if known > 0 {
        lines.push(words.count(key!("handing.known"), known));
    }
    if files > 0 {
        lines.push(words.count(key!("handing.files_here"), files));
    }
    let is_nothing_new = lines.is_empty() || (!is_further && new.is_empty() && files == 0);
    let calm = if is_nothing_new { words.t(key!("handing.nothing_new")) } else { words.t(key!("handing.not_confirmed")) };
    let why = refused.iter().map(|(who, n, refusal)| {
        words.fill(key!("handing.refused"), &[("who", &somebody(who)), ("n", &n.to_string()), ("why", &words.refusal(refusal))])
    });
    let mut problems: Vec<String> = why.collect();
    for (n, key) in
        [(groundless, key!("handing.groundless")), (strangers, key!("handing.strangers")), (lost_files, key!("handing.lost_files"))]
    {
        problems.extend((n > 0).then(|| words.count(key, n)));
    }
    let count = new.iter().map(|(_, n)| n).sum::<u32>().to_string();
    let title = if title.is_empty() { words.t(kind.words()).to_owned() } else { title };
    view! {
        <section class="Block" id="received" role="status" data-document=document.to_string() data-new=count data-further=is_further.to_string()>
            <h2>{icon(Icon::Tick)}{words.fill(key!("handing.from"), &[("who", &somebody(&from))])}</h2>
            <p><strong>{words.t(kind.words())}</strong>" "{title}</p>
            <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            <p class="Quiet">{calm}</p>
            {problems.into_iter().map(|line| view! { <p class="Problem">{icon(Icon::Stop)}{line}</p> }).collect_view()}
            <a class="Button Button--primary" id="received-open" href=of_document(kind, document)>{words.t(key!("handing.open"))}</a>
        </section>
    }
    .into_any()
}
