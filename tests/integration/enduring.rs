//! The relay dies, ends, runs full, is restored: what it confirmed is there.

mod crash;
mod crashing;
mod durability;
mod ending;
mod full_store;
mod restoring;
