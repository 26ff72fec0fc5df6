//! What stands around every page: name, truth chip, navigation.

mod camera;
pub(super) mod chip;
mod not_found;
pub(super) mod notices;

use leptos::prelude::*;
use shared::key;

use super::{
    account::{
        join::JoinPage,
        lock as gate,
        sign_in::{SignInAgain, SignInPage},
    },
    apart::{Screen, apart},
    cases::CasesPage,
    link::{
        ALL_REVIEW, ARCHIVE, ASKING, BASES, BOARD, CATALOGUE, GROUPS, HANDBOOK, IMPORT, INSTALL, JOIN, LIBRARY, PEOPLE, Place, RECEIVE,
        document_in, nav,
    },
    start::StartPage,
};
use crate::{
    data::Tab,
    memo::Memo,
    state::{use_address, use_lock, use_session, use_words},
    ui::live,
};

use camera::interrupted;
use chip::TruthChip;
pub(super) use not_found::NotFoundPage;
use notices::notices;

/// The page for whoever works on this device, in their language.
pub(super) fn frame() -> AnyView {
    let words = use_words();
    let (session, lock) = (use_session(), use_lock());
    words.locale();
    let who = Memo::new(move |_| session.is_known().then(|| session.person_id()));
    let tab = Memo::new(move |_| session.tab.get());
    live(move || match who.get() {
        _ if tab.get() != Tab::Here => elsewhere(tab.get()),
        None => view! { <main class="Splash" aria-busy="true">{words.t(key!("app.opening"))}</main> }.into_any(),
        Some(None) => view! { <main class="Main Main--alone" id="main">{before()}</main> }.into_any(),
        // Behind a closed lock nothing can be handed over.
        Some(Some(_)) if session.is_revoked.get() && !lock.is_closed() => {
            view! { <main class="Splash" id="revoked" role="alert">{words.t(key!("revoked.handing_over"))}</main> }.into_any()
        }
        Some(Some(_)) => gate::before(desk),
    })
}

/// Another tab works with the store.
fn elsewhere(tab: Tab) -> AnyView {
    let (words, session) = (use_words(), use_session());
    let is_asked = RwSignal::new(false);
    let says = match tab {
        Tab::Here | Tab::Elsewhere => key!("app.elsewhere"),
        Tab::Moved => key!("app.moved"),
    };
    let take = move |_| {
        is_asked.set(true);
        session.take_over();
    };
    view! {
        <main class="Splash" id="elsewhere">
            <p>{words.t(says)}</p>
            <button type="button" class="Button Button--primary" id="work-here" aria-busy=move || is_asked.get().to_string() on:click=take>{words.t(key!("app.work_here"))}</button>
        </main>
    }
    .into_any()
}

/// What somebody sees who does not work on this device yet.
fn before() -> AnyView {
    let address = use_address();
    // With its key: a link that is opened where the page asks for a code is another invitation.
    let invited = Memo::new(move |_| (address.path().trim_end_matches('/') == JOIN).then(|| address.fragment()));
    live(move || if invited.get().is_some() { view! { <JoinPage/> }.into_any() } else { view! { <SignInPage/> }.into_any() })
}

fn desk() -> AnyView {
    let words = use_words();
    view! {
        <a class="Skip" href="#main">{words.t(key!("app.skip"))}</a>
        <header class="Header">
            <a class="Header__name" href=Place::Start.address()>{words.t(key!("app.name"))}</a>
            <div class="Header__end">{gate::button()}<TruthChip/></div>
        </header>
        {live(nav)}
        <main class="Main" id="main" tabindex="-1">
            {notices()}
            <SignInAgain/>
            {interrupted()}
            {page()}
        </main>
    }
    .into_any()
}

/// The page at the address. One document after the other leaves the list beside it as it is.
fn page() -> AnyView {
    let address = use_address();
    let place = Memo::new(move |_| {
        let path = address.path();
        let list = document_in(&path).map(|(place, _, _)| place.address());
        list.unwrap_or(&path).trim_end_matches('/').to_owned()
    });
    live(move || match place.get().as_str() {
        "" => view! { <StartPage/> }.into_any(),
        "/cases" => view! { <CasesPage/> }.into_any(),
        "/knowledge" => apart(Screen::Knowledge),
        "/documents" => apart(Screen::Documents),
        ALL_REVIEW => apart(Screen::Reviews),
        "/figures" => apart(Screen::Figures),
        BOARD => apart(Screen::Board),
        ASKING => apart(Screen::Asking),
        "/status" => apart(Screen::Sync),
        "/me" => apart(Screen::Me),
        PEOPLE => apart(Screen::People),
        GROUPS => apart(Screen::Groups),
        JOIN => view! { <JoinPage/> }.into_any(),
        RECEIVE => apart(Screen::Receive),
        IMPORT => apart(Screen::Import),
        LIBRARY => apart(Screen::Library),
        ARCHIVE => apart(Screen::Archive),
        HANDBOOK => apart(Screen::Handbook),
        CATALOGUE => apart(Screen::Catalogue),
        BASES => apart(Screen::Bases),
        INSTALL => apart(Screen::Install),
        "/sign-in" => view! { <SignInPage/> }.into_any(),
        _ => view! { <NotFoundPage/> }.into_any(),
    })
}
