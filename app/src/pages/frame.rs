//! What stands around every page: name, truth chip, navigation.

use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route, Routes},
    path,
};
use shared::key;

use super::{
    case::CasePage,
    cases::{CasesPage, NoCase},
    chip::TruthChip,
    link::{Place, nav},
    me::MePage,
    not_found::NotFoundPage,
    sign_in::{SignInAgain, SignInPage},
    sync::SyncPage,
};
use crate::{
    state::{use_session, use_words},
    ui::live,
};

/// The page for whoever works on this device, in their language.
pub(super) fn frame() -> AnyView {
    let words = use_words();
    let session = use_session();
    words.locale();
    let who = Memo::new(move |_| session.is_known().then(|| session.person_id()));
    let is_elsewhere = Memo::new(move |_| session.is_elsewhere.get());
    live(move || match who.get() {
        _ if is_elsewhere.get() => view! { <main class="Splash" id="elsewhere">{words.t(key!("app.elsewhere"))}</main> }.into_any(),
        None => view! { <main class="Splash" aria-busy="true">{words.t(key!("app.opening"))}</main> }.into_any(),
        Some(None) => view! { <main class="Main Main--alone" id="main"><SignInPage/></main> }.into_any(),
        Some(Some(_)) => desk(),
    })
}

fn desk() -> AnyView {
    let words = use_words();
    view! {
        <a class="Skip" href="#main">{words.t(key!("app.skip"))}</a>
        <header class="Header">
            <a class="Header__name" href=Place::Cases.address()>{words.t(key!("app.name"))}</a>
            <TruthChip/>
        </header>
        {nav()}
        <main class="Main" id="main" tabindex="-1">
            <SignInAgain/>
            <Routes fallback=|| view! { <NotFoundPage/> }>
                <ParentRoute path=path!("/") view=CasesPage>
                    <Route path=path!("") view=NoCase/>
                    <Route path=path!("cases/:id") view=CasePage/>
                </ParentRoute>
                <Route path=path!("/status") view=SyncPage/>
                <Route path=path!("/me") view=MePage/>
                <Route path=path!("/sign-in") view=SignInPage/>
            </Routes>
        </main>
    }
    .into_any()
}

/// Where a page inside another is drawn.
pub(super) fn inner() -> AnyView {
    view! { <Outlet/> }.into_any()
}
