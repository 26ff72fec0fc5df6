//! Many measurements in a few words.

use std::time::Duration;

/// The middle and the ends, in milliseconds; in microseconds where most of them are below one.
pub(crate) fn of_times(taken: &[Duration]) -> String {
    let (times, unit) = if percentile(taken, 50) < Duration::from_millis(1) / 4 { (1e6, "µs") } else { (1e3, "ms") };
    let [p50, p95, p99, most] = [50, 95, 99, 100].map(|percent| percentile(taken, percent).as_secs_f64() * times);
    format!("p50 {p50:.1} {unit} · p95 {p95:.1} {unit} · p99 {p99:.1} {unit} · max {most:.1} {unit}")
}

/// The time within which so many of a hundred were done.
pub(crate) fn percentile(taken: &[Duration], percent: usize) -> Duration {
    let mut sorted = taken.to_vec();
    sorted.sort_unstable();
    sorted[((sorted.len() - 1) * percent).div_ceil(100)]
}

/// Runs of one figure: the middle one, with the least and the most.
pub(crate) fn of_runs(runs: &[f64], unit: &str) -> String {
    let mut sorted = runs.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (least, most) = (sorted[0], sorted[sorted.len() - 1]);
    format!("{:.0} {unit} ({least:.0}–{most:.0} in {} runs)", sorted[sorted.len() / 2], runs.len())
}

/// Where this runs.
pub(crate) fn machine() -> String {
    let about = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = about
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map_or("this machine", |rest| rest.trim_start_matches([' ', '\t', ':']));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{cores} cores of {name}, {} {}", std::env::consts::OS, std::env::consts::ARCH)
}
