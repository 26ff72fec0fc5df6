//! What counts: the ledger's entries, what they add up to, and who may add which entry when. [`check`] alone makes a
//! [`Permit`]; a permit alone becomes an entry.

mod act;
mod asks;
mod awaited;
mod badges;
mod check;
mod clocks;
mod code;
mod deadlines;
pub mod gates;
pub mod notes;
mod policy;
pub mod reactions;
mod state;
mod together;

pub use act::{Act, Args, Entry};
pub use asks::OF_ALL;
pub use awaited::{Next, Whom, awaited};
pub use badges::{Badge, badges, lasting};
pub(crate) use check::kept;
pub use check::{Choice, Command, Permit, RULES, Refusal, allowed, check, check_fact, hoped};
pub use clocks::{Clock, clocks};
pub use code::Code;
pub use deadlines::{Deadline, DeadlineKind, Deadlines};
pub use policy::{POLICY, Rule, Times, rule};
pub use state::{Membership, Parties, Phase, Stage, State, Stop};
pub use together::{Joint, TOGETHER};

#[cfg(test)]
pub(crate) mod tests;
