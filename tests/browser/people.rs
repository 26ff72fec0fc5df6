//! Coming in: signing in and on, joining, accounts, and the survey that needs no account.

mod administering;
mod grouping;
mod joining;
mod leading;
pub(crate) mod one_time;
mod signing_in;
mod signing_on;
mod survey;
