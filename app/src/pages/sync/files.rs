//! Photographs and files on their way: how many, how far, and what cannot be sent.

use leptos::prelude::*;
use shared::{
    key,
    sync::{
        device::Link,
        media::{FileLine, Progress, Why},
    },
};

use super::{super::document::place_in_words, megabytes};
use crate::{
    data::files::{Seen, Wanted},
    memo::Memo,
    state::{Words, use_files, use_truth, use_words},
    ui::{Twice, list, live, says, twice},
};

/// What waits, if this device knows of any file.
pub(super) fn files() -> AnyView {
    let (words, files, truth) = (use_words(), use_files(), use_truth());
    let total = move || {
        files.lines.with(|lines| {
            let lines: Vec<&FileLine> = lines.iter().filter(|line| !matches!(line.progress, Progress::Refused(_))).collect();
            let (sent, size) = lines.iter().fold((0, 0), |(sent, size), line| (sent + line.sent, size + line.size));
            if lines.is_empty() {
                words.t(key!("files.all_sent")).to_owned()
            } else {
                let (n, sent, size) = (lines.len().to_string(), megabytes(sent), megabytes(size));
                words.fill(key!("files.total"), &[("n", &n), ("sent", &sent), ("size", &size)])
            }
        })
    };
    let is_offline = Memo::new(move |_| truth.with(|truth| truth.link) != Link::Online && files.waiting() > 0);
    let offline = move || is_offline.get().then(|| view! { <p class="Notice">{words.t(key!("files.waits_offline"))}</p> });
    let keys = move || files.lines.with(|lines| lines.iter().map(|line| line.id.clone()).collect());
    view! {
        <section class="Block" id="files" data-waiting=move || files.waiting()>
            <h2>{words.t(key!("files.title"))}</h2>
            <p>{says(total)}</p>
            {live(offline)}
            <ul class="Cards">{list(keys, move |id| card(words, id))}</ul>
        </section>
    }
    .into_any()
}

fn card(words: Words, id: String) -> AnyView {
    let files = use_files();
    let of_line = id.clone();
    let line = Memo::new(move |_| files.lines.with(|lines| lines.iter().find(|line| line.id == of_line).cloned()));
    let Some(first) = line.get_untracked() else { return ().into_any() };
    let why = Memo::new(move |_| match line.with(|line| line.as_ref().map(|line| line.progress)) {
        Some(Progress::Refused(why)) => Some(why),
        Some(Progress::Kept | Progress::Sending) | None => None,
    });
    let percent =
        move || line.with(|line| line.as_ref().map_or(0, |line| u32::try_from(line.sent * 100 / line.size.max(1)).unwrap_or(100)));
    let state = move || match line.with(|line| line.as_ref().map(|line| line.progress)) {
        Some(Progress::Sending) => words.count(key!("files.sending"), percent()),
        Some(Progress::Kept) => words.t(key!("files.kept")).to_owned(),
        Some(Progress::Refused(_)) | None => String::new(),
    };
    let name = first.name.clone();
    let refused = move || why.get().map(|why| refused(words, &first, why));
    let bar_name = name.clone();
    let bar = move || {
        why.get().is_none().then(|| view! { <progress class="Bar" max="100" prop:value=percent aria-label=bar_name.clone()></progress> })
    };
    let place = line.with_untracked(|line| line.as_ref().map(|line| place_in_words(words, &line.path))).unwrap_or_default();
    view! {
        <li class="Card" data-file=id>
            <p class="Card__over">{place}</p>
            <p class="Card__words">{name}</p>
            {live(bar)}
            <p class="Quiet">{says(state)}</p>
            {live(refused)}
        </li>
    }
    .into_any()
}

/// It stays until the person has saved it elsewhere or no longer needs it.
fn refused(words: Words, line: &FileLine, why: Why) -> AnyView {
    let files = use_files();
    let (id, name) = (line.id.clone(), line.name.clone());
    let seen = line.hash.map(|hash| files.look(Wanted { hash, kind: Some(line.kind), is_whole: true }));
    let save = move || match seen.and_then(|seen| seen.get()) {
        Some(Seen::Here(address)) => {
            Some(view! { <a class="Button" href=address.text() download=name.clone() rel="external">{words.t(key!("files.save"))}</a> })
        }
        Some(Seen::Away | Seen::Nowhere | Seen::Undrawn) | None => None,
    };
    let about = Twice { label: words.t(key!("files.discard")), sure: words.t(key!("files.discard_sure")), way: "discard", is_danger: true };
    let discard = twice(about, false, move || files.discard(id.clone()));
    view! {
        <p class="Problem" data-why=why.code()>{words.fill(key!("files.refused"), &[("why", words.t(why.words()))])}</p>
        <div class="Row">
            {live(save)}
            {discard}
        </div>
    }
    .into_any()
}
