//! Lengths beside each other, each with its number: for the eye; the numbers are the same for everybody.

use leptos::prelude::*;

/// How long a bar is, in hundredths of the longest.
pub(super) fn percent(value: u64, most: u64) -> u64 {
    if most == 0 { 0 } else { (value * 100).div_ceil(most) }
}

/// A bar; `kind` chooses its colour in the style sheet.
pub(super) fn bar(value: u64, most: u64, kind: &'static str) -> AnyView {
    let width = format!("{}%", percent(value, most));
    view! { <span class="Bar" data-bar=kind aria-hidden="true"><span style:width=width></span></span> }.into_any()
}
