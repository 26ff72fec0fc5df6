//! What became of an act in several cases: what was not done comes first, with its reason; then what waits for the relay, then what counts.

use leptos::prelude::*;
use shared::{ids::DocumentId, key, workflow::Joint};

use super::{PAGE, line, reason};
use crate::{
    memo::Memo,
    state::{Stands, use_acts, use_names, use_together, use_truth, use_words},
    ui::live,
};

/// Of a case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Came {
    /// It was not done; why.
    Not(String),
    /// The relay has not decided.
    Waits,
    /// It counts.
    Done,
}

impl Came {
    const fn code(&self) -> &'static str {
        match self {
            Came::Not(_) => "refused",
            Came::Waits => "waiting",
            Came::Done => "done",
        }
    }
}

/// Draws it.
pub(super) fn results(joint: &Joint) -> AnyView {
    let (words, names, together, truth) = (use_words(), use_names(), use_together(), use_truth());
    let limit = RwSignal::new(PAGE);
    let came = came();
    let count = move |of: fn(&Came) -> bool| Memo::new(move |_| came.with(|all| all.iter().filter(|(came, _)| of(came)).count()));
    let (not, waits, done) =
        (count(|came| matches!(came, Came::Not(_))), count(|came| *came == Came::Waits), count(|came| *came == Came::Done));
    let is_offline = Memo::new(move |_| truth.with(|truth| truth.link != shared::sync::device::Link::Online));
    let said = move || {
        let told = [(key!("together.done"), done.get()), (key!("together.waiting"), waits.get()), (key!("together.not_done"), not.get())];
        let told = told.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| view! { <li>{words.count(key, n)}</li> }.into_any());
        let queued = (waits.get() > 0 && is_offline.get())
            .then(|| view! { <p class="Notice" id="together-queued">{words.t(key!("together.queued"))}</p> });
        view! { <div role="status"><ul class="Together__sums">{told.collect_view()}</ul>{queued}</div> }
    };
    let text = move |came: &Came| match came {
        Came::Not(why) => why.clone(),
        Came::Waits => words.t(key!("next.waiting")).to_owned(),
        Came::Done => words.t(key!("next.done")).to_owned(),
    };
    let lines = move || {
        came.with(|all| all.iter().take(limit.get()).map(|(came, id)| line(words, names, *id, came.code(), text(came))).collect_view())
    };
    let more = move || {
        let rest = came.with(Vec::len).saturating_sub(limit.get());
        (rest > 0).then(|| view! { <button type="button" class="Button" on:click=move |_| limit.update(|limit| *limit += 4 * PAGE)>{words.count(key!("cases.more"), rest)}</button> })
    };
    let is_first = matches!(joint, Joint::Do(_));
    let take_back = move || {
        let n = done.get();
        (is_first && n > 0).then(|| {
            let begin = move |_| {
                let told = together.run.with_untracked(|run| run.as_ref().and_then(|run| run.told.clone()));
                let cases: Vec<DocumentId> = came.with_untracked(|all| all.iter().filter(|(came, _)| *came == Came::Done).map(|(_, id)| *id).collect());
                told.into_iter().for_each(|told| together.begin(Joint::TakeBack(told), cases.clone()));
            };
            view! { <button type="button" class="Button" id="together-take-back" on:click=begin>{words.count(key!("together.take_back"), n)}</button> }
        })
    };
    // After the dialog has closed: a browser may crash over a modal dialog that is torn out while open.
    let finish = move |_| {
        together.is_open.set(false);
        request_animation_frame(move || together.forget());
    };
    view! {
        <div class="Together" id="together-results">
            {live(said)}
            <ul class="Together__list">{live(lines)}</ul>
            {live(more)}
            <div class="Row">
                <button type="button" class="Button Button--primary" id="together-finish" on:click=finish>{words.t(key!("together.finish"))}</button>
                {live(take_back)}
            </div>
        </div>
    }
    .into_any()
}

/// What became of each case, in the order in which they are told.
fn came() -> Memo<Vec<(Came, DocumentId)>> {
    let (words, together, acts) = (use_words(), use_together(), use_acts());
    Memo::new(move |_| {
        let decisions = acts.decisions();
        let came = |stands: &Stands| match stands {
            Stands::Missing => Came::Not(reason(words, None)),
            Stands::Refused(refusal) => Came::Not(reason(words, Some(refusal))),
            Stands::Asked(command) => match decisions.get(command) {
                Some(Some(Some(refusal))) => Came::Not(reason(words, Some(refusal))),
                Some(Some(None)) => Came::Done,
                Some(None) | None => Came::Waits,
            },
            Stands::Unread | Stands::May => Came::Waits,
        };
        let mut all: Vec<(Came, DocumentId)> =
            together.run.with(|run| run.iter().flat_map(|run| &run.cases).map(|(id, stands)| (came(stands), *id)).collect());
        all.sort_by(|(one, _), (other, _)| one.cmp(other));
        all
    })
}
