//! `cargo xtask crash`: the relay is killed and its disk refuses, many more times than in the tests.

use crate::{Outcome, dist, process};

/// Takes `--times` and `--seed`, each with a number.
pub(crate) fn run(args: &[String]) -> Outcome {
    let (mut times, mut seed) = (200, None);
    for pair in args.chunks(2) {
        let number = || pair.get(1).and_then(|text| text.parse::<u64>().ok()).ok_or_else(|| format!("`{}` needs a number", pair[0]));
        match pair[0].as_str() {
            "--times" => times = number()?,
            "--seed" => seed = Some(number()?),
            unknown => return Err(format!("`{unknown}` is not understood: `cargo xtask crash` takes `--times` and `--seed`")),
        }
    }
    dist::build()?;
    let mut cargo = process::cargo();
    cargo.args(["test", "-p", "tests", "--test", "integration", "--", "crash::", "--nocapture", "--test-threads", "1"]);
    cargo.env("LIANDONG_RELAY", process::relay()?).env("CRASH_TIMES", times.to_string());
    cargo.envs(seed.map(|seed| ("CRASH_SEED", seed.to_string())));
    process::run(&mut cargo)
}
