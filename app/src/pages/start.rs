//! The start page: what waits for the person who works here, overdue first. Every line leads into the work.

mod enterprise;
mod keys;
mod line;

use leptos::prelude::*;
use shared::{
    key,
    people::{Person, Role},
    words::Key,
};

use super::{
    documents::desk::document_of,
    link::{BOARD, Place, adds_up},
    sync::handed,
    sync::review::way,
};
use crate::memo::Memo;
use crate::{
    data::clock,
    state::{Group, Todo, use_documents, use_names, use_news, use_session, use_todo, use_truth, use_words},
    ui::{Icon, icon, list, live},
};
use line::{line, looks};

/// So many lines of a part are drawn before the person asks for more.
const PAGE: usize = 12;

/// What waits, what is new, what was not sent.
#[component]
pub(super) fn StartPage() -> AnyView {
    let words = use_words();
    let (session, todo) = (use_session(), use_todo());
    let Some(person) = untrack(|| session.person()) else { return ().into_any() };
    let is_enterprise = person.role == Role::Enterprise;
    // Its cases stand large above everything else.
    let rest = Memo::new(move |_| {
        let rest = |todo: &Todo| !(is_enterprise && enterprise::is_case(&todo.line));
        todo.with(|all| all.as_ref().map(|all| all.iter().filter(|todo| rest(todo)).cloned().collect::<Vec<_>>()))
    });
    let today = clock::now().day();
    let groups = Group::ALL.map(|group| part(group, rest));
    let calm = move || {
        let text = rest.with(|all| match all {
            None => Some(key!("cases.reading")),
            Some(all) if is_enterprise || all.iter().any(|todo| Group::ALL.iter().any(|group| todo.is_in(*group, today))) => None,
            Some(_) => Some(key!("start.empty")),
        })?;
        Some(view! {
            <div class="Empty">
                <p>{words.t(text)}</p>
                <p><a href=Place::Cases.address()>{words.t(key!("start.all_cases"))}</a></p>
            </div>
        })
    };
    view! {
        <div class="Page Start" on:keydown=move |event| keys::walks(&event)>
            <header>
                <h1>{words.t(key!("start.title"))}</h1>
                <p class="Quiet">{who(&person)}</p>
                {board_way(person.role)}
            </header>
            {refused()}
            {handed::ways()}
            {way()}
            {untold()}
            {is_enterprise.then(enterprise::cases)}
            {groups.into_iter().collect_view()}
            {live(calm)}
        </div>
    }
    .into_any()
}

fn who(person: &Person) -> String {
    let words = use_words();
    let parts = [clock::now().day().to_string(), words.t(person.role.words()).to_owned(), person.org.name.clone()];
    parts.join(" · ")
}

/// The way to the board, for whoever has more than a case or two.
fn board_way(role: Role) -> Option<AnyView> {
    let words = use_words();
    adds_up(role).then(|| {
        view! { <p><a class="Button" id="board-way" href=BOARD>{icon(Icon::Figures)}{words.t(key!("board.way"))}</a></p> }.into_any()
    })
}

/// A part of the page, where there is anything in it.
fn part(group: Group, todo: Memo<Option<Vec<Todo>>>) -> AnyView {
    let (words, names, news) = (use_words(), use_names(), use_news());
    let (limit, today) = (RwSignal::new(PAGE), clock::now().day());
    let of_it =
        Memo::new(move |_| todo.with(|all| all.iter().flatten().filter(|todo| todo.is_in(group, today)).cloned().collect::<Vec<_>>()));
    let count = Memo::new(move |_| of_it.with(Vec::len));
    let has_any = Memo::new(move |_| count.get() > 0);
    let drawn = move || of_it.with(|all| all.iter().take(limit.get()).map(|todo| looks(names, todo)).collect());
    let draw = move |looks: String| {
        let id = document_of(&looks);
        let todo = of_it.with_untracked(|all| all.iter().find(|todo| Some(todo.line.summary.id) == id).cloned());
        todo.map(|todo| line(words, names, &todo, group, today)).into_any()
    };
    let more = move || {
        let rest = count.get().saturating_sub(limit.get());
        (rest > 0).then(|| view! { <button type="button" class="Button" on:click=move |_| limit.update(|limit| *limit += 4 * PAGE)>{words.count(key!("cases.more"), rest)}</button> })
    };
    // What moved last: nothing that comes while the person looks is taken for seen.
    let saw_all = move |_| {
        if let Some(last) = of_it.with_untracked(|all| all.iter().map(|todo| todo.line.summary.moved_at).max()) {
            news.saw_all(last);
        }
    };
    live(move || {
        has_any.get().then(|| {
            let button = (group == Group::New).then(|| {
                view! { <button type="button" class="Button" id="seen-all" on:click=saw_all>{icon(Icon::Tick)}{words.t(key!("start.saw_all"))}</button> }
            });
            view! {
                <section class="Todo" data-group=group.code() aria-labelledby=format!("todo-{}", group.code())>
                    <div class="Todo__head">
                        <h2 id=format!("todo-{}", group.code())>{words.t(title(group))}" "<span class="Todo__count">{live(move || count.get().to_string())}</span></h2>
                        {button}
                    </div>
                    <ul class="Cards">{list(drawn, draw)}</ul>
                    {live(more)}
                </section>
            }
        })
    })
}

const fn title(group: Group) -> Key {
    match group {
        Group::Overdue => key!("start.overdue"),
        Group::Soon => key!("start.soon"),
        Group::Now => key!("start.now"),
        Group::Unsent => key!("start.unsent"),
        Group::New => key!("start.new"),
    }
}

/// What was refused comes before everything else: it waits on this device alone.
fn refused() -> AnyView {
    let (words, truth) = (use_words(), use_truth());
    live(move || {
        let n = truth.with(|truth| truth.refused);
        (n > 0).then(|| {
            view! {
                <a class="Notice Notice--danger" id="refused-way" href=format!("{}#refused", Place::Sync.address())>
                    {icon(Icon::Stop)}{words.count(key!("start.refused"), n)}
                </a>
            }
        })
    })
}

/// Documents of which nobody has told yet what waits in them: the device was brought up to this release without a network.
fn untold() -> AnyView {
    let (words, documents) = (use_words(), use_documents());
    let count = Memo::new(move |_| documents.with(|lines| lines.iter().flatten().filter(|line| line.waits.is_none()).count()));
    live(move || {
        let n = count.get();
        (n > 0).then(|| view! { <p class="Notice" id="untold">{words.count(key!("start.untold"), n)}</p> })
    })
}
