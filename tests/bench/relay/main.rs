//! What the relay carries: real people on real sockets, one core for the relay and one for everybody else, SQLite on
//! this disk with full durability. Further arguments choose figures by a part of their name.

#![expect(clippy::print_stdout, reason = "the figures are what this program is for")]

mod catching_up;
mod city;
mod guarding;
mod hostile;
mod idle;
mod load;
mod paced;
mod pen;
mod spread;

/// What was measured, ready to be printed: a name, how it was done, what came out.
struct Figure {
    what: String,
    how: String,
    found: String,
}

type Measure = fn() -> Vec<Figure>;

#[rustfmt::skip]
const FIGURES: [(&str, Measure); 8] = [
    ("one-a-submit",    load::one_a_submit),
    ("twenty-a-submit", load::twenty_a_submit),
    ("shared-cases",    load::shared_cases),
    ("paced",           paced::alone),
    ("hostile",         hostile::beside),
    ("idle",            idle::connections_and_documents),
    ("catching-up",     catching_up::after_a_while),
    ("guard",           guarding::by_size),
];

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    println!("On {}; `cargo xtask bench relay`{}\n", spread::machine(), city::pinned());
    println!("| {:<52} | {:<62} | how |", "what", "figure");
    println!("|{:-<54}|{:-<64}|-----|", "", "");
    for (name, measure) in FIGURES {
        if wanted.is_empty() || wanted.iter().any(|part| name.contains(part.as_str())) {
            for Figure { what, how, found } in measure() {
                println!("| {what:<52} | {found:<62} | {how} |");
            }
        }
    }
}
