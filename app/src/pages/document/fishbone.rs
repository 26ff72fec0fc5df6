//! The fishbone (7.2.3.2.1): the problem at the head, a bone for each of the six factors, on each what was found. A picture of the
//! table of causes that stands beneath it: a tap on a bone adds a row, a tap on a cause opens its row. Every part is a button, so
//! that it works by keyboard and reads aloud.

use leptos::prelude::*;
use shared::{
    forms::{self, Path},
    key,
    records::causes::{self, Cause, Standing},
    vocab::{CauseStatus, Factor},
    words::Key,
};

use super::{field::Here, lead::lead_to};
use crate::memo::Memo;
use crate::{
    state::Document,
    ui::{Icon, icon, list, live, resting, says},
};

/// Whether a table is the one that the fishbone shows.
pub(super) fn is_of(table: &Path) -> bool {
    table.last() == "list" && forms::round_of(table.section()).0 == "causes"
}

/// What the parts of the picture read.
#[derive(Clone, Copy)]
struct Fish {
    document: Document,
    causes: Memo<Vec<Cause>>,
}

/// Draws it.
pub(super) fn fishbone(here: &Here, is_writable: bool) -> AnyView {
    let Here { document, path: table, .. } = here.clone();
    let words = document.words;
    let root = Path::section_root(table.section());
    let problem = root.cell("problem");
    let causes = {
        let root = root.clone();
        Memo::new(move |_| document.read(|view| causes::of(&view.content, &root)).unwrap_or_default())
    };
    let fish = Fish { document, causes: resting(causes) };
    let says_problem = {
        let problem = problem.clone();
        resting(Memo::new(move |_| said_problem(document, &problem)))
    };
    let head = move || says_problem.with(|text| if text.is_empty() { words.t(key!("fishbone.problem")).to_owned() } else { text.clone() });
    let to_problem = move |_| lead_to(document, problem.clone());
    let bones = Factor::ALL.iter().map(|factor| bone(fish, table.clone(), *factor, is_writable)).collect_view();
    let hint = is_writable.then(|| view! { <p class="Field__help">{words.t(key!("fishbone.hint"))}</p> });
    let id = format!("fishbone-{}", table.section());
    let labelled_by = id.clone();
    view! {
        <section class="Fishbone" aria-labelledby=labelled_by data-fishbone=table.as_str().to_owned()>
            <h3 id=id>{words.t(key!("fishbone.title"))}</h3>
            {hint}
            <div class="Fish">
                <button type="button" class="Fish__head" on:click=to_problem><span>{says(head)}</span></button>
                {bones}
            </div>
            {loose(fish)}
            {legend(document)}
        </section>
    }
    .into_any()
}

/// The problem at the head: as it is written here, else what failed.
fn said_problem(document: Document, problem: &Path) -> String {
    let written = document.text(problem);
    if !written.trim().is_empty() {
        return written;
    }
    let items = Path::field("intake", "failed_items");
    let failed = document.read(|view| {
        let rows = view.content.live_rows(&items).map(|row| view.content.text(&items.row(&row.id).cell("item")));
        rows.filter(|item| !item.is_empty()).collect::<Vec<_>>().join(document.words.t(key!("app.comma")))
    });
    failed.unwrap_or_default()
}

fn bone(fish: Fish, table: Path, factor: Factor, is_writable: bool) -> AnyView {
    let words = fish.document.words;
    let name = words.t(factor.words());
    let title = if is_writable {
        let add = add(fish.document, table, factor);
        let label = words.fill(key!("fishbone.add"), &[("factor", name)]);
        view! { <button type="button" class="Bone__name" aria-label=label data-bone=factor.code() on:click=move |_| add.run(())>{icon(Icon::Add)}<span>{name}</span></button> }
            .into_any()
    } else {
        view! { <h4 class="Bone__name">{name}</h4> }.into_any()
    };
    let hangs = move |cause: &Cause| cause.under.is_none() && cause.factor == Some(factor);
    view! { <div class="Bone" role="group" aria-label=name data-factor=factor.code()>{title}{twigs(fish, hangs)}</div> }.into_any()
}

