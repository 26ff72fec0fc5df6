//! What the screens know, as signals that live as long as the app, and what they can ask for. The worker writes these
//! signals, screens read them; nothing is computed twice and nothing is stored that can be derived.

mod address;
mod device;
mod reading;
mod session;
mod tell;
mod work;

use leptos::prelude::*;
use shared::{
    people::Directory,
    sync::device::{Show, Truth},
};

pub(crate) use address::{Address, follow_links, use_address};
pub(crate) use device::carried::{Carried, Shelves, use_carried};
pub(crate) use device::edition::use_update;
pub(crate) use device::files::{NotTaken, use_files};
pub(crate) use device::handing::{Making, Taking, use_handing};
pub(crate) use device::kept::use_kept;
pub(crate) use device::lock::use_lock;
pub(crate) use device::lost::use_lost;
pub(crate) use device::refused::use_refused;
pub(crate) use device::storage::use_storage;
pub(crate) use device::truth::{Standing, standing, use_truth};
pub(crate) use reading::document::{Document, use_document};
pub(crate) use reading::documents::{Documents, use_documents};
pub(crate) use reading::names::{Choices, Choosable, Names, use_names};
pub(crate) use reading::readings::use_readings;
pub(crate) use reading::watched::use_watched;
pub(crate) use reading::words::{Words, use_words};
pub(crate) use session::{SignInFailure, use_session};
pub(crate) use work::acts::{Asked, Begun, use_acts};
pub(crate) use work::administration::{Administration, Said};
pub(crate) use work::beside::{Beside, use_beside, work, work_of_later};
pub(crate) use work::deadlines::use_deadlines;
pub(crate) use work::importing::{Imports, Reading, use_imports};
pub(crate) use work::news::use_news;
pub(crate) use work::todo::{Group, Todo, is_soon, use_todo};
pub(crate) use work::together::{Stands, Step, use_together};
pub(crate) use work::visit::{Visit, use_visit};

use crate::data::{Data, Tab, ToPage};
use device::{carried, edition, files, handing, kept, lock, lost, refused, storage, truth};
use reading::{document, documents, names, readings, watched, words};
use tell::Tell;
use work::{acts, beside, deadlines, importing, news, together, visit};

/// Starts the data worker and provides every handle; once, at the root.
pub(crate) fn provide() {
    let tell = Tell::new();
    words::provide();
    let lock = lock::provide(tell);
    let list = documents::provide(tell);
    let deadlines = deadlines::provide();
    let news = news::provide();
    let (directory, open) = (names::provide(list.documents), document::provide(tell));
    let (truth, refused, storage, acts) = (truth::provide(), refused::provide(tell), storage::provide(), acts::provide(tell));
    let lost = lost::provide(tell);
    let kept = kept::provide(tell);
    let visit = visit::provide();
    let files = files::provide(tell, lock);
    let handing = handing::provide(tell);
    let imports = importing::provide(tell);
    let readings = readings::provide(tell);
    let session = session::provide(tell);
    watched::provide(list.documents, readings);
    carried::provide(list.documents, readings, session, files, lock);
    let together = together::provide(tell, acts, session, deadlines);
    let update = edition::provide(tell, session);
    let beside = beside::provide(tell);
    let show_nothing = move || {
        list.is(None);
        directory.set(Directory::default());
        truth.set(Truth::default());
        open.forget();
        refused.set(Vec::new());
        lost.set(Vec::new());
        kept.forget();
        visit.set(None);
        files.forget();
        handing.forget();
        imports.forget();
        readings.forget();
        beside.forget();
    };
    let forget = move || {
        show_nothing();
        acts.forget();
        together.forget();
    };
    let show = move |message| match message {
        ToPage::Me { device, person } => {
            if session.is_somebody_else(person.as_ref()) {
                forget();
            }
            news.is_of(person.as_ref().map(|person| person.id));
            session.is_now(device, person);
            update.look(); // This tab works from here on.
        }
        ToPage::Tab(tab) => {
            session.tab.set(tab);
            // A tab that does not work shows nothing: the one that does may be locked. What somebody is telling stands nowhere else.
            if tab == Tab::Moved {
                show_nothing();
            }
        }
        ToPage::Lock(standing, answer) => lock.hears(standing, answer),
        ToPage::Finish | ToPage::Rested => {}
        ToPage::Revoked => session.is_revoked.set(true),
        ToPage::HandedOver { person: _, files } => {
            session.is_revoked.set(false);
            session.left.set(Some(files));
        }
        ToPage::Show(show) => match show {
            Show::Documents(lines) => {
                news.hears(&lines);
                imports.saved(&lines);
                list.is(Some(lines));
            }
            Show::Moved { lines, gone } => {
                news.hears(&lines);
                imports.saved(&lines);
                list.moves(lines, gone);
            }
            Show::Document(view) => {
                news.saw(view.line.summary.id, view.line.summary.moved_at);
                open.shows(*view);
            }
            Show::Follows { view, changed } => {
                news.saw(view.line.summary.id, view.line.summary.moved_at);
                open.follows(*view, changed);
            }
            Show::Seen { document, seen } => open.sees(document, *seen),
            Show::Missing(document) => open.has_not(document),
            Show::Earlier { document: _, heads, content } => open.said(heads, content.map(|content| *content)),
            Show::Directory(known) => directory.set(known),
            Show::Deadlines(now) => deadlines.set(now),
            Show::Truth(now) => {
                beside.hears(now.link);
                truth.set(now);
            }
            Show::Refused(work) => {
                beside.hears_refused(&work);
                refused.set(work);
            }
            Show::Lost(documents) => lost.set(documents),
            Show::Notes(notes) => kept.notes.set(notes),
            Show::Deletions(deletions) => kept.deletions.set(deletions),
            Show::Checkpoint(_) => {}
            Show::Importing(kept) => imports.hears(*kept),
            Show::Read { document, read } => {
                together.hears(document, read.as_deref());
                readings.hears(document, read.map(|read| *read));
            }
            Show::Decided { id, document: _, refused } => acts.decided(id, refused),
        },
        ToPage::Files(said) => files.hears(said),
        ToPage::Hand(said) => handing.hears(said),
        ToPage::IsFailing(is_failing) => storage::stands(storage, is_failing),
    };
    tell.leads_to(Data::start(show, move |wanted, seen| files.sees(wanted, seen), move |made| handing.made(made)));
}
