//! Who works on this device: signing in, joining, the person's own page, the lock, installing, and accounts for administrators.

pub(super) mod install;
pub(super) mod join;
pub(super) mod lock;
pub(super) mod me;
pub(super) mod people;
pub(super) mod sign_in;
