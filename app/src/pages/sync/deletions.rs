//! What was deleted on this device: when, what and why; what a person discarded can be taken back.

use leptos::prelude::*;
use shared::{
    key,
    sync::device::{Deletion, Gone, Held, Loss, Named},
};

use super::refused::Told;
use crate::{
    memo::Memo,
    state::{Words, use_kept, use_words},
    ui::{Icon, each, icon, live, says},
};

/// So many are drawn at once.
const SHOWN: usize = 10;

/// The list, if anything was deleted.
pub(super) fn deletions() -> AnyView {
    let (words, kept) = (use_words(), use_kept());
    let shows_all = RwSignal::new(false);
    let shown = Memo::new(move |_| {
        let shown = if shows_all.get() { usize::MAX } else { SHOWN };
        kept.deletions.with(|deletions| deletions.iter().take(shown).cloned().collect::<Vec<_>>())
    });
    let count = Memo::new(move |_| kept.deletions.with(Vec::len));
    let is_any = Memo::new(move |_| count.get() > 0);
    let more = move || {
        (count.get() > SHOWN && !shows_all.get()).then(|| {
            view! { <button type="button" class="Button" on:click=move |_| shows_all.set(true)>{words.count(key!("history.open"), count.get())}</button> }
        })
    };
    live(move || {
        is_any.get().then(|| {
            view! {
                <section class="Block" id="deletions">
                    <h2>{words.t(key!("deleted.title"))}</h2>
                    <p class="Quiet">{words.t(key!("deleted.calm"))}</p>
                    <ul class="Cards">{each(shown, |deletion| deletion.id.clone(), move |deletion| card(words, deletion))}</ul>
                    {live(more)}
                </section>
            }
        })
    })
}

fn card(words: Words, deletion: Deletion) -> AnyView {
    let (id, at) = (deletion.id, words.moment(deletion.at));
    let is_danger = matches!(deletion.gone, Gone::Evicted(_) | Gone::Forgotten(_));
    let back = matches!(deletion.gone, Gone::Discarded(_) | Gone::Note(_)).then(|| bring_back(words, id));
    let told = Memo::new(move |_| told(words, &deletion.gone));
    let why = says(move || told.with(|(_, _, why)| why.clone()));
    let why = if is_danger {
        view! { <p class="Problem">{icon(Icon::Danger)}{why}</p> }.into_any()
    } else {
        view! { <p class="Quiet">{why}</p> }.into_any()
    };
    view! {
        <li class="Card" data-deleted=told.with_untracked(|(code, _, _)| *code)>
            <p class="Card__over">{at}</p>
            <p class="Card__words">{says(move || told.with(|(_, what, _)| what.clone()))}</p>
            {why}
            {back}
        </li>
    }
    .into_any()
}

/// The code of a deletion, what is gone, and why.
fn told(words: Words, gone: &Gone) -> (&'static str, String, String) {
    match gone {
        Gone::LetGo(named, why) => ("let-go", title(words, named), words.t(why.words()).to_owned()),
        Gone::Discarded(work) => {
            let told = Told::of(words, work);
            ("discarded", format!("{}\n{}", told.place, told.text), words.t(key!("deleted.discarded")).to_owned())
        }
        Gone::Note(work) => ("note", Told::of(words, work).text, words.t(key!("deleted.note")).to_owned()),
        Gone::Replaced(named) => ("replaced", title(words, named), words.t(key!("deleted.replaced")).to_owned()),
        Gone::Damaged(named) => ("damaged", title(words, named), words.t(key!("deleted.damaged")).to_owned()),
        Gone::Handed(named, who, n) => {
            let why = words.fill(key!("deleted.handed"), &[("who", who), ("n", &n.to_string())]);
            ("handed", title(words, named), why)
        }
        Gone::Evicted(loss) => ("evicted", missing(words, loss.missing), evicted(words, loss)),
        Gone::Forgotten(loss) => ("forgotten", missing(words, loss.missing), words.t(key!("deleted.forgotten")).to_owned()),
        Gone::Revoked(loss) => ("revoked", missing(words, loss.missing), words.t(key!("deleted.revoked")).to_owned()),
    }
}

fn bring_back(words: Words, id: String) -> AnyView {
    let kept = use_kept();
    view! { <div class="Row"><button type="button" class="Button" data-way="back" on:click=move |_| kept.bring_back(id.clone())>{words.t(key!("deleted.back"))}</button></div> }
        .into_any()
}

fn title(words: Words, named: &Named) -> String {
    let parts = [words.t(named.kind.words()), named.title.as_str(), named.product.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What is missing, in numbers.
pub(in crate::pages) fn missing(words: Words, held: Held) -> String {
    let parts = [(held.documents, key!("deleted.documents")), (held.unsent, key!("deleted.unsent")), (held.kept, key!("deleted.kept"))];
    let parts: Vec<String> = parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, key)| words.count(key, n)).collect();
    parts.join(words.t(key!("app.comma")))
}

/// What the browser threw away, and what the relay still has.
pub(in crate::pages) fn evicted(words: Words, loss: &Loss) -> String {
    let had = words.fill(key!("deleted.evicted"), &[("time", &words.moment(loss.since)), ("what", &missing(words, loss.held))]);
    let there = loss.confirmed_at.map_or_else(
        || words.t(key!("deleted.never_confirmed")).to_owned(),
        |at| words.fill(key!("deleted.confirmed"), &[("time", &words.moment(at))]),
    );
    let gone =
        (loss.missing.unsent + loss.missing.kept > 0).then(|| words.count(key!("deleted.gone"), loss.missing.unsent + loss.missing.kept));
    [Some(had), Some(there), gone].into_iter().flatten().collect::<Vec<_>>().join("\n")
}
