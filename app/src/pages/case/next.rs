//! The next step: what this person may do now as buttons, what not yet with the reason.

use leptos::prelude::*;
use shared::{
    key,
    workflow::{ActKind, Code, allowed, gates::Facts},
};

use super::ask::ask_dialog;
use crate::{
    state::{Asked, Case, Words, use_acts, use_session, use_words},
    ui::{Icon, icon, live},
};

/// Draws it, where the person's role knows any act.
pub(super) fn card(case: Case) -> AnyView {
    let words = use_words();
    let session = use_session();
    let acts = use_acts();
    let chosen = RwSignal::new(None::<ActKind>);
    let known = Memo::new(move |_| {
        let person = session.person()?;
        case.read(|view| allowed(&person, &Facts { state: &view.state, content: &view.content }))
    });
    let steps = move || {
        // Designating needs the register of units and experts to choose from.
        let known = known.get().unwrap_or_default().into_iter().filter(|(kind, _)| *kind != ActKind::Designate);
        let (possible, not_yet): (Vec<_>, Vec<_>) = known.partition(|(_, why_not)| why_not.is_none());
        let lead = if possible.is_empty() { key!("next.nothing") } else { key!("next.lead") };
        view! {
            <p>{words.t(lead)}</p>
            <div class="Row">{possible.into_iter().enumerate().map(|(index, (kind, _))| button(words, kind, index == 0, chosen)).collect_view()}</div>
            <ul class="Next__later">{not_yet.into_iter().filter_map(|(kind, why)| Some(later(words, kind, why?))).collect_view()}</ul>
        }
    };
    view! {
        <section class="Next" aria-labelledby="next-title">
            <h2 id="next-title">{words.t(key!("next.title"))}</h2>
            {live(steps)}
            <ul class="Next__asked" aria-live="polite">{live(move || acts.of(case.id).into_iter().map(|asked| outcome(words, asked)).collect_view())}</ul>
            {ask_dialog(case, chosen)}
        </section>
    }
    .into_any()
}

fn button(words: Words, kind: ActKind, is_first: bool, chosen: RwSignal<Option<ActKind>>) -> AnyView {
    view! {
        <button type="button" class="Button" class:Button--primary=is_first data-act=kind.code() on:click=move |_| chosen.set(Some(kind))>
            {words.t(kind.words())}
        </button>
    }
    .into_any()
}

fn later(words: Words, kind: ActKind, why: Code) -> AnyView {
    let is_done = why == Code::AlreadyDone;
    view! {
        <li data-act=kind.code() data-why=why.code() class:is-done=is_done>
            {is_done.then(|| icon(Icon::Tick))}
            <strong>{words.t(kind.words())}</strong>
            <span class="Quiet">{words.t(why.words())}</span>
        </li>
    }
    .into_any()
}

fn outcome(words: Words, asked: Asked) -> AnyView {
    let (code, text) = match asked.decision {
        None => ("waiting", words.t(key!("next.waiting")).to_owned()),
        Some(None) => ("done", words.t(key!("next.done")).to_owned()),
        Some(Some(refusal)) => ("refused", words.fill(key!("next.refused"), &[("reason", words.t(refusal.code.words()))])),
    };
    view! { <li data-asked=code><strong>{words.t(asked.kind.words())}</strong><span>{text}</span></li> }.into_any()
}
