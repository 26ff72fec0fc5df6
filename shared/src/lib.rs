//! The rules of linked supervision and assistance, asked by the device and by the relay alike: same question, same
//! answer. Pure: no IO, no clock, no randomness, no async; whatever comes from the world is a parameter.

pub mod access;
pub mod codec;
#[cfg(feature = "described")]
mod described;
pub mod documents;
pub mod files;
pub mod forms;
pub mod ids;
pub mod importing;
pub mod library;
pub mod lock;
pub mod office;
pub mod people;
pub mod records;
pub mod signing;
pub mod stats;
pub mod sync;
pub mod time;
pub mod tools;
pub mod vocab;
pub mod words;
pub mod workflow;
