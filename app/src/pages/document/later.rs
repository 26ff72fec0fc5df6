//! What former members wrote after they had left the group (R-0-15), in the document to which it belongs, for whoever leads: they take a
//! piece over where they may write, or as a supplement with the author's name, or set it aside with a reason.

mod taking;

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
    super::sync::refused::{Told, copier},
    lead::lead_to,
};
use crate::{
    memo::Memo,
    state::{Document, SignInFailure, Words, use_beside, work_of_later},
    ui::{Icon, each, icon, live},
};
use taking::Taking;

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
    let taking = Taking::of(document, later.id, failed);
    let said = words.fill(key!("later.by"), &[("who", &later.name), ("time", &words.moment(later.piece.written_at))]);
    let problem = move || {
        failed.get().map(|failure| view! { <p class="Problem" role="alert" data-later-problem="">{taking::in_words(words, &failure)}</p> })
    };
    let written = move || taking.is_written().then(|| view! { <p class="Quiet" role="status">{words.t(key!("later.written"))}</p> });
    view! {
        <li class="Card" data-later=later.id.to_string()>
            <p class="Card__over">{told.place.clone()}" · "{said.clone()}</p>
            <blockquote class="Card__words">{told.text.clone()}</blockquote>
            <div class="Row">
                {own(document, &later, taking)}
                {supplement(document, &told, said, taking)}
                {copier(words, move || told.text.clone())}
            </div>
            {aside(words, &later, failed)}
            {live(written)}
            {live(problem)}
        </li>
    }
    .into_any()
}

/// In its own place, as words of whoever takes it over, where they may write there.
fn own(document: Document, later: &Later, taking: Taking) -> AnyView {
    let Work::Edit(Edit::Write { path, text }) = &later.piece.work else { return ().into_any() };
    let words = document.words;
    let (path, place, text) = (path.clone(), path.clone(), text.clone());
    let may = Memo::new(move |_| may_write(document, &place));
    let take = Callback::new(move |()| {
        let (path, text) = (path.clone(), text.clone());
        taking.begin(move || {
            document.write(path.clone(), text.clone());
            lead_to(document, path.clone());
            (path, text)
        });
    });
    live(move || {
        may.get().then(|| {
            view! { <button type="button" class="Button" data-way="own" aria-busy=move || taking.is_begun().to_string() on:click=move |_| take.run(())>{words.t(key!("later.own"))}</button> }
        })
    })
}

/// As a row of the supplements, with the author's name and the day.
fn supplement(document: Document, told: &Told, by: String, taking: Taking) -> AnyView {
    let words = document.words;
    let rows = Path::field(access::SUPPLEMENTS, "rows");
    let place = rows.clone();
    let has_words = !told.text.is_empty();
    let may = Memo::new(move |_| {
        let has = document.read(|view| forms::of(view.state.kind).iter().any(|section| section.key == access::SUPPLEMENTS));
        has_words && has == Some(true) && may_write(document, &place)
    });
    let (about, text) = (told.place.clone(), words.fill(key!("later.supplement_text"), &[("by", &by), ("text", &told.text)]));
    let take = Callback::new(move |()| {
        let (rows, about, text) = (rows.clone(), about.clone(), text.clone());
        taking.begin(move || {
            let row = rows.row(&document.add(rows.clone()));
            document.write(row.cell("about"), about);
            document.write(row.cell("text"), text.clone());
            lead_to(document, row.clone());
            (row.cell("text"), text)
        });
    });
    live(move || {
        may.get().then(|| {
            view! { <button type="button" class="Button Button--primary" data-way="supplement" aria-busy=move || taking.is_begun().to_string() on:click=move |_| take.run(())>{words.t(key!("later.as_supplement"))}</button> }
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
        let reason = reason.get_untracked().trim().to_owned();
        taking::settle(beside, id, Settle { how: Settling::Aside, reason }, failed);
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

fn may_write(document: Document, place: &Path) -> bool {
    document.is_written()
        && document.rules(|facts| access::may_write(facts.person, facts.state, place, facts.today, facts.today).is_ok()) == Some(true)
}
