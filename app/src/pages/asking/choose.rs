//! Which campaign, and whom of those who were assisted.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use shared::{
    documents::DocumentKind, ids::DocumentId, key, people::District, stats::Filter, sync::device::DocumentLine, time, vocab::ProductClass,
    words::Key,
};

use super::Ground;
use crate::{
    data::clock,
    memo::Memo,
    state::{Documents, use_documents},
    ui::live,
};

/// What is chosen.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    /// The campaign: as long as nobody has chosen, the one that moved last.
    pub(super) campaign: Memo<Option<DocumentId>>,
    picked: RwSignal<Option<DocumentId>>,
    /// Until when those who are asked now are to answer; empty for the relay's usual time.
    pub(super) due: RwSignal<String>,
    from: RwSignal<NaiveDate>,
    to: RwSignal<NaiveDate>,
    district: RwSignal<Option<District>>,
    class: RwSignal<Option<ProductClass>>,
}

impl Chosen {
    /// This year, everywhere, the campaign that moved last.
    pub(super) fn this_year(documents: Documents) -> Self {
        let year = clock::now().day().year();
        let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(NaiveDate::MAX);
        let picked = RwSignal::new(None);
        let last = move || documents.with(|lines| lines.iter().flatten().find(is_campaign).map(|line| line.summary.id));
        Self {
            campaign: Memo::new(move |_| picked.get().or_else(last)),
            picked,
            due: RwSignal::new(String::new()),
            from: RwSignal::new(day(1, 1)),
            to: RwSignal::new(day(12, 31)),
            district: RwSignal::new(None),
            class: RwSignal::new(None),
        }
    }

    /// As the statistics are asked.
    pub(super) fn filter(self) -> Filter {
        let product_class = self.class.get().map(|class| class.code().to_owned());
        Filter { from: self.from.get(), to: self.to.get(), district: self.district.get(), product_class }
    }
}

fn is_campaign(line: &&Arc<DocumentLine>) -> bool {
    line.summary.kind == DocumentKind::Campaign
}

/// The controls.
pub(super) fn chooser(ground: Ground) -> AnyView {
    let Ground { words, names, chosen, .. } = ground;
    let documents = use_documents();
    let coded =
        |values: &[(&'static str, Key)]| values.iter().map(|(code, name)| ((*code).to_owned(), words.t(*name).to_owned())).collect();
    let campaigns = move || {
        let all: Vec<(String, String)> = documents.with(|lines| {
            lines.iter().flatten().filter(is_campaign).map(|line| (line.summary.id.to_string(), names.title(&line.summary))).collect()
        });
        let value = move || chosen.campaign.get().map(|id| id.to_string()).unwrap_or_default();
        select("asking-campaign", words.t(key!("asking.campaign")), None, all, value, move |code| chosen.picked.set(code.parse().ok()))
    };
    let all_of = |what: Key| Some(words.fill(key!("table.all_of"), &[("what", words.t(what))]));
    let date = move |id: &'static str, label: Key, day: RwSignal<NaiveDate>| {
        let typed = move |text: String| time::day(&text).into_iter().for_each(|typed| day.set(typed));
        view! {
            <div class="Field">
                <label class="Field__label" for=id>{words.t(label)}</label>
                <input class="Input" type="date" id=id prop:value=move || day.get().to_string() on:change=move |event| typed(event_target_value(&event))/>
            </div>
        }
        .into_any()
    };
    let district = move || chosen.district.get().map_or_else(String::new, |district| district.code().to_owned());
    let class = move || chosen.class.get().map_or_else(String::new, |class| class.code().to_owned());
    view! {
        <section class="Figures__choose" aria-label=words.t(key!("figures.choose"))>
            <div class="Figures__time">
                {live(campaigns)}
                {date("asking-from", key!("figures.from"), chosen.from)}
                {date("asking-to", key!("figures.to"), chosen.to)}
                {select("asking-district", words.t(key!("table.district")), all_of(key!("table.district")), coded(District::VOCABULARY.values), district, move |code| chosen.district.set(District::of_code(code)))}
                {select("asking-class", words.t(key!("asking.class")), all_of(key!("asking.class")), coded(ProductClass::VOCABULARY.values), class, move |code| chosen.class.set(ProductClass::of_code(code)))}
                <div class="Field">
                    <label class="Field__label" for="asking-due">{words.t(key!("asking.due"))}</label>
                    <input class="Input" type="date" id="asking-due" min=clock::now().day().to_string() on:change=move |event| chosen.due.set(event_target_value(&event))/>
                </div>
            </div>
        </section>
    }
    .into_any()
}

fn select(
    id: &'static str,
    label: &'static str,
    all: Option<String>,
    options: Vec<(String, String)>,
    value: impl Fn() -> String + Copy + Send + Sync + 'static,
    choose: impl Fn(&str) + 'static,
) -> AnyView {
    let options = options.into_iter().map(|(code, name)| {
        let of = code.clone();
        view! { <option value=code prop:selected=move || value() == of>{name}</option> }.into_any()
    });
    view! {
        <div class="Field">
            <label class="Field__label" for=id>{label}</label>
            <select class="Choice" id=id on:change=move |event| choose(&event_target_value(&event))>
                {all.map(|all| view! { <option value="" prop:selected=move || value().is_empty()>{all}</option> })}
                {options.collect_view()}
            </select>
        </div>
    }
    .into_any()
}
