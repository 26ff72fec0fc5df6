//! The rules of linked supervision and assistance, asked by the device and by the relay alike: same question, same
//! answer. Pure: no IO, no clock, no randomness, no async; whatever comes from the world is a parameter.

pub mod ids;
pub mod time;
pub mod people;
pub mod words;
pub mod vocab;
pub mod forms;
pub mod records;
pub mod workflow;
pub mod access;
pub mod sync;
