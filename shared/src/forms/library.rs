//! .

use super::Section;

pub(super) static HANDBOOK: &[&Section] = &[];
pub(super) static CATALOGUE: &[&Section] = &[];
pub(super) static TOPIC: &[&Section] = &[];
pub(super) static BASIS: &[&Section] = &[];
