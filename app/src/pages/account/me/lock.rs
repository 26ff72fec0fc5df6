//! One's own lock: what it protects against and what not, set, changed, taken away.

use leptos::{ev, prelude::*};
use shared::{
    key,
    lock::{After, Answer, Kind, Lack, Standing, lacks},
    words::Key,
};

use crate::{
    memo::Memo,
    state::{Words, use_lock, use_words},
    ui::{Dialog, live, says},
};

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doing {
    Set(Kind),
    Change(Kind),
    Remove,
}

/// The block of the page.
pub(super) fn own_lock() -> AnyView {
    let (words, lock) = (use_words(), use_lock());
    let (is_open, doing) = (RwSignal::new(false), RwSignal::new(Doing::Set(Kind::Pin)));
    let begin = move |what: Doing| {
        doing.set(what);
        lock.answer.set(None);
        is_open.set(true);
    };
    // A wish that was carried out closes its sheet.
    Effect::new(move || {
        if lock.answer.get() == Some(Answer::Done) {
            is_open.set(false);
        }
    });
    let way = move |id: &'static str, what: Doing, label: Key| {
        view! { <button type="button" class="Button" id=id on:click=move |_| begin(what)>{words.t(label)}</button> }.into_any()
    };
    let kind = Memo::new(move |_| match lock.standing.get() {
        Standing::Open { kind, .. } | Standing::Closed { kind, .. } => Some(kind),
        Standing::None => None,
    });
    let ways = move || match kind.get() {
        None => view! {
            <p>{words.t(key!("lock.none"))}</p>
            <div class="Row">
                {way("lock-set-pin", Doing::Set(Kind::Pin), key!("lock.set_pin"))}
                {way("lock-set-phrase", Doing::Set(Kind::Passphrase), key!("lock.set_phrase"))}
            </div>
        }
        .into_any(),
        Some(kind) => {
            let other = match kind {
                Kind::Pin => way("lock-to-phrase", Doing::Change(Kind::Passphrase), key!("lock.to_phrase")),
                Kind::Passphrase => way("lock-to-pin", Doing::Change(Kind::Pin), key!("lock.to_pin")),
            };
            view! {
                <p><b>{words.fill(key!("lock.is_set"), &[("kind", words.t(kind.words()))])}</b></p>
                {live(move || turning(words))}
                {after(words)}
                <div class="Row">
                    <button type="button" class="Button Button--primary" id="lock-close" on:click=move |_| lock.close()>{words.t(key!("lock.now"))}</button>
                    {way("lock-change", Doing::Change(kind), key!("lock.change"))}
                    {other}
                    {way("lock-remove", Doing::Remove, key!("lock.remove"))}
                </div>
            }
            .into_any()
        }
    };
    let title = move || {
        words
            .t(match doing.get() {
                Doing::Set(Kind::Pin) => key!("lock.set_pin"),
                Doing::Set(Kind::Passphrase) => key!("lock.set_phrase"),
                Doing::Change(_) => key!("lock.change"),
                Doing::Remove => key!("lock.remove"),
            })
            .to_owned()
    };
    view! {
        <section class="Block" id="own-lock" data-lock=move || kind.get().map(Kind::code)>
            <h2>{words.t(key!("lock.own"))}</h2>
            {live(ways)}
            <details class="Lock__means">
                <summary>{words.t(key!("lock.protects"))}</summary>
                <div class="Prose">{words.t(key!("lock.protects_means"))}</div>
            </details>
            <Dialog is_open title=Signal::derive(title) close=words.t(key!("app.close"))>{live(move || form(doing.get()))}</Dialog>
        </section>
    }
    .into_any()
}

/// What is here is being enciphered, or deciphered.
fn turning(words: Words) -> Option<AnyView> {
    let lock = use_lock();
    match lock.standing.get() {
        Standing::Open { turned: Some(percent), .. } => {
            Some(view! { <p class="Notice" role="status" data-turned=percent>{words.count(key!("lock.turning"), percent)}</p> }.into_any())
        }
        Standing::Open { turned: None, .. } | Standing::Closed { .. } | Standing::None => None,
    }
}

