//! What people do and what waits for them.

pub(super) mod acts;
pub(super) mod administration;
pub(super) mod beside;
pub(super) mod deadlines;
pub(super) mod importing;
pub(super) mod news;
pub(super) mod todo;
pub(super) mod together;
pub(super) mod visit;
