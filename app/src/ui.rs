//! Pieces of screen that know nothing of cases: labels in, signals in, callbacks out.

mod choice;
mod dialog;
mod glass;
mod icon;
mod list;
mod live;
mod near;
mod options;
mod plot;
mod qr;
mod resting;
mod text_box;
mod twice;

pub(crate) use choice::Choice;
pub(crate) use dialog::Dialog;
pub(crate) use glass::{GlassWords, glass, ink};
pub(crate) use icon::{Icon, icon};
pub(crate) use list::{each, list};
pub(crate) use live::{live, says};
pub(crate) use near::{Nearness, nearness};
pub(crate) use options::{Options, options};
pub(crate) use plot::{Plot, around, plot};
pub(crate) use qr::qr;
pub(crate) use resting::resting;
pub(crate) use text_box::{Lines, TextBox, Typing};
pub(crate) use twice::{Twice, twice};
