//! Who, which product, what failed.

use leptos::prelude::*;
use shared::{forms::Path, key, sync::device::CaseView};

use super::super::mark::mark;
use crate::{
    state::{Case, use_words},
    ui::{live, says},
};

/// Draws it.
pub(super) fn head(case: Case) -> AnyView {
    let words = use_words();
    let intake = move |key| case.text(&Path::field("intake", key));
    let product = Memo::new(move |_| {
        [intake("product"), intake("model")].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
    });
    let under = Memo::new(move |_| {
        let district = case.read(|view| view.state.district).flatten().map(|district| words.t(district.words()).to_owned());
        let report = Some(intake("report_no")).filter(|report| !report.is_empty());
        district.into_iter().chain(report.map(|report| words.fill(key!("case.report"), &[("no", &report)]))).collect::<Vec<_>>().join(" · ")
    });
    let failed = Memo::new(move |_| case.read(failed).unwrap_or_default());
    let items = move || failed.get().into_iter().map(|item| view! { <li>{item}</li> }.into_any()).collect_view();
    view! {
        <header class="CaseHead">
            <h1>{says(move || intake("enterprise"))}</h1>
            <p class="CaseHead__product">{says(move || product.get())}</p>
            <p class="Quiet">{says(move || under.get())}</p>
            <ul class="CaseHead__failed" aria-label=words.t(key!("case.failed"))>{live(items)}</ul>
            {live(move || case.read(|view| mark(words, &view.line)))}
        </header>
    }
    .into_any()
}

/// Each failed item with what was measured and what the standard asks for.
fn failed(view: &CaseView) -> Vec<String> {
    let items = Path::field("intake", "failed_items");
    let live = view.content.rows(&items).iter().filter(|row| !row.removed);
    live.map(|row| {
        let cell = |key| view.content.text(&items.row(&row.id).cell(key));
        [cell("item"), cell("measured"), cell("limit")].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" / ")
    })
    .filter(|item| !item.is_empty())
    .collect()
}
