//! Lists of failing inspections are taken in (7.2.2.1): pick, look, put right, import. Without a network as with one; what is decided here
//! is kept until the list is done with.

mod columns;
mod defaults;
mod details;
mod pick;
mod progress;
mod row;
mod rows;

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    importing::{Import, Line, lines},
    key,
    people::Person,
    workflow::{Act, rule},
};

use super::link::IMPORT;
use crate::memo::Memo;
use crate::{
    state::{Imports, Names, Words, use_deadlines, use_documents, use_imports, use_names, use_session, use_words},
    ui::{Icon, icon, live},
};

/// What every part of the page reads.
#[derive(Clone, Copy)]
struct Ground {
    words: Words,
    names: Names,
    imports: Imports,
    /// Every row of the list, held against what is known here when somebody last decided something.
    lines: Memo<Arc<Vec<Line>>>,
}

/// Whether a person may take lists in: whoever may open cases.
fn may_import(person: &Person) -> bool {
    rule(DocumentKind::Case, Act::Open).is_some_and(|rule| rule.roles.contains(&person.role))
}

/// The way here, from the list of cases.
pub(super) fn way() -> Option<AnyView> {
    let (words, imports, documents) = (use_words(), use_imports(), use_documents());
    let may = untrack(|| use_session().person()).is_some_and(|person| may_import(&person));
    let is_left = Memo::new(move |_| {
        !imports.is_going.get()
            && imports.kept.with(|kept| {
                let is_here = |id| documents.with(|lines| lines.iter().flatten().any(|line| line.summary.id == id));
                kept.import.as_ref().is_some_and(|import| documents.with(Option::is_some) && !import.unfinished(is_here).is_empty())
            })
    });
    let label = move || words.t(if is_left.get() { key!("importing.way_on") } else { key!("importing.way") });
    may.then(|| view! { <a class="Button ImportWay" href=IMPORT>{icon(Icon::Documents)}{crate::ui::says(label)}</a> }.into_any())
}

/// The page.
#[component]
pub(super) fn ImportPage() -> AnyView {
    let (words, imports, session) = (use_words(), use_imports(), use_session());
    let Some(person) = untrack(|| session.person()).filter(may_import) else {
        return view! { <div class="Page"><h1>{words.t(key!("importing.title"))}</h1><p class="Notice">{words.t(key!("importing.not_yours"))}</p></div> }.into_any();
    };
    let person = StoredValue::new(person);
    let stage = Memo::new(move |_| imports.kept.with(|kept| kept.import.as_ref().map(|import| !import.begun.is_empty())));
    let body = move || match stage.get() {
        None => pick::pick(person),
        Some(false) => checked(person),
        Some(true) => progress::progress(person),
    };
    view! {
        <div class="Page Page--wide Import" id="import">
            <h1>{words.t(key!("importing.title"))}</h1>
            {live(body)}
        </div>
    }
    .into_any()
}

/// The list, for its person to look through.
fn checked(person: StoredValue<Person>) -> AnyView {
    let (words, imports) = (use_words(), use_imports());
    let ground = Ground { words, names: use_names(), imports, lines: held(person) };
    view! {
        {columns::list_of(ground)}
        {columns::columns(ground)}
        {defaults::defaults(ground)}
        {rows::rows(ground)}
        {rows::start(ground, person)}
    }
    .into_any()
}

/// The rows, held against what is known here. They are not held anew when a case moves: somebody reads them.
fn held(person: StoredValue<Person>) -> Memo<Arc<Vec<Line>>> {
    let (names, imports, documents, deadlines) = (use_names(), use_imports(), use_documents(), use_deadlines());
    let is_read = Memo::new(move |_| documents.with(Option::is_some));
    Memo::new(move |_| {
        is_read.get();
        let known = names.known(person.get_value(), deadlines.get());
        imports.kept.with(|kept| Arc::new(kept.import.as_ref().map_or_else(Vec::new, |import| lines(import, &known))))
    })
}

impl Ground {
    /// Reads the list under way, and again whenever something is decided about it.
    fn read<T: Default>(self, read: impl FnOnce(&Import) -> T) -> T {
        self.imports.kept.with(|kept| kept.import.as_ref().map(read)).unwrap_or_default()
    }

    /// As [`Ground::read`], once.
    fn look<T: Default>(self, read: impl FnOnce(&Import) -> T) -> T {
        self.imports.kept.with_untracked(|kept| kept.import.as_ref().map(read)).unwrap_or_default()
    }

    /// Something is decided about it.
    fn change(self, change: impl FnOnce(&mut Import)) {
        self.imports.change(|kept| {
            if let Some(import) = &mut kept.import {
                change(import);
            }
        });
    }
}
