//! .

use super::Section;

pub(super) static SUPERVISION: &[&Section] = &[];
pub(super) static GROUP: &[&Section] = &[];
