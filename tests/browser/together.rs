//! Several people at work on one case.

mod deciding;
mod five_people;
mod glass;
mod two_experts;
