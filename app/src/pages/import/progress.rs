//! How far an import has come: on this device, then at the relay; and what is done with the rows that were not taken in.

use std::collections::BTreeSet;

use leptos::prelude::*;
use shared::{
    ids::DocumentId,
    importing::{lines, tables::csv},
    key,
    people::Person,
};

use super::Ground;
use crate::memo::Memo;
use crate::{
    data::table,
    pages::link::Place,
    state::{use_deadlines, use_documents, use_imports, use_names, use_words},
    ui::{Icon, icon, live},
};

/// Of the cases that were begun, how many are here, wait to be sent, and were refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Come {
    all: usize,
    here: usize,
    waiting: usize,
    refused: usize,
}

pub(super) fn progress(person: StoredValue<Person>) -> AnyView {
    let (words, imports, documents) = (use_words(), use_imports(), use_documents());
    let begun = Memo::new(move |_| {
        imports.kept.with(|kept| kept.import.iter().flat_map(|import| import.begun.values().copied()).collect::<BTreeSet<DocumentId>>())
    });
    let come = Memo::new(move |_| {
        begun.with(|begun| {
            let mut come = Come { all: begun.len(), ..Come::default() };
            documents.with(|lines| {
                for line in lines.iter().flatten().filter(|line| begun.contains(&line.summary.id)) {
                    come.here += 1;
                    come.waiting += usize::from(line.saved + line.sent > 0);
                    come.refused += usize::from(line.refused > 0);
                }
            });
            come
        })
    });
    let bar = view! {
        <progress class="Import__bar" aria-label=words.t(key!("importing.title")) prop:value=move || come.get().here.to_string() prop:max=move || come.get().all.to_string()></progress>
    };
    let told = move || {
        let Come { all, here, waiting, refused } = come.get();
        let of = [("n", here.to_string()), ("all", all.to_string())];
        let of = of.each_ref().map(|(name, value)| (*name, value.as_str()));
        if here == all {
            done(waiting, refused, all)
        } else if imports.is_going.get() {
            view! { <p class="Lead">{words.fill(key!("importing.going"), &of)}</p><p class="Quiet">{words.t(key!("importing.going_help"))}</p> }.into_any()
        } else {
            interrupted(person, words.fill(key!("importing.interrupted"), &of))
        }
    };
    let state = move || {
        let Come { all, here, waiting, refused } = come.get();
        match (here == all, waiting, refused) {
            (false, ..) => "going",
            (true, 1.., _) => "saved",
            (true, 0, 1..) => "refused",
            (true, 0, 0) => "confirmed",
        }
    };
    view! {
        <section class="Import__progress" id="import-progress" data-state=state role="status">
            {bar}
            {live(told)}
        </section>
        {left(person)}
    }
    .into_any()
}

fn done(waiting: usize, refused: usize, all: usize) -> AnyView {
    let (words, imports) = (use_words(), use_imports());
    let sent = match waiting {
        0 if refused == 0 => words.t(key!("importing.all_sent")).to_owned(),
        0 => String::new(),
        n => words.count(key!("importing.waiting"), n),
    };
    let refused = (refused > 0).then(|| {
        view! { <p class="Problem">{icon(Icon::Danger)}<a href=Place::Sync.address()>{words.count(key!("importing.done_refused"), refused)}</a></p> }
    });
    let finish = move |_| imports.change(|kept| kept.import = None);
    view! {
        <p class="Lead">{icon(Icon::Tick)}" "{words.count(key!("importing.done"), all)}</p>
        <p>{sent}</p>
        {refused}
        <div class="Row">
            <a class="Button Button--primary" href=Place::Cases.address()>{words.t(key!("importing.see_cases"))}</a>
            <button type="button" class="Button" id="import-finish" on:click=finish>{words.t(key!("importing.finish"))}</button>
        </div>
    }
    .into_any()
}

fn interrupted(person: StoredValue<Person>, text: String) -> AnyView {
    let (words, imports, names, documents, deadlines) = (use_words(), use_imports(), use_names(), use_documents(), use_deadlines());
    let go_on = move |_| {
        let known = names.known(person.get_value(), deadlines.get_untracked());
        let here: BTreeSet<DocumentId> = documents.with_untracked(|lines| lines.iter().flatten().map(|line| line.summary.id).collect());
        imports.go_on(&known, |id| here.contains(&id));
    };
    view! {
        <p class="Lead">{text}</p>
        <button type="button" class="Button Button--primary" id="import-go-on" on:click=go_on>{words.t(key!("importing.go_on"))}</button>
    }
    .into_any()
}

/// The rows that were not taken in, as a file with the reasons.
fn left(person: StoredValue<Person>) -> AnyView {
    let ground = Ground { words: use_words(), names: use_names(), imports: use_imports(), lines: Memo::new(|_| Default::default()) };
    let (words, deadlines) = (ground.words, use_deadlines());
    let rows = Memo::new(move |_| ground.read(|import| import.rows().filter(|row| !import.begun.contains_key(row)).count()));
    let save = move |_| {
        let known = ground.names.known(person.get_value(), deadlines.get_untracked());
        let text = ground.look(|import| {
            let all = lines(import, &known);
            let reasons: Vec<String> = all.iter().map(|line| line.why_not(words.language())).collect();
            let width = import.table.width();
            let row = |row: usize, reason: &str| {
                let cells = (0..width).map(|column| import.table.cell(row, column).to_owned());
                cells.chain([reason.to_owned()]).collect::<Vec<String>>()
            };
            let heading = (import.heading.first as usize..import.heading.end()).map(|at| row(at, words.t(key!("importing.reason"))));
            let left = all.iter().zip(&reasons).filter(|(line, _)| !import.begun.contains_key(&line.row));
            let left = left.map(|(line, reason)| {
                // What spoke against it may be gone since: then nobody chose it.
                let reason = if reason.is_empty() { words.t(key!("importing.left_out")) } else { reason };
                row(line.row as usize, reason)
            });
            let rows: Vec<Vec<String>> = heading.chain(left).collect();
            csv::write(rows.iter().map(|row| row.iter().map(String::as_str).collect()))
        });
        table::save(words.t(key!("importing.left_file")), &text);
    };
    live(move || {
        let n = rows.get();
        (n > 0).then(|| {
            view! {
                <section class="Block">
                    <button type="button" class="Button" id="import-save-left" on:click=save>{words.count(key!("importing.save_left"), n)}</button>
                    <p class="Quiet">{words.t(key!("importing.save_help"))}</p>
                </section>
            }
        })
    })
}
