//! The product as a person meets it: a real relay process, named people, their tablets and browsers. Stories read as who
//! did what; whatever takes time is waited for as a condition with a deadline, never for a span.

pub mod authority;
pub mod cast;
pub mod described;
pub mod device;
pub mod dice;
pub mod edition;
pub mod eventually;
pub mod foreign;
pub mod hand;
pub mod inviting;
pub mod journal;
pub mod line;
mod npm;
pub mod operator;
mod program;
pub mod provider;
pub mod reach;
pub mod relay;
pub mod routes;
pub mod sending;
pub mod tablet;

pub use authority::Authority;
pub use cast::Who;
pub use described::Described;
pub use device::{Device, Engine, Paper, Saved, part_of};
pub use edition::Edition;
pub use foreign::Foreign;
pub use hand::Hand;
pub use line::Line;
pub use program::free_port;
pub use provider::Provider;
pub use reach::Reach;
pub use relay::Relay;
pub use sending::Sending;
pub use tablet::{Given, Tablet};
