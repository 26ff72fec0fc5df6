//! The content sections of a case, in the order of the work.

mod annex_b;
mod annex_c;
mod application;
mod evidence;
mod intake;
mod investigation;
mod measures;
mod rectification;
mod remarks;
mod stop;

pub(super) use annex_c::{OF_VISITS, VISITS};

use super::Section;

pub(super) static SECTIONS: &[&Section] = &[
    &intake::INTAKE,
    &measures::MEASURES,
    &stop::STOP,
    &application::APPLICATION,
    &investigation::FAILURE,
    &investigation::INVESTIGATION,
    &annex_b::CAUSES,
    &rectification::RECTIFICATION,
    &annex_c::VISITS,
    &evidence::EVIDENCE,
    &evidence::BENEFIT,
    &evidence::PARTICIPATION,
    &remarks::COMMENTS,
    &remarks::SUPPLEMENTS,
];
