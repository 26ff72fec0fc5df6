//! The enterprises, a line each, and the way to ask them.

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    key,
    people::District,
    stats::asking::{Asking, Standing},
    workflow::{Act, Args, Command, RULES, Refusal},
};

use super::{super::ask::begin::ask_rules, Ground, link};
use crate::{
    data::{clock, draw},
    state::{use_acts, use_deadlines, use_session},
    ui::{Icon, Twice, icon, live, twice},
};

/// All of them.
pub(super) fn lines(ground: Ground) -> AnyView {
    let words = ground.words;
    let refused = RwSignal::new(None::<Refusal>);
    let ask = asker(ground, refused);
    let list = move || match ground.all.get() {
        None => view! { <p class="Empty">{words.t(key!("asking.choose"))}</p> }.into_any(),
        Some(all) if all.is_empty() => view! { <p class="Empty">{words.t(key!("asking.nobody"))}</p> }.into_any(),
        Some(all) => {
            view! { <ul class="Cards" id="asking">{all.iter().map(|asking| line(ground, asking, ask)).collect_view()}</ul> }.into_any()
        }
    };
    let whole = move || {
        let all = ground.all.get()?;
        let missing: Vec<Asking> = all.iter().filter(|asking| asking.standing == Standing::NotAsked).cloned().collect();
        (missing.len() > 1).then(|| {
            let (label, sure) = (words.t(key!("asking.ask_all")), words.t(key!("asking.ask_all_sure")));
            let ask_all = move || missing.iter().for_each(|one| ask.run(one.clone()));
            twice(Twice { label, sure, way: "ask-all", is_danger: false }, false, ask_all)
        })
    };
    let problem = move || {
        let why = words.refusal(&refused.get()?);
        Some(view! { <p class="Problem" role="alert">{words.fill(key!("asking.refused"), &[("why", &why)])}</p> })
    };
    view! { <div class="Row">{live(whole)}</div>{live(problem)}{live(list)} }.into_any()
}

/// Begins the survey of an enterprise, if the rules have nothing against it.
fn asker(ground: Ground, refused: RwSignal<Option<Refusal>>) -> Callback<Asking> {
    let (acts, session, deadlines) = (use_acts(), use_session(), use_deadlines());
    Callback::new(move |asking: Asking| {
        let (Some(person), Some(campaign)) = (untrack(|| session.person()), ground.chosen.campaign.get_untracked()) else { return };
        let cases: Vec<String> = asking.cases.iter().map(ToString::to_string).collect();
        let args = Args::default()
            .with("enterprise", asking.enterprise)
            .with("district", asking.district.map_or("", District::code))
            .with("campaign", campaign)
            .with("cases", cases.join(" "))
            .with("due", ground.chosen.due.get_untracked());
        let command = Command { id: draw::command(), act: Act::Open, on: clock::now().day(), args, heads: Vec::new(), rules: RULES };
        let no = deadlines.with_untracked(|deadlines| ask_rules(DocumentKind::Survey, &person, command.clone(), deadlines));
        if no.is_none() {
            acts.create(draw::document(), DocumentKind::Survey, command);
        }
        refused.set(no);
    })
}

fn line(ground: Ground, asking: &Asking, ask: Callback<Asking>) -> AnyView {
    let words = ground.words;
    let name = asking.cases.iter().find_map(|id| untrack(|| ground.names.name_of_case(*id)));
    let name = name.unwrap_or_else(|| ground.names.unknown().to_owned());
    let day = |key, day: Option<chrono::NaiveDate>| day.map(|day| words.fill(key, &[("day", &day.to_string())]));
    let until = asking.due.filter(|_| asking.answered_on.is_none());
    let parts = [
        asking.district.map(|district| words.t(district.words()).to_owned()),
        Some(words.count(key!("asking.cases"), asking.cases.len())),
        day(key!("asking.invited_on"), asking.invited_on),
        day(key!("asking.until"), until),
        day(key!("asking.answered_on"), asking.answered_on),
    ];
    let about: Vec<String> = parts.into_iter().flatten().collect();
    let badge = match asking.standing {
        Standing::Overdue => "Badge Badge--danger",
        Standing::Invited => "Badge Badge--waiting",
        Standing::NotAsked => "Badge",
        Standing::Answered => "Badge Badge--good",
    };
    let way = match asking.survey {
        Some(survey) => {
            view! { <a class="Button" href=link::of_document(DocumentKind::Survey, survey)>{words.t(key!("asking.open"))}</a> }.into_any()
        }
        None => {
            let one = asking.clone();
            view! { <button type="button" class="Button" data-way="ask" on:click=move |_| ask.run(one.clone())>{icon(Icon::Add)}{words.t(key!("asking.ask"))}</button> }.into_any()
        }
    };
    view! {
        <li class="Card" data-asking=asking.standing.code() data-enterprise=asking.enterprise.to_string()>
            <div class="People__head"><strong>{name}</strong><span class=badge>{words.t(asking.standing.words())}</span></div>
            <p class="Quiet">{about.join(" · ")}</p>
            <div class="Row">{way}</div>
        </li>
    }
    .into_any()
}
