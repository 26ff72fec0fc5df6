//! The product in a real browser, beside a real relay. Without a network means: the relay is stopped.

mod composing;
mod deciding;
mod emptied;
mod every_form;
mod glass;
mod in_danger;
mod joining;
mod keystrokes;
mod nine_stages;
mod one_time;
mod other_browsers;
mod photos;
mod pictures;
mod refused;
mod signing_in;
mod signing_on;
mod survey;
mod tabs;
mod three_states;
mod two_experts;
mod updating;
mod without_network;

/// Long text of the shared case.
const PROBLEM: &str = "causes.problem";
/// Short text of the shared case.
const HEAD: &str = "causes.quality_head";
