//! One row of a list: what it would become, what is to be looked at, and whether it is taken in.

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    forms::Path,
    importing::{Flaw, Line, lacks_in_words},
    key,
};

use super::{Ground, details::details};
use crate::memo::Memo;
use crate::{
    pages::link,
    ui::{Icon, icon, live},
};

pub(super) fn row(ground: Ground, row: u32) -> AnyView {
    let words = ground.words;
    let line = Memo::new(move |_| ground.lines.with(|lines| lines.iter().find(|line| line.row == row).cloned()));
    let is_taken = Memo::new(move |_| line.with(|line| line.as_ref().is_some_and(|line| line.is_taken)));
    let may_begin = Memo::new(move |_| line.with(|line| line.as_ref().is_some_and(Line::may_begin)));
    let n = row + 1;
    let pick = move |event| {
        let is_taken = event_target_checked(&event);
        ground.change(|import| {
            import.picked.insert(row, is_taken);
        });
    };
    let said = move || line.with(|line| line.as_ref().map(|line| said(ground, line)));
    let is_open = RwSignal::new(false);
    let inside = move || is_open.get().then(|| details(ground, row, line));
    view! {
        <li class="Import__row" data-row=n.to_string() data-taken=move || is_taken.get().to_string() class:is-left=move || !is_taken.get()>
            <label class="Import__take">
                <input type="checkbox" aria-label=words.count(key!("importing.take"), n) prop:checked=move || is_taken.get() prop:disabled=move || !may_begin.get() on:change=pick/>
                <span class="Quiet" aria-hidden="true">{n}</span>
            </label>
            <div class="Import__said">
                {live(said)}
                <details class="Fold" on:toggle=move |_| is_open.update(|is_open| *is_open = !*is_open)>
                    <summary>{words.t(key!("importing.details"))}</summary>
                    {live(inside)}
                </details>
            </div>
        </li>
    }
    .into_any()
}

/// What the case would say, and what is to be looked at.
fn said(ground: Ground, line: &Line) -> AnyView {
    let words = ground.words;
    let table = Path::field("intake", "failed_items");
    let items = line.content.live_rows(&table).map(|row| line.content.text(&table.row(&row.id).cell("item")).to_owned());
    let items: Vec<String> = items.filter(|item| !item.is_empty()).collect();
    let under = ["product", "model", "report_no"].map(|key| line.text(key)).into_iter().filter(|text| !text.is_empty());
    let under = under.collect::<Vec<_>>().join(" · ");
    let failed = (!items.is_empty()).then(|| view! { <p class="CaseCard__failed">{items.join(words.t(key!("app.comma")))}</p> });
    let flaws = line.flaws.iter().map(|flaw| told(ground, flaw)).collect_view();
    let lacks = (!line.lacks.is_empty()).then(|| {
        let text = lacks_in_words(words.language(), key!("importing.lacks"), &line.lacks);
        view! { <p class="Quiet" data-lacks=line.lacks.len().to_string()>{text}</p> }
    });
    view! {
        <strong class="CaseCard__who">{line.text("enterprise").to_owned()}</strong>
        <p>{under}</p>
        {failed}
        <ul class="Import__flaws">{flaws}</ul>
        {lacks}
    }
    .into_any()
}

fn told(ground: Ground, flaw: &Flaw) -> AnyView {
    let words = ground.words;
    let text = flaw.in_words(words.language());
    let sign = if flaw.speaks_against() { icon(Icon::Danger) } else { ().into_any() };
    let case = flaw.case().map(|case| {
        view! { <a href=link::of_document(DocumentKind::Case, case)>{words.t(key!("importing.open_case"))}</a> }
    });
    view! { <li data-flaw=flaw.code() class:is-against=flaw.speaks_against()>{sign}<span>{text}" "{case}</span></li> }.into_any()
}
