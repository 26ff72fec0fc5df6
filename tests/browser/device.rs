//! What becomes of words on a device: without a network, while composing, in two tabs, behind a lock, when room runs out.

mod composing;
mod emptied;
mod handing;
mod in_danger;
mod keystrokes;
mod locking;
mod other_browsers;
mod refused;
mod tabs;
mod three_states;
mod updating;
mod without_network;
