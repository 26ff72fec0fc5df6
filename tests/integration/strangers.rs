//! Whoever is not one of our apps: foreign clients, wrong frames, hostile bytes.

mod foreign;
mod frames;
mod hostile;
