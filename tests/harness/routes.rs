//! A walk past every route of the app: by somebody who may see all of them, with a document of every kind that the demo city has.

use serde_json::Value;
use shared::forms;

use crate::{Device, Who, cast::SHARED};

/// A route: what its pictures are called, its address, and what is there once it is drawn.
#[derive(Clone, Debug)]
pub struct Route {
    /// One word.
    pub name: String,
    /// Its address.
    pub path: String,
    /// A selector.
    pub shows: &'static str,
}

impl Route {
    fn new(name: &str, path: &str, shows: &'static str) -> Self {
        Self { name: name.to_owned(), path: path.to_owned(), shows }
    }
}

/// Those that nobody needs to sign in for.
#[must_use]
pub fn before() -> Vec<Route> {
    vec![Route::new("sign-in", "/sign-in", "#sign-in-name"), Route::new("join", "/join", "#join-code")]
}

/// Signs in as the municipal bureau, whose eyes see everything, and finds what there is.
///
/// # Panics
/// When the demo city has no document of some kind that it is known to have.
pub async fn of_the_city(device: &Device) -> Vec<Route> {
    device.sign_in(Who::City).await;
    let case = device.open(SHARED).await;
    let mut routes = vec![
        Route::new("start", "/", ".Todo"),
        Route::new("cases", "/cases", "#cases > li"),
        Route::new("knowledge", "/knowledge", "main h1"),
        Route::new("import", "/import", "#import h1"),
        Route::new("library", "/library", "#library-hits > li"),
        Route::new("archive", "/archive", "#archive .Card"),
        Route::new("handbook", "/handbook", "#handbook h1"),
        Route::new("bases", "/bases", "#bases [data-basis]"),
        Route::new("catalogue", "/catalogue", "#catalogue h1"),
        Route::new("figures", "/figures", ".Figure"),
        Route::new("board", "/board", ".BoardTable .BoardNumber"),
        Route::new("asking", "/asking", "#asking-rate"),
        Route::new("documents", "/documents", "[data-group]"),
        Route::new("review-of-all", "/review", ".Page"),
        Route::new("status", "/status", ".Page"),
        Route::new("me", "/me", ".Page"),
        Route::new("people", "/people", "#people > li"),
        Route::new("groups", "/groups", "#groups-formed [data-group-of]"),
        Route::new("install", "/install", ".Page"),
        Route::new("receive", "/receive", "main h1"),
        Route::new("join-signed-in", "/join", "main h1"),
        Route::new("nothing", "/nothing", "main h1"),
        Route::new("case", &case, "[data-path]"),
        Route::new("case-hand", &format!("{case}/hand"), ".Case h1"),
        Route::new("case-history", &format!("{case}/history"), ".Case h1, .Case h2"),
        Route::new("case-review", &format!("{case}/review"), ".Case h1, .Case h2"),
        Route::new("print-causes", &format!("{case}/print/causes"), ".Paper"),
        Route::new("print-visits", &format!("{case}/print/visits"), ".Papers"),
    ];
    device.go("/documents").await;
    device.see("[data-group] [data-document]").await;
    let read = "return [...document.querySelectorAll('[data-group]')].map(group => [group.dataset.group, group.querySelector('a').getAttribute('href')])";
    let kinds = device.run(read).await;
    let of = |one: &Value| Route::new(one[0].as_str().expect("a kind"), one[1].as_str().expect("an address"), ".Case h1");
    let found: Vec<Route> = kinds.as_array().expect("groups").iter().map(of).collect();
    assert!(found.len() > 5, "the demo city has documents of many kinds: {found:?}");
    let is_printed = |route: &&Route| forms::sheets::of(&route.name).is_some();
    let printed = found
        .iter()
        .filter(is_printed)
        .map(|route| Route::new(&format!("print-{}", route.name), &format!("{}/print/{}", route.path, route.name), ".Paper"));
    routes.extend(printed.collect::<Vec<_>>());
    routes.extend(found);
    routes
}

/// Goes there and waits until it is drawn.
pub async fn go(device: &Device, route: &Route) {
    device.go(&route.path).await;
    device.see(route.shows).await;
}
