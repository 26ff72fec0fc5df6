//! The five carry cases from the problem to the typical case, each on a device of their own: every form drawn from its table and
//! filled by what the page says is missing, every act given from the list of what is possible.

mod direct;
mod one_visit;
mod own;
mod steps;
mod supervised;