/// Adds a cause on a bone and, once its row is there, leads the hand to where it says what it is.
fn add(document: Document, table: Path, factor: Factor) -> Callback<()> {
    let awaited = RwSignal::new(None::<Path>);
    let arrived = Memo::new(move |_| {
        let row = awaited.get()?;
        let table = row.parent()?;
        let is_there = document.read(|view| view.content.live_rows(&table).any(|one| one.id == row.last()));
        (is_there == Some(true)).then_some(row)
    });
    Effect::new(move || {
        if let Some(row) = arrived.get() {
            lead_to(document, row.cell("text"));
        }
    });
    Callback::new(move |()| {
        let row = table.row(&document.add(table.clone()));
        document.write(row.cell("factor"), factor.code().to_owned());
        document.write(row.cell("status"), CauseStatus::Possible.code().to_owned());
        awaited.set(Some(row));
    })
}

/// The causes that hang at one place.
fn twigs(fish: Fish, hangs: impl Fn(&Cause) -> bool + Send + Sync + 'static) -> AnyView {
    let rows = Memo::new(move |_| {
        let of = |cause: &Cause| cause.row.as_str().to_owned();
        fish.causes.with(|causes| causes.iter().filter(|cause| hangs(cause)).map(of).collect::<Vec<_>>())
    });
    view! { <ul class="Twigs">{list(move || rows.get(), move |row| twig(fish, Path::of_text(&row)))}</ul> }.into_any()
}

fn twig(fish: Fish, row: Path) -> AnyView {
    let document = fish.document;
    let words = document.words;
    let of_row = row.clone();
    let cause = Memo::new(move |_| fish.causes.with(|causes| causes.iter().find(|cause| cause.row == of_row).cloned()));
    let text = move || match cause.get() {
        Some(cause) if !cause.text.is_empty() => cause.text,
        Some(_) | None => words.t(key!("fishbone.empty")).to_owned(),
    };
    let status = move || {
        let status = cause.get().and_then(|cause| cause.status);
        status.map(|status| format!("{}{}", words.t(key!("app.comma")), words.t(status.words()))).unwrap_or_default()
    };
    let standing = move || cause.get().map_or(Standing::Candidate, |cause| cause.standing()).code();
    let below = row.clone();
    let under = move |cause: &Cause| cause.under.as_ref() == Some(&below);
    let here = row.as_str().to_owned();
    view! {
        <li class="Twig">
            <button type="button" class="Twig__cause" data-cause=here data-standing=standing on:click=move |_| lead_to(document, row.clone())>
                <span class="Twig__mark" aria-hidden="true"></span>
                <span class="Twig__text">{says(text)}</span>
                <span class="Unseen">{says(status)}</span>
            </button>
            {twigs(fish, under)}
        </li>
    }
    .into_any()
}

/// Causes without a factor hang on no bone, and are not forgotten.
fn loose(fish: Fish) -> AnyView {
    let words = fish.document.words;
    let is_loose = |cause: &Cause| cause.under.is_none() && cause.factor.is_none();
    let has_any = Memo::new(move |_| fish.causes.with(|causes| causes.iter().any(is_loose)));
    live(move || {
        has_any.get().then(|| {
            view! { <div class="Fishbone__loose" role="group" aria-label=words.t(key!("fishbone.loose"))><h4>{words.t(key!("fishbone.loose"))}</h4>{twigs(fish, is_loose)}</div> }
        })
    })
}

fn legend(document: Document) -> AnyView {
    let line = |(standing, name): (Standing, Key)| {
        view! { <li class="Twig__cause" data-standing=standing.code()><span class="Twig__mark" aria-hidden="true"></span><span class="Twig__text">{document.words.t(name)}</span></li> }
            .into_any()
    };
    let lines = [
        (Standing::Candidate, key!("fishbone.candidate")),
        (Standing::Confirmed, key!("fishbone.confirmed")),
        (Standing::Excluded, key!("fishbone.excluded")),
    ];
    view! { <ul class="Fishbone__legend">{lines.map(line).collect_view()}</ul> }.into_any()
}
