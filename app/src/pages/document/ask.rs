//! What an act needs to be told: its day, the number of its paper, the reason. The rules are asked before the relay is.

use leptos::{ev::SubmitEvent, prelude::*};
use shared::{
    key, time,
    workflow::{ActKind, Code, Command, POLICY, check, gates::Facts},
};

use crate::{
    data::{clock, draw},
    state::{Case, use_acts, use_session, use_words},
    ui::{Dialog, live},
};

/// The dialog for the chosen act; sending or closing it chooses none.
pub(super) fn ask_dialog(case: Case, chosen: RwSignal<Option<ActKind>>) -> AnyView {
    let words = use_words();
    let title = Signal::derive(move || chosen.get().map(|kind| words.t(kind.words()).to_owned()).unwrap_or_default());
    live(move || {
        chosen.get().map(|kind| {
            let is_open = RwSignal::new(true);
            let done = Callback::new(move |()| is_open.set(false));
            view! {
                <Dialog is_open title close=words.t(key!("app.close")) on_close=Callback::new(move |()| chosen.set(None))>
                    {form(case, kind, done)}
                </Dialog>
            }
        })
    })
}

fn form(case: Case, kind: ActKind, done: Callback<()>) -> AnyView {
    let words = use_words();
    let (session, acts) = (use_session(), use_acts());
    let (needs_number, needs_reason) =
        POLICY.iter().find(|rule| rule.act == kind).map_or((false, false), |rule| (rule.needs_number, rule.needs_reason));
    let (day, number, reason) = (RwSignal::new(clock::now().day().to_string()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let problem = RwSignal::new(None::<Code>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (Some(act), Some(person), Some(on)) = (kind.plain(), untrack(|| session.person()), time::day(&day.get_untracked())) else {
            return;
        };
        let command = Command { id: draw::command(), act, on, number: number.get_untracked(), reason: reason.get_untracked() };
        let asked = command.clone();
        let answer =
            untrack(|| case.read(|view| check(&person, &Facts { state: &view.state, content: &view.content }, asked, clock::now()).err()));
        match answer.flatten() {
            Some(refusal) => problem.set(Some(refusal.code)),
            None => {
                acts.ask(case.id, command);
                done.run(());
            }
        }
    };
    view! {
        <form class="Form" on:submit=submit>
            <div class="Field">
                <label class="Field__label" for="act-day">{words.t(key!("next.day"))}</label>
                <input class="Input" type="date" id="act-day" required=true prop:value=day on:input=move |event| day.set(event_target_value(&event))/>
            </div>
            {needs_number.then(|| text("act-number", words.t(key!("next.number")), number))}
            {needs_reason.then(|| text("act-reason", words.t(key!("next.reason")), reason))}
            {live(move || problem.get().map(|code| view! { <p class="Problem" role="alert">{words.t(code.words())}</p> }))}
            <p class="Quiet">{words.t(key!("next.queued_hint"))}</p>
            <button type="submit" class="Button Button--primary" id="act-submit">{words.t(kind.words())}</button>
        </form>
    }
    .into_any()
}

fn text(id: &'static str, label: &'static str, value: RwSignal<String>) -> AnyView {
    view! {
        <div class="Field">
            <label class="Field__label" for=id>{label}</label>
            <input class="Input" id=id autocomplete="off" on:input=move |event| value.set(event_target_value(&event))/>
        </div>
    }
    .into_any()
}
