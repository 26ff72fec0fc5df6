//! What the relay carries: real people on real sockets, one core for the relay and one for everybody else, SQLite on
//! this disk with full durability.

mod catching_up;
mod guarding;
mod hostile;
mod idle;
mod load;
mod paced;

use crate::Measured;

#[rustfmt::skip]
pub(super) const FIGURES: [Measured; 8] = [
    ("one-a-submit",    load::one_a_submit),
    ("twenty-a-submit", load::twenty_a_submit),
    ("shared-cases",    load::shared_cases),
    ("paced",           paced::alone),
    ("hostile",         hostile::beside),
    ("idle",            idle::connections_and_documents),
    ("catching-up",     catching_up::after_a_while),
    ("guard",           guarding::by_size),
];
