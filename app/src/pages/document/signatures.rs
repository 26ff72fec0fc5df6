//! Who signed a form, as they drew it, and what was changed since.

mod changes;

use leptos::prelude::*;
use shared::{
    forms::Section,
    key,
    signing::{self, Strokes},
    time::Timestamp,
    vocab::SignedAs,
    workflow::{Act, Args, Badge, Entry, POLICY},
};

use super::{
    super::apart::{Screen, apart},
    versions::name,
};
use crate::{
    memo::Memo,
    state::{Document, Words},
    ui::{Icon, icon, ink, live},
};

/// A signature as it is shown.
#[derive(Clone, Debug, PartialEq)]
struct Signature {
    /// As it stands in the ledger; one that waits has the number under which it would stand at the earliest.
    entry: Entry,
    is_waiting: bool,
    is_of_now: bool,
}

/// The act by which a section is signed, where it is one that is.
fn signed_by(section: &Section) -> Option<Act> {
    POLICY.iter().find(|rule| rule.signs == Some(section.key)).map(|rule| rule.act)
}

/// The place of the signatures of a section of a round, where it is one that is signed: their code is fetched where there are any.
pub(super) fn place(document: Document, section: &'static Section, round: u16) -> Option<AnyView> {
    let act = signed_by(section)?;
    let is_any = Memo::new(move |_| {
        let acts = [act, Act::RefuseSignature];
        let stands = document.rules(|facts| acts.into_iter().any(|act| facts.state.in_round(act, round).next().is_some()));
        stands == Some(true) || document.read(|view| view.waiting.iter().any(|command| command.act == act)) == Some(true)
    });
    let list = move || is_any.get().then(|| apart(Screen::Signatures(document, section, round)));
    Some(view! { <div class="Signed" data-signed=section.key>{live(list)}</div> }.into_any())
}

/// The signatures themselves.
pub(in crate::pages) fn signatures(document: Document, section: &'static Section, round: u16) -> Option<AnyView> {
    let act = signed_by(section)?;
    let words = document.words;
    let all = Memo::new(move |_| {
        let signatures = document.rules(|facts| {
            let acts = [act, Act::RefuseSignature].into_iter().flat_map(|act| facts.state.in_round(act, round));
            let signature = |entry: &Entry| {
                let is_of_now = round != facts.state.round || signing::is_of_now(facts, section.key, entry);
                Signature { entry: entry.clone(), is_waiting: false, is_of_now }
            };
            let mut standing: Vec<Signature> = acts.map(signature).collect();
            standing.sort_by_key(|signature| signature.entry.number);
            (standing, facts.state.round, facts.person.id)
        });
        let (mut all, present, by) = signatures?;
        let waiting = document.read(|view| view.waiting.clone()).unwrap_or_default();
        for command in waiting.into_iter().filter(|command| command.act == act && round == present) {
            let entry = Entry { number: u32::MAX, act, args: command.args, by, on: command.on, at: Timestamp(0), heads: command.heads };
            all.push(Signature { entry, is_waiting: true, is_of_now: true });
        }
        Some(all)
    });
    let list = move || {
        let all = all.get().unwrap_or_default();
        (!all.is_empty()).then(|| {
            let cards = all.into_iter().map(|signature| card(document, section, round, signature)).collect_view();
            view! { <h3>{words.t(key!("sign.title"))}</h3><ul class="Signatures">{cards}</ul> }
        })
    };
    Some(live(list))
}

fn card(document: Document, section: &'static Section, round: u16, signature: Signature) -> AnyView {
    let words = document.words;
    let Signature { entry, is_waiting, is_of_now } = signature;
    let (args, is_refusal) = (&entry.args, entry.act == Act::RefuseSignature);
    let who = SignedAs::of_code(args.text("as")).map(|who| words.t(who.words()));
    let title = [Some(args.text("name")), who].into_iter().flatten().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    let title = if is_refusal { words.t(key!("sign.refused")).to_owned() } else { title };
    let shown = if is_refusal { view! { <p>{args.text("reason").to_owned()}</p> }.into_any() } else { hand(words, args) };
    let before = Some(args.text("witness")).filter(|witness| !witness.is_empty());
    let before = before.map(|witness| view! { <p>{words.fill(key!("sign.before"), &[("witness", witness)])}</p> });
    let is_changed = !is_of_now && !is_refusal;
    let changed = is_changed.then(|| {
        view! {
            <p><span class="Badge Badge--waiting" data-badge=Badge::ChangedAfterSigning.code()>{icon(Icon::Danger)}{words.t(key!("sign.changed"))}</span></p>
            {changes::changes(document, section, round, entry.heads.clone())}
        }
    });
    let waiting = is_waiting.then(|| view! { <p class="Quiet" data-waiting="true">{words.t(key!("sign.waiting"))}</p> });
    view! {
        <li class="Signature" data-signature=(!is_waiting).then_some(entry.number) data-changed=is_changed.to_string() data-of=entry.act.code()>
            {shown}
            <p><strong>{title}</strong></p>
            {before}
            <p class="Quiet">{when(document, &entry, is_waiting)}</p>
            {waiting}
            {changed}
        </li>
    }
    .into_any()
}

/// What the hand left: strokes, or a typed name, or nothing.
pub(super) fn hand(words: Words, args: &Args) -> AnyView {
    let name = words.fill(key!("sign.drawn"), &[("name", args.text("name"))]);
    match (Strokes::of_text(args.text(signing::STROKES)), args.text(signing::TYPED)) {
        (Some(strokes), _) => ink(&strokes, name),
        (None, "") => view! { <p class="Quiet" data-strokes="none">{words.t(key!("sign.without_strokes"))}</p> }.into_any(),
        (None, typed) => {
            view! { <p class="Signature__typed">{typed.to_owned()}</p><p class="Quiet">{words.t(key!("sign.by_keyboard"))}</p> }.into_any()
        }
    }
}

/// When it was signed, and who recorded it where that is somebody else or later.
fn when(document: Document, entry: &Entry, is_waiting: bool) -> String {
    let words = document.words;
    let (args, day) = (&entry.args, entry.on.to_string());
    let signed = match (args.text("signer"), args.value(signing::SIGNED_AT).map(Timestamp)) {
        ("", Some(at)) => words.fill(key!("sign.at"), &[("time", &at.minute())]),
        ("", None) => words.fill(key!("sign.at"), &[("time", &day)]),
        (signer, _) => words.fill(key!("sign.on_paper"), &[("signer", signer), ("day", &day)]),
    };
    let recorded = || words.fill(key!("sign.recorded"), &[("who", &name(document, Some(entry.by))), ("time", &entry.at.minute())]);
    if is_waiting { signed } else { format!("{signed} · {}", recorded()) }
}
