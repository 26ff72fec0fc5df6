//! What revoked devices of this person handed over, and what became of what they wrote after they had left a group.

use leptos::prelude::*;
use shared::{
    key,
    sync::{
        handover::HandedOver,
        later::{Later, Settling},
    },
};

use super::super::link::Place;
use super::refused::Told;
use crate::{
    memo::Memo,
    state::{Words, use_beside, use_words, work, work_of_later},
    ui::{Icon, icon, live},
};

/// What other devices handed over: read here, and taken to this device with one press.
pub(super) fn handed_over() -> AnyView {
    let (words, beside) = (use_words(), use_beside());
    let pieces = Memo::new(move |_| beside.handed());
    live(move || {
        let pieces = pieces.get();
        (!pieces.is_empty()).then(|| {
            view! {
                <section class="Block" id="handed-over">
                    <h2>{words.t(key!("handed_over.title"))}</h2>
                    <p class="Quiet">{words.t(key!("handed_over.lead"))}</p>
                    {pieces_in_words(words, &pieces)}
                    <button type="button" class="Button Button--primary" id="handed-over-take" on:click=move |_| beside.take()>{icon(Icon::Device)}{words.t(key!("handed_over.take"))}</button>
                </section>
            }
        })
    })
}

/// Each with its place, its words, and when it was written.
pub(in crate::pages) fn pieces_in_words(words: Words, pieces: &[HandedOver]) -> AnyView {
    let card = |one: &HandedOver| {
        let told = untrack(|| Told::of(words, &work(one)));
        let taken =
            one.taken_at.map(|at| view! { <p class="Quiet">{words.fill(key!("handed_over.taken"), &[("time", &words.moment(at))])}</p> });
        view! {
            <li class="Card" data-handed=one.id.to_string()>
                <p class="Card__over">{told.title}" · "{told.place}" · "{words.moment(one.piece.written_at)}</p>
                <blockquote class="Card__words">{told.text}</blockquote>
                {taken}
            </li>
        }
        .into_any()
    };
    view! { <ul class="Cards">{pieces.iter().map(card).collect_view()}</ul> }.into_any()
}

/// What they wrote after they had left, and what whoever leads did with it.
pub(super) fn with_lead() -> AnyView {
    let (words, beside) = (use_words(), use_beside());
    let own = Memo::new(move |_| beside.own());
    live(move || {
        let own = own.get();
        (!own.is_empty()).then(|| {
            view! {
                <section class="Block" id="with-lead">
                    <h2>{words.t(key!("later.own_title"))}</h2>
                    <p class="Quiet">{words.t(key!("later.own_lead"))}</p>
                    <ul class="Cards">{own.iter().map(|one| own_card(words, one)).collect_view()}</ul>
                </section>
            }
        })
    })
}

fn own_card(words: Words, later: &Later) -> AnyView {
    let told = untrack(|| Told::of(words, &work_of_later(later)));
    let (state, what) = match &later.settled {
        None => ("waiting", words.t(key!("later.waits")).to_owned()),
        Some((settled, who)) => {
            let with = [("who", who.as_str()), ("time", &words.moment(settled.at)), ("reason", settled.settle.reason.as_str())];
            match settled.settle.how {
                // It is told of a decision alone; nobody has decided by beginning.
                Settling::Taking => ("waiting", words.t(key!("later.waits")).to_owned()),
                Settling::Taken => ("taken", words.fill(key!("later.was_taken"), &with[..2])),
                Settling::Aside => ("aside", words.fill(key!("later.was_aside"), &with)),
            }
        }
    };
    view! {
        <li class="Card" data-with-lead=state>
            <p class="Card__over">{told.title}" · "{told.place}" · "{words.moment(later.piece.written_at)}</p>
            <blockquote class="Card__words">{told.text}</blockquote>
            <p class="Quiet">{what}</p>
        </li>
    }
    .into_any()
}

/// Leads there from the start page, where anything of either waits.
pub(in crate::pages) fn ways() -> AnyView {
    let (words, beside) = (use_words(), use_beside());
    let counts = Memo::new(move |_| (beside.handed().len(), beside.to_decide().len()));
    live(move || {
        let (handed, later) = counts.get();
        let handed = (handed > 0).then(|| {
            view! { <a class="Notice" id="handed-over-way" href=format!("{}#handed-over", Place::Sync.address())>{icon(Icon::Device)}{words.count(key!("handed_over.way"), handed)}</a> }
        });
        let later = (later > 0).then(|| {
            view! { <a class="Notice" id="later-way" href=format!("{}#later", super::super::link::BOARD)>{icon(Icon::Versions)}{words.count(key!("later.way"), later)}</a> }
        });
        view! { {handed}{later} }
    })
}
