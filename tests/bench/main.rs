//! The figures that the README quotes, each with what it was measured on and how.

#![expect(clippy::print_stdout, reason = "the figures are what this program is for")]

mod catch_up;
mod edit;
mod rules;
mod start;

use std::time::Duration;

/// A figure and how it was come by.
struct Figure {
    what: &'static str,
    how: &'static str,
    taken: Vec<Duration>,
}

fn main() {
    println!("On {}; `cargo bench -p tests --bench figures`, relay: {}\n", machine(), relay());
    println!("| {:<44} | {:>9} | {:>9} | {:>9} | how |", "what", "p50", "p95", "p99");
    println!("|{:-<46}|{:->10}:|{:->10}:|{:->10}:|-----|", "", "", "", "");
    let rules = [rules::fold(), rules::checked(), rules::reading(), rules::copying(), rules::statistics()];
    let product = [edit::confirmed(), catch_up::whole_city(), catch_up::one_case(), start::from_service_worker()];
    for figure in rules.into_iter().chain(product) {
        let [p50, p95, p99] = [50, 95, 99].map(|percent| in_milliseconds(percentile(&figure.taken, percent)));
        println!("| {:<44} | {p50:>9} | {p95:>9} | {p99:>9} | {} |", figure.what, figure.how);
    }
}

fn percentile(taken: &[Duration], percent: usize) -> Duration {
    let mut sorted = taken.to_vec();
    sorted.sort_unstable();
    sorted[((sorted.len() - 1) * percent).div_ceil(100)]
}

fn in_milliseconds(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1000.0)
}

fn machine() -> String {
    let about = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = about
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map_or("this machine", |rest| rest.trim_start_matches([' ', '\t', ':']));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{cores} cores of {name}, {} {}", std::env::consts::OS, std::env::consts::ARCH)
}

fn relay() -> &'static str {
    let is_release = tests::relay::program().components().any(|part| part.as_os_str() == "release");
    if is_release { "release build" } else { "debug build" }
}
