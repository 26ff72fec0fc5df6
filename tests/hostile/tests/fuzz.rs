//! The fuzz targets, bounded: the corpus that `cargo xtask fuzz` keeps, and some hundred drawn inputs each. A finding tells the seed
//! that repeats it.

use hostile::targets;

/// Inputs drawn for each target at every test run.
const DRAWN: usize = 300;

fn check(corpus: &str, target: fn(&[u8])) {
    for line in corpus.lines() {
        let bytes: Vec<u8> =
            (0..line.len() / 2).map(|at| u8::from_str_radix(&line[2 * at..2 * at + 2], 16).expect("hexadecimal")).collect();
        target(&bytes);
    }
    bolero::check!().with_iterations(DRAWN).for_each(target);
}

#[test]
fn scan() {
    check(include_str!("../corpus/scan.hex"), targets::scan);
}

#[test]
fn judge() {
    check(include_str!("../corpus/judge.hex"), targets::judge);
}

#[test]
fn frames() {
    check(include_str!("../corpus/frames.hex"), targets::frames);
}

#[test]
fn import() {
    check(include_str!("../corpus/import.hex"), targets::import);
}
