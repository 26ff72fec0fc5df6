//! One file for each thing that can be asked for.

pub(crate) mod admin;
pub(crate) mod blobs;
pub(crate) mod health;
pub(crate) mod invitations;
pub(crate) mod join;
pub(crate) mod later;
pub(crate) mod metrics;
pub(crate) mod openapi;
pub(crate) mod session;
pub(crate) mod site;
pub(crate) mod standing;
pub(crate) mod survey;
pub(crate) mod sync;
pub(crate) mod uploads;
