//! Who of the groups that one leads still holds work that the relay does not have. Honest words: what a device told when it was last heard;
//! what its person wrote since then nobody can know.

use leptos::prelude::*;
use shared::{
    access::Lead,
    key,
    sync::standing::{Holding, Member, Standing},
};

use super::super::{account::sign_in::in_words, link};
use crate::{
    data::clock,
    state::{Said, SignInFailure, Words, use_beside, use_names, use_session, use_words},
    ui::{Icon, icon, live},
};

/// So much is an hour, and a day, in milliseconds.
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// The part of the page; nothing for whoever leads no group.
pub(super) fn unsent() -> AnyView {
    let (words, beside, session) = (use_words(), use_beside(), use_session());
    if !untrack(|| session.person()).is_some_and(|person| Lead::is_of(person.role)) {
        return ().into_any();
    }
    let members = RwSignal::new(None::<Result<Vec<Member>, SignInFailure>>);
    let look = move || {
        leptos::task::spawn_local(async move {
            let found = beside.members().await;
            members.try_set(Some(found));
        });
    };
    look();
    live(move || {
        members.with(|said| match said {
            Some(Ok(all)) if all.is_empty() => ().into_any(),
            said => view! {
                <section class="Block" id="unsent" aria-labelledby="unsent-title">
                    <div class="Todo__head">
                        <h2 id="unsent-title">{words.t(key!("board.unsent"))}</h2>
                        <button type="button" class="Button" id="unsent-again" on:click=move |_| look()>{icon(Icon::Sync)}{words.t(key!("board.again"))}</button>
                    </div>
                    <p class="Quiet">{words.t(key!("board.unsent_lead"))}</p>
                    {told(words, said)}
                </section>
            }
            .into_any(),
        })
    })
}

fn told(words: Words, said: &Said<Vec<Member>>) -> AnyView {
    match said {
        None => view! { <p class="Quiet" aria-live="polite">{words.t(key!("people.asked"))}</p> }.into_any(),
        Some(Err(failure)) => view! { <p class="Problem" role="alert">{in_words(words, failure)}</p> }.into_any(),
        Some(Ok(members)) => {
            let mut members = members.clone();
            // Whoever holds something first, then whoever was longest away.
            members.sort_by_key(|member| (std::cmp::Reverse(holds(member)), member.devices.first().map(|device| device.heard_at)));
            view! { <ul class="Cards">{members.into_iter().map(|member| card(words, &member)).collect_view()}</ul> }.into_any()
        }
    }
}

fn holds(member: &Member) -> u32 {
    member.devices.iter().flat_map(|device| device.held.iter().flatten()).map(all).sum()
}

const fn all(holding: &Holding) -> u32 {
    holding.unsent.saturating_add(holding.refused)
}

fn card(words: Words, member: &Member) -> AnyView {
    let left = (member.documents.is_empty()).then(|| view! { <span class="Badge">{words.t(key!("board.left"))}</span> });
    let devices = if member.devices.is_empty() {
        view! { <p class="Quiet">{words.t(key!("board.no_device"))}</p> }.into_any()
    } else {
        view! { <ul class="BoardDevices">{member.devices.iter().map(|one| device(words, one)).collect_view()}</ul> }.into_any()
    };
    view! {
        <li class="Card" data-member=member.person.to_string() data-holds=holds(member).to_string()>
            <div class="People__head"><strong>{member.name.clone()}</strong><span class="Quiet">{member.org.clone()}</span>{left}</div>
            {devices}
        </li>
    }
    .into_any()
}

fn device(words: Words, device: &Standing) -> AnyView {
    let n: u32 = device.held.iter().flatten().map(all).sum();
    let agent = if device.agent.is_empty() { words.t(key!("board.signed_out")).to_owned() } else { device.agent.clone() };
    let when =
        if device.is_connected { words.t(key!("board.connected")).to_owned() } else { ago(words, clock::now().0 - device.heard_at.0) };
    let what = match (&device.held, device.is_connected) {
        (None, _) => words.t(key!("board.untold")).to_owned(),
        (Some(_), true) if n == 0 => words.t(key!("board.nothing_now")).to_owned(),
        (Some(_), true) => words.count(key!("board.holds_now"), n),
        (Some(_), false) if n == 0 => words.t(key!("board.nothing_then")).to_owned(),
        (Some(_), false) => words.count(key!("board.held_then"), n),
    };
    let names = use_names();
    let place = |holding: &Holding| {
        let (kind, name) = untrack(|| names.document(holding.document))?;
        let mut parts = Vec::new();
        if holding.unsent > 0 {
            parts.push(words.count(key!("board.unsent_in"), holding.unsent));
        }
        if holding.refused > 0 {
            parts.push(words.count(key!("board.refused_in"), holding.refused));
        }
        let what = parts.join(words.t(key!("app.comma")));
        Some(view! { <li><a href=link::of_document(kind, holding.document)>{name}</a>" · "{what}</li> }.into_any())
    };
    let places: Vec<AnyView> = device.held.iter().flatten().filter_map(place).collect();
    let places = (!places.is_empty()).then(|| view! { <ul class="BoardDevices__places">{places}</ul> });
    let (state, holds) = if n > 0 { ("holds", "BoardDevices__holds") } else { ("nothing", "Quiet") };
    view! {
        <li data-device=device.device.to_string() data-standing=state>
            <p><strong>{agent}</strong>" · "{when}" · "<span class=holds>{what}</span></p>
            {places}
        </li>
    }
    .into_any()
}

/// How long ago, as people say it.
fn ago(words: Words, milliseconds: i64) -> String {
    match milliseconds {
        ..HOUR => words.count(key!("board.minutes_ago"), (milliseconds / 60_000).max(1)),
        HOUR..DAY => words.count(key!("board.hours_ago"), milliseconds / HOUR),
        DAY.. => words.count(key!("board.days_ago"), milliseconds / DAY),
    }
}
