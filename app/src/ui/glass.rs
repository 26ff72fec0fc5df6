//! A glass to draw on with finger, pen or mouse. One hand at a time: while a pen or a finger draws, other touches (the palm) do nothing.

use leptos::{ev::PointerEvent, html, prelude::*};
use shared::signing::{Dot, Strokes, WIDTH};

use super::{
    icon::{Icon, icon},
    live::live,
};
use crate::memo::Memo;

/// What a glass and its buttons say.
#[derive(Clone, Copy)]
pub(crate) struct GlassWords {
    /// The name of the glass.
    pub(crate) label: &'static str,
    /// Where nothing is drawn yet.
    pub(crate) hint: &'static str,
    /// Takes the last stroke away.
    pub(crate) undo: &'static str,
    /// Takes all away.
    pub(crate) clear: &'static str,
}

/// The hand that draws.
#[derive(Clone, Copy, Default)]
struct Hand {
    pointer: Option<i32>,
    /// The time of the first dot, in the page's milliseconds.
    begin: Option<f64>,
}

/// Draws the glass; what stands on it is `drawn`.
pub(crate) fn glass(words: GlassWords, drawn: RwSignal<Strokes>) -> AnyView {
    let (hand, pane) = (StoredValue::new_local(Hand::default()), NodeRef::<html::Div>::new());
    let down = move |event: PointerEvent| {
        if event.button() != 0 || hand.with_value(|hand| hand.pointer.is_some()) {
            return;
        }
        event.prevent_default();
        let Some((glass, dot)) = dot(&event, pane, hand, drawn) else { return };
        drop(glass.set_pointer_capture(event.pointer_id()));
        hand.update_value(|hand| hand.pointer = Some(event.pointer_id()));
        drawn.update(|drawn| drawn.strokes.push(vec![dot]));
    };
    let over = move |event: PointerEvent| {
        if hand.with_value(|hand| hand.pointer) != Some(event.pointer_id()) {
            return;
        }
        let Some((_, dot)) = dot(&event, pane, hand, drawn) else { return };
        drawn.update(|drawn| {
            if let Some(stroke) = drawn.strokes.last_mut()
                && stroke.last().is_none_or(|last| (last.x, last.y) != (dot.x, dot.y))
            {
                stroke.push(dot);
            }
        });
    };
    let up = move |event: PointerEvent| {
        hand.update_value(|hand| {
            if hand.pointer == Some(event.pointer_id()) {
                hand.pointer = None;
            }
        });
    };
    let undo = move |_| drawn.update(|drawn| drop(drawn.strokes.pop()));
    let clear = move |_| {
        drawn.update(|drawn| drawn.strokes.clear());
        hand.set_value(Hand::default());
    };
    let is_empty = Memo::new(move |_| drawn.with(|drawn| drawn.strokes.is_empty()));
    let ink = move || drawn.with(|drawn| drawn.paths().concat());
    let frame = move || drawn.with(|drawn| format!("0 0 {WIDTH} {}", drawn.height));
    let hint = move || is_empty.get().then(|| view! { <span class="Glass__hint" aria-hidden="true">{words.hint}</span> });
    view! {
        <div class="Glass">
            <div class="Glass__pane" node_ref=pane role="img" aria-label=words.label data-strokes=move || drawn.with(|drawn| drawn.strokes.len())
                on:pointerdown=down on:pointermove=over on:pointerup=up on:pointercancel=up>
                <svg class="Ink" viewBox=frame preserveAspectRatio="none" aria-hidden="true"><path d=ink/></svg>
                {live(hint)}
            </div>
            <div class="Row">
                <button type="button" class="Button" id="glass-undo" disabled=move || is_empty.get() on:click=undo>{icon(Icon::Undo)}{words.undo}</button>
                <button type="button" class="Button" id="glass-clear" disabled=move || is_empty.get() on:click=clear>{icon(Icon::Remove)}{words.clear}</button>
            </div>
        </div>
    }
    .into_any()
}

/// A drawing as it is shown; `name` says to those who do not see it what it is.
pub(crate) fn ink(strokes: &Strokes, name: String) -> AnyView {
    let frame = format!("0 0 {WIDTH} {}", strokes.height);
    view! { <svg class="Ink Ink--kept" viewBox=frame role="img" aria-label=name><path d=strokes.paths().concat()/></svg> }.into_any()
}

/// The glass and where on it the pen is. The first dot of all fixes the glass's shape and the beginning of time.
fn dot(
    event: &PointerEvent,
    pane: NodeRef<html::Div>,
    hand: StoredValue<Hand, LocalStorage>,
    drawn: RwSignal<Strokes>,
) -> Option<(leptos::web_sys::HtmlDivElement, Dot)> {
    let glass = pane.get_untracked()?;
    let frame = glass.get_bounding_client_rect();
    if drawn.with_untracked(|drawn| drawn.strokes.is_empty()) {
        drawn.update(|drawn| drawn.height = units(frame.height() / frame.width() * f64::from(WIDTH), 2_000).max(100));
        hand.update_value(|hand| hand.begin = None);
    }
    let height = drawn.with_untracked(|drawn| drawn.height);
    let begin = hand.try_update_value(|hand| *hand.begin.get_or_insert(event.time_stamp()))?;
    let x = (f64::from(event.client_x()) - frame.left()) / frame.width() * f64::from(WIDTH);
    let y = (f64::from(event.client_y()) - frame.top()) / frame.height() * f64::from(height);
    let dot = Dot { x: units(x, WIDTH), y: units(y, height), at: whole(event.time_stamp() - begin), pressure: pressure(event) };
    Some((glass, dot))
}

fn units(value: f64, most: u16) -> u16 {
    u16::try_from(whole(value)).unwrap_or(u16::MAX).min(most)
}

/// A mouse always says a half: that is no pressure.
fn pressure(event: &PointerEvent) -> u8 {
    let pressure = if event.pointer_type() == "mouse" { 0.0 } else { f64::from(event.pressure()) };
    u8::try_from(whole(pressure * 255.0)).unwrap_or(u8::MAX)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rounded; what is below zero becomes zero")]
fn whole(value: f64) -> u32 {
    value.round().max(0.0) as u32
}
