//! What this device is to whoever works on it: its lock, its room, its files, its version, and what of their words waits, was refused, lost or kept.

pub(super) mod carried;
pub(super) mod edition;
pub(super) mod files;
pub(super) mod handing;
pub(super) mod kept;
pub(super) mod lock;
pub(super) mod lost;
pub(super) mod refused;
pub(super) mod storage;
pub(super) mod truth;
