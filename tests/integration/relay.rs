//! What the relay is to browsers, programs and operators.

mod described;
pub(crate) mod files;
mod headers;
mod https;
mod log;
mod operating;
mod settings;
mod site;
mod slow_readers;
