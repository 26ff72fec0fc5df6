//! .

use super::Section;

pub(super) static SECTIONS: &[&Section] = &[];
