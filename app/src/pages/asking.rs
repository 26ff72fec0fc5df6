//! The campaign around the satisfaction survey (7.3, Annex E): whom to ask, who was asked, who has answered. Surveys are begun here, each by
//! the rules of its own form; inviting and reminding stand in the survey itself.

mod choose;
mod lines;

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    ids::DocumentId,
    key,
    stats::asking::{self, Asking, Standing},
    sync::device::DocumentLine,
    workflow::DeadlineKind,
};

use super::link;
use crate::{
    data::clock,
    memo::Memo,
    state::{Names, Words, use_deadlines, use_documents, use_names, use_words},
    ui::live,
};
use choose::Chosen;

/// What every part of the page reads.
#[derive(Clone, Copy)]
struct Ground {
    words: Words,
    names: Names,
    chosen: Chosen,
    /// `None` until a campaign is chosen.
    all: Memo<Option<Arc<Vec<Asking>>>>,
}

/// The page.
#[component]
pub(super) fn AskingPage() -> AnyView {
    let (words, names, documents, deadlines) = (use_words(), use_names(), use_documents(), use_deadlines());
    let chosen = Chosen::this_year(documents);
    let all = Memo::new(move |_| {
        let campaign = chosen.campaign.get()?;
        let (cases, today) = (names.case_figures(), clock::now().day());
        let found = documents.with(|lines| {
            let surveys = lines.iter().flatten().filter_map(|line| Some((line.summary.survey.as_deref()?, due(line, deadlines))));
            let surveys: Vec<asking::Due<'_>> = surveys.collect();
            asking::asking(&cases, &surveys, &chosen.filter(), campaign, today)
        });
        Some(Arc::new(found))
    });
    let ground = Ground { words, names, chosen, all };
    view! {
        <div class="Page Page--wide Board">
            <h1>{words.t(key!("asking.title"))}</h1>
            <p class="Quiet">{words.t(key!("asking.lead"))}</p>
            {choose::chooser(ground)}
            {live(move || rate(ground))}
            {lines::lines(ground)}
            {live(move || evaluations(ground))}
        </div>
    }
    .into_any()
}

/// Until when a survey is to be answered.
fn due(line: &DocumentLine, deadlines: RwSignal<shared::workflow::Deadlines>) -> Option<chrono::NaiveDate> {
    let clock = line.waits.as_deref()?.clocks.iter().find(|clock| clock.kind == DeadlineKind::Survey)?;
    Some(deadlines.with(|deadlines| deadlines.due(clock)).due)
}

/// How many of those who were asked have answered.
fn rate(Ground { words, all, .. }: Ground) -> Option<AnyView> {
    let all = all.get()?;
    let (invited, answered, share) = asking::response(&all);
    let text = match share {
        None => words.t(key!("asking.rate_none")).to_owned(),
        Some(share) => {
            let (invited, answered) = (invited.value.to_string(), answered.value.to_string());
            words.fill(key!("asking.rate"), &[("invited", &invited), ("answered", &answered), ("share", &share.to_string())])
        }
    };
    let part = |standing: &Standing| {
        let n = all.iter().filter(|asking| asking.standing == *standing).count();
        let state = if *standing == Standing::Overdue && n > 0 { "overdue" } else { "open" };
        view! {
            <div class="BoardTile" data-asking=standing.code() data-due=state>
                <strong class="BoardTile__number">{n}</strong>
                <span>{words.t(standing.words())}</span>
            </div>
        }
        .into_any()
    };
    Some(
        view! {
            <section class="Block">
                <p class="Lead" id="asking-rate" role="status">{text}</p>
                <div class="BoardTiles">{Standing::ALL.iter().map(part).collect_view()}</div>
            </section>
        }
        .into_any(),
    )
}

/// Leads into the evaluation, for which the answers are one of the methods (R-7.3-6).
fn evaluations(Ground { words, names, chosen, .. }: Ground) -> Option<AnyView> {
    let campaign = chosen.campaign.get()?;
    let found: Vec<DocumentId> = use_documents().with(|lines| {
        let is_its = |line: &&Arc<DocumentLine>| line.summary.kind == DocumentKind::Evaluation && line.summary.names.contains(&campaign);
        lines.iter().flatten().filter(is_its).map(|line| line.summary.id).collect()
    });
    let links = found.into_iter().filter_map(|id| names.document(id).map(|(kind, name)| (id, kind, name)));
    let links = links.map(|(id, kind, name)| view! { <li><a href=link::of_document(kind, id)>{name}</a></li> }.into_any());
    let of_campaign = names.document(campaign).map(|(kind, name)| view! { <li><a href=link::of_document(kind, campaign)>{name}</a></li> });
    Some(
        view! {
            <section class="Block" id="asking-evaluations">
                <h2>{words.t(key!("asking.evaluate"))}</h2>
                <p class="Quiet">{words.t(key!("asking.evaluate_lead"))}</p>
                <ul class="Records__list">{links.collect_view()}{of_campaign}</ul>
            </section>
        }
        .into_any(),
    )
}
