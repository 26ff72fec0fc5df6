//! The content sections of a case.

mod annex_b;
mod annex_c;
mod intake;
mod rectification;

use super::Section;

pub(super) static SECTIONS: &[&Section] = &[&intake::INTAKE, &annex_b::CAUSES, &rectification::RECTIFICATION, &annex_c::VISITS];
