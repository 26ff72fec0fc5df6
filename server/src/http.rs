//! What the relay answers over HTTP: one table of routes, the app's files, and what every answer has in common.

pub(crate) mod catch_up;
mod described;
pub(crate) mod door;
mod form;
pub(crate) mod origin;
pub(crate) mod problem;
mod requests;
pub(crate) mod router;
mod routes;
mod security;
mod site;
