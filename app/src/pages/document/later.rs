//! What former members wrote after they had left the group (R-0-15), in the document to which it belongs, for whoever leads: they take a
//! piece over where they may write, or as a supplement with the author's name, or set it aside with a reason.

use leptos::{ev::SubmitEvent, prelude::*};
use shared::{
    access::{self, Lead},
    forms::{self, Path},
    key,
    records::edit::Edit,
    sync::{
        device::Work,
        later::{Later, Settle, Settling},
    },
};

use super::{
    super::{
        account::sign_in::in_words,
        sync::refused::{Told, copier},
    },
    lead::lead_to,
};
use crate::{
    memo::Memo,
    state::{Document, SignInFailure, Words, use_beside, work_of_later},
    ui::{Icon, each, icon, live},
};

/// The block, where anything waits for whoever looks.
pub(super) fn later(document: Document) -> AnyView {
    let (words, beside) = (document.words, use_beside());
    let waiting = Memo::new(move |_| {
        let leads = document.rules(|facts| Lead::of(facts.state).is(facts.person)) == Some(true);
        if leads { beside.to_decide_in(document.id) } else { Vec::new() }
    });
    let is_any = Memo::new(move |_| waiting.with(|waiting| !waiting.is_empty()));
    live(move || {
        is_any.get().then(|| {
            view! {
                <section class="Block" id="later" aria-labelledby="later-title">
                    <h2 id="later-title">{words.t(key!("later.title"))}</h2>
                    <p class="Quiet">{words.t(key!("later.lead"))}</p>
                    <ul class="Cards">{each(waiting, |piece| piece.id.to_string(), move |piece| card(words, document, piece))}</ul>
                </section>
            }
        })
    })
}

fn card(words: Words, document: Document, later: Later) -> AnyView {
    let told = Told::of(words, &work_of_later(&later));
    let failed = RwSignal::new(None::<SignInFailure>);
    let said = words.fill(key!("later.by"), &[("who", &later.name), ("time", &words.moment(later.piece.written_at))]);
    let problem = move || failed.get().map(|failure| view! { <p class="Problem" role="alert">{in_words(words, &failure)}</p> });
    view! {
        <li class="Card" data-later=later.id.to_string()>
            <p class="Card__over">{told.place.clone()}" · "{said.clone()}</p>
            <blockquote class="Card__words">{told.text.clone()}</blockquote>
            <div class="Row">
                {own(document, &later, failed)}
                {supplement(document, &later, &told, said, failed)}
                {copier(words, move || told.text.clone())}
            </div>
            {aside(words, &later, failed)}
            {live(problem)}
        </li>
    }
    .into_any()
}

/// In its own place, as words of whoever takes it over, where they may write there.
fn own(document: Document, later: &Later, failed: RwSignal<Option<SignInFailure>>) -> AnyView {
    let Work::Edit(Edit::Write { path, text }) = &later.piece.work else { return ().into_any() };
    let (words, beside) = (document.words, use_beside());
    let (path, place, text, id) = (path.clone(), path.clone(), text.clone(), later.id);
    let may = Memo::new(move |_| may_write(document, &place));
    let take = Callback::new(move |()| {
        document.write(path.clone(), text.clone());
        settle(beside, id, Settling::Taken, String::new(), failed);
        lead_to(document, path.clone());
    });
    live(move || {
        may.get().then(|| {
            view! { <button type="button" class="Button" data-way="own" on:click=move |_| take.run(())>{words.t(key!("later.own"))}</button> }
        })
    })
}

/// As a row of the supplements, with the author's name and the day. The words are written before the relay hears that they were: should two
/// people take them at once they stand there twice, which is better than not at all.
fn supplement(document: Document, later: &Later, told: &Told, by: String, failed: RwSignal<Option<SignInFailure>>) -> AnyView {
    let (words, beside) = (document.words, use_beside());
    let rows = Path::field(access::SUPPLEMENTS, "rows");
    let place = rows.clone();
    let has_words = !told.text.is_empty();
    let may = Memo::new(move |_| {
        let has = document.read(|view| forms::of(view.state.kind).iter().any(|section| section.key == access::SUPPLEMENTS));
        has_words && has == Some(true) && may_write(document, &place)
    });
    let (id, about, text) = (later.id, told.place.clone(), told.text.clone());
    let take = Callback::new(move |()| {
        let row = rows.row(&document.add(rows.clone()));
        document.write(row.cell("about"), about.clone());
        document.write(row.cell("text"), words.fill(key!("later.supplement_text"), &[("by", &by), ("text", &text)]));
        settle(beside, id, Settling::Taken, String::new(), failed);
        lead_to(document, row);
    });
    live(move || {
        may.get().then(|| {
            view! { <button type="button" class="Button Button--primary" data-way="supplement" on:click=move |_| take.run(())>{words.t(key!("later.as_supplement"))}</button> }
        })
    })
}

/// Not used, and why: its author reads the reason.
fn aside(words: Words, later: &Later, failed: RwSignal<Option<SignInFailure>>) -> AnyView {
    let (beside, id) = (use_beside(), later.id);
    let reason = RwSignal::new(String::new());
    let name = format!("later-reason-{id}");
    let field = name.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        settle(beside, id, Settling::Aside, reason.get_untracked().trim().to_owned(), failed);
    };
    view! {
        <details class="Fold">
            <summary>{words.t(key!("later.set_aside"))}</summary>
            <form class="Form" on:submit=submit>
                <div class="Field">
                    <label class="Field__label" for=name>{words.t(key!("later.reason"))}</label>
                    <textarea class="Input" id=field rows="2" required maxlength="600" on:input=move |event| reason.set(event_target_value(&event))></textarea>
                    <p class="Quiet">{words.t(key!("later.reason_hint"))}</p>
                </div>
                <button type="submit" class="Button" data-way="aside">{icon(Icon::Remove)}{words.t(key!("later.set_aside"))}</button>
            </form>
        </details>
    }
    .into_any()
}

fn settle(beside: crate::state::Beside, id: shared::ids::PieceId, how: Settling, reason: String, failed: RwSignal<Option<SignInFailure>>) {
    leptos::task::spawn_local(async move {
        if let Err(failure) = beside.settle(id, Settle { how, reason }).await {
            failed.try_set(Some(failure));
        }
    });
}

fn may_write(document: Document, place: &Path) -> bool {
    document.is_written()
        && document.rules(|facts| access::may_write(facts.person, facts.state, place, facts.today, facts.today).is_ok()) == Some(true)
}
