//! Which part of a long table is drawn: as many rows as fill the tallest screen, around what is seen. Above and below stands room, so that
//! thousands of rows cost what a few do.

use crate::memo::Memo;
use leptos::{ev, prelude::*, web_sys};
use wasm_bindgen::JsCast;

/// So many rows are drawn.
const DRAWN: usize = 80;
/// So many of them stand before what is seen.
const BEFORE: usize = 18;
/// The part moves on by so many rows at once: few, so that each picture draws little.
const STEP: usize = 6;
/// A screen narrower than this, in pixels of style, shows cards.
const TABLE: f64 = 1200.0;
/// What a row measures until one was measured.
const HEIGHT: f64 = 60.0;

/// The part that is drawn.
#[derive(Clone, Copy)]
pub(super) struct Window {
    /// The cases are a table.
    pub(super) is_table: Memo<bool>,
    from: RwSignal<usize>,
    height: RwSignal<f64>,
}

/// Follows the screen for as long as the asking component lives. `may_be_table`: nothing stands beside the list.
pub(super) fn watch(may_be_table: impl Fn() -> bool + Send + Sync + 'static) -> Window {
    let is_wide = RwSignal::new(is_wide());
    let is_table = Memo::new(move |_| is_wide.get() && may_be_table());
    let table = Window { is_table, from: RwSignal::new(0), height: RwSignal::new(HEIGHT) };
    let scrolls = window_event_listener(ev::scroll, move |_| table.follow());
    let turns = window_event_listener(ev::resize, move |_| {
        let now = self::is_wide();
        if now != is_wide.get_untracked() {
            is_wide.set(now);
        }
        table.follow();
    });
    on_cleanup(move || {
        scrolls.remove();
        turns.remove();
    });
    table
}

impl Window {
    /// The first row that is drawn and how many follow; cards are drawn up to a limit.
    pub(super) fn part(self, limit: usize) -> (usize, usize) {
        if self.is_table.get() { (self.from.get(), DRAWN) } else { (0, limit) }
    }

    /// The first row that is drawn.
    pub(super) fn first(self) -> usize {
        if self.is_table.get_untracked() { self.from.get_untracked() } else { 0 }
    }

    /// Brings a row into the part.
    pub(super) fn bring(self, row: usize) {
        self.move_to(row);
    }

    /// The room above the part, as a length.
    pub(super) fn above(self) -> String {
        self.room(if self.is_table.get() { self.from.get() } else { 0 })
    }

    /// The room below it, of so many rows in all.
    pub(super) fn below(self, all: usize) -> String {
        self.room(if self.is_table.get() { all.saturating_sub(self.from.get() + DRAWN) } else { 0 })
    }

    #[expect(clippy::cast_precision_loss, reason = "a list of 2^52 rows is none")]
    fn room(self, rows: usize) -> String {
        format!("{}px", rows as f64 * self.height.get())
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a row's number, never below 0")]
    fn follow(self) {
        if !self.is_table.get_untracked() {
            return;
        }
        let Some(list) = document().get_element_by_id("cases") else { return };
        let height = list.first_element_child().map_or(0.0, |row| row.get_bounding_client_rect().height());
        if height > 1.0 && (height - self.height.get_untracked()).abs() > 0.5 {
            self.height.set(height);
        }
        let above = (-list.get_bounding_client_rect().top()).max(0.0);
        self.move_to((above / self.height.get_untracked()) as usize);
    }

    /// The row is drawn, with some before it.
    fn move_to(self, row: usize) {
        let from = (row / STEP * STEP).saturating_sub(BEFORE);
        if self.is_table.get_untracked() && from != self.from.get_untracked() {
            keep_hand();
            self.from.set(from);
        }
    }
}

/// A row that stays is taken out and put in again where the part moves, and whatever leaves the page loses the hand: it is given back in the
/// next picture, if the row is still drawn and the hand has gone nowhere else.
fn keep_hand() {
    let in_list = |at: &web_sys::Element| at.closest("#cases").is_ok_and(|list| list.is_some());
    let hand = document().active_element().filter(in_list).and_then(|at| at.dyn_into::<web_sys::HtmlElement>().ok());
    let Some(hand) = hand else { return };
    request_animation_frame(move || {
        let is_free = document().active_element().is_none_or(|at| at.tag_name() == "BODY");
        if is_free && hand.is_connected() {
            let still = web_sys::FocusOptions::new();
            still.set_prevent_scroll(true);
            let _may_be_hidden = hand.focus_with_options(&still);
        }
    });
}

/// The rows that are drawn.
pub(super) fn drawn() -> Vec<web_sys::Element> {
    let first = document().get_element_by_id("cases").and_then(|list| list.first_element_child());
    std::iter::successors(first, web_sys::Element::next_element_sibling).collect()
}

/// Puts the hand on a row that is drawn.
pub(super) fn focus(row: &web_sys::Element) {
    let link = row.query_selector("a").ok().flatten().and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok());
    link.into_iter().for_each(|link| drop(link.focus()));
}

fn is_wide() -> bool {
    window().inner_width().ok().and_then(|width| width.as_f64()).is_some_and(|width| width >= TABLE)
}
