//! What few people open, or nobody does first: its code is a file of its own (`apart`), which is fetched when the first of it is shown.
//! The service worker keeps it with everything else, so that it is here without a network from the second visit on.

use std::cell::Cell;

use futures_util::FutureExt;
use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use shared::{documents::DocumentKind, forms::Section, key, records::history::Version};
use wasm_bindgen_futures::spawn_local;

use super::{
    account::{self, install::InstallPage, me::MePage, people::PeoplePage},
    ask::{self, Asked},
    asking::AskingPage,
    board::BoardPage,
    document::{charts, compare, history, invite, review, sheet, signatures, then},
    documents::DocumentsPage,
    figures::FiguresPage,
    groups::GroupsPage,
    import::ImportPage,
    knowledge::{
        KnowledgePage, archive::ArchivePage, bases::BasesPage, catalogue::CataloguePage, handbook::HandbookPage, library::LibraryPage,
    },
    sync::{
        SyncPage,
        hand::{self, ReceivePage},
        refused,
        review::ReviewPage,
    },
};
use crate::{
    state::{Document, use_words},
    ui::live,
};

/// A screen whose code is there.
#[derive(Clone)]
pub(super) enum Screen {
    /// What the records add up to.
    Figures,
    /// What whoever coordinates looks at.
    Board,
    /// The campaign around the survey.
    Asking,
    /// Accounts and devices.
    People,
    /// The working groups.
    Groups,
    /// What waits for a decision in all documents.
    Reviews,
    /// What waits for a decision in one.
    Review(Document, DocumentKind),
    /// Who changed what in a document.
    History(Document, DocumentKind),
    /// How it was.
    Then(Document, DocumentKind, Version),
    /// What is different between two versions.
    Compare(Document, DocumentKind, Version, Version),
    /// One of its annexes, as paper, now or as it was.
    Sheet(Document, DocumentKind, Version, String),
    /// To hand it to a colleague.
    Hand(Document),
    /// To take what a colleague hands over.
    Receive,
    /// Lists of failing inspections.
    Import,
    /// The library, searched.
    Library,
    /// The archive of product quality.
    Archive,
    /// The handbook.
    Handbook,
    /// The catalogue of key products.
    Catalogue,
    /// Bases and technical packs.
    Bases,
    /// What there is to learn from.
    Knowledge,
    /// Documents that are no cases.
    Documents,
    /// Where the person's work stands.
    Sync,
    /// The person and this device.
    Me,
    /// How the app is installed.
    Install,
    /// What an act needs to be told, or where it is signed.
    Ask(Asked),
    /// The quality tools on what was counted and measured.
    Charts(Document),
    /// To invite the enterprise to it.
    Invite(Document),
    /// What of it the relay refused.
    Refused(Document),
    /// The closed lock.
    Closed(RwSignal<bool>),
    /// Who signed a section of a round.
    Signatures(Document, &'static Section, u16),
}

/// The file is not on this device, and cannot be had now.
struct Away;

impl From<SplitLoaderError> for Away {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// How far the file has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Fetching,
    Here,
    Away,
}

thread_local! {
    /// The file was fetched: whatever is in it is drawn at once.
    static IS_HERE: Cell<bool> = const { Cell::new(false) };
}

/// A screen, once its code is here.
pub(super) fn apart(screen: Screen) -> AnyView {
    let words = use_words();
    let standing = RwSignal::new(if IS_HERE.get() { Standing::Here } else { Standing::Fetching });
    let begin = move || {
        standing.set(Standing::Fetching);
        spawn_local(async move {
            let is_here = fetch().await.is_ok();
            IS_HERE.set(is_here);
            // Whoever has left does not wait any more.
            let _has_left = standing.try_set(if is_here { Standing::Here } else { Standing::Away }).is_some();
        });
    };
    if !IS_HERE.get() {
        begin();
    }
    live(move || match standing.get() {
        Standing::Fetching => view! { <p class="Empty" aria-busy="true">{words.t(key!("apart.fetching"))}</p> }.into_any(),
        Standing::Here => draw(screen.clone()).now_or_never().and_then(Result::ok).into_any(),
        Standing::Away => view! {
            <section class="Block" role="alert" data-apart="away">
                <p>{words.t(key!("apart.away"))}</p>
                <button type="button" class="Button" on:click=move |_| begin()>{words.t(key!("apart.again"))}</button>
            </section>
        }
        .into_any(),
    })
}

#[wasm_split(apart, wasm_split_path = leptos::wasm_split, preload(fetch), fallible)]
fn draw(screen: Screen) -> Result<AnyView, Away> {
    Ok(match screen {
        Screen::Figures => view! { <FiguresPage/> }.into_any(),
        Screen::Board => view! { <BoardPage/> }.into_any(),
        Screen::Asking => view! { <AskingPage/> }.into_any(),
        Screen::People => view! { <PeoplePage/> }.into_any(),
        Screen::Groups => view! { <GroupsPage/> }.into_any(),
        Screen::Reviews => view! { <ReviewPage/> }.into_any(),
        Screen::Review(document, kind) => review(document, kind),
        Screen::History(document, kind) => history(document, kind),
        Screen::Then(document, kind, version) => then(document, kind, &version),
        Screen::Compare(document, kind, from, to) => compare(document, kind, &from, &to),
        Screen::Sheet(document, kind, version, form) => sheet(document, kind, &version, &form),
        Screen::Hand(document) => hand::hand(document),
        Screen::Receive => view! { <ReceivePage/> }.into_any(),
        Screen::Import => view! { <ImportPage/> }.into_any(),
        Screen::Library => view! { <LibraryPage/> }.into_any(),
        Screen::Archive => view! { <ArchivePage/> }.into_any(),
        Screen::Handbook => view! { <HandbookPage/> }.into_any(),
        Screen::Catalogue => view! { <CataloguePage/> }.into_any(),
        Screen::Bases => view! { <BasesPage/> }.into_any(),
        Screen::Knowledge => view! { <KnowledgePage/> }.into_any(),
        Screen::Documents => view! { <DocumentsPage/> }.into_any(),
        Screen::Sync => view! { <SyncPage/> }.into_any(),
        Screen::Me => view! { <MePage/> }.into_any(),
        Screen::Install => view! { <InstallPage/> }.into_any(),
        Screen::Ask(asked) => ask::sheet(asked),
        Screen::Charts(document) => charts(document),
        Screen::Invite(document) => invite(document),
        Screen::Refused(document) => refused::of_document(document),
        Screen::Closed(leaves) => account::lock::closed(leaves),
        Screen::Signatures(document, section, round) => signatures(document, section, round).into_any(),
    })
}
