//! The sections of every document that is no case: Annexes A, D, E and F, the campaign, the library and the files.

pub(super) mod campaign;
pub(super) mod evaluation;
pub(super) mod expert;
pub(super) mod files;
pub(super) mod library;
pub(super) mod plan;
pub(super) mod report;
pub(super) mod story;
pub(super) mod survey;
pub(super) mod work_plan;