/// When it closes by itself.
fn after(words: Words) -> AnyView {
    let lock = use_lock();
    let now = Memo::new(move |_| match lock.standing.get() {
        Standing::Open { after, .. } => Some(after),
        Standing::Closed { .. } | Standing::None => None,
    });
    let chip = move |after: After| {
        view! {
            <button type="button" class="Chip" data-after=after.code() aria-pressed=move || (now.get() == Some(after)).to_string() on:click=move |_| lock.close_after(after)>
                <span>{words.t(after.words())}</span>
            </button>
        }
        .into_any()
    };
    view! {
        <div class="Field" role="group" aria-label=words.t(key!("lock.after"))>
            <p class="Field__label">{words.t(key!("lock.after"))}</p>
            <div class="Chips">{After::ALL.iter().map(|after| chip(*after)).collect_view()}</div>
        </div>
    }
    .into_any()
}

fn form(doing: Doing) -> AnyView {
    let (words, lock) = (use_words(), use_lock());
    let [old, new, again] = std::array::from_fn(|_| RwSignal::new(String::new()));
    let lack = RwSignal::new(None::<Key>);
    let (of_old, of_new) = match (doing, lock.standing.get_untracked()) {
        (Doing::Set(kind), _) => (None, Some(kind)),
        (Doing::Change(kind), Standing::Open { kind: before, .. } | Standing::Closed { kind: before, .. }) => (Some(before), Some(kind)),
        (Doing::Remove, Standing::Open { kind: before, .. } | Standing::Closed { kind: before, .. }) => (Some(before), None),
        (Doing::Change(_) | Doing::Remove, Standing::None) => (None, None),
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if lock.is_busy.get_untracked() {
            return;
        }
        let (old, new) = (old.get_untracked(), new.get_untracked());
        let wrong = of_new.and_then(|kind| {
            lacks(kind, &new).map(Lack::words).or_else(|| (again.get_untracked() != new).then_some(key!("lock.not_again")))
        });
        lack.set(wrong);
        if wrong.is_none() {
            match doing {
                Doing::Set(kind) => lock.set(kind, new, After::Five),
                Doing::Change(kind) => lock.change(old, kind, new),
                Doing::Remove => lock.remove(old),
            }
        }
    };
    let said = move || match (lack.get(), lock.is_busy.get(), lock.answer.get()) {
        (Some(lack), ..) => words.t(lack),
        (None, true, _) => words.t(key!("lock.busy")),
        (None, false, Some(answer @ (Answer::Wrong | Answer::TooSoon | Answer::NoKey | Answer::Failed))) => words.t(answer.words()),
        (None, false, Some(Answer::Done) | None) => "",
    };
    view! {
        <form class="Form" on:submit=submit>
            {of_new.map(|kind| view! { <p>{words.t(match kind { Kind::Pin => key!("lock.pin_rule"), Kind::Passphrase => key!("lock.phrase_rule") })}</p> })}
            {of_old.map(|kind| field("lock-old", key!("lock.old"), kind, old))}
            {of_new.map(|kind| view! { {field("lock-new", kind.words(), kind, new)}{field("lock-again", key!("lock.again"), kind, again)} })}
            {matches!(doing, Doing::Set(_)).then(|| view! { <p class="Warning">{words.t(key!("lock.remember"))}</p> })}
            <p class="Problem" role="alert" id="lock-problem">{says(said)}</p>
            <button type="submit" class="Button Button--primary" id="lock-submit" aria-busy=move || lock.is_busy.get().to_string()>{words.t(key!("lock.do"))}</button>
        </form>
    }
    .into_any()
}

fn field(id: &'static str, label: Key, kind: Kind, value: RwSignal<String>) -> AnyView {
    let words = use_words();
    let mode = match kind {
        Kind::Pin => "numeric",
        Kind::Passphrase => "text",
    };
    view! {
        <div class="Field">
            <label class="Field__label" for=id>{words.t(label)}</label>
            <input class="Input" id=id type="password" inputmode=mode autocomplete="off" autocapitalize="none" spellcheck="false"
                on:input=move |event| value.set(event_target_value(&event))/>
        </div>
    }
    .into_any()
}
