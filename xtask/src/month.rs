//! `cargo xtask month`: three experts without network, with many more words than in the tests.

use crate::{Outcome, process};

/// Takes `--sittings` (of a day, at most) and `--seed`, each with a number.
pub(crate) fn run(args: &[String]) -> Outcome {
    let (mut sittings, mut seed) = (60, None);
    for pair in args.chunks(2) {
        let number = || pair.get(1).and_then(|text| text.parse::<u64>().ok()).ok_or_else(|| format!("`{}` needs a number", pair[0]));
        match pair[0].as_str() {
            "--sittings" => sittings = number()?,
            "--seed" => seed = Some(number()?),
            unknown => return Err(format!("`{unknown}` is not understood: `cargo xtask month` takes `--sittings` and `--seed`")),
        }
    }
    process::run(process::cargo().args(["build", "--release", "--package", "server"]))?;
    let mut cargo = process::cargo();
    cargo.args(["test", "-p", "tests", "--test", "integration", "--", "month::", "--nocapture"]);
    cargo.env("LIANDONG_RELAY", process::relay()?).env("MONTH_SITTINGS", sittings.to_string());
    cargo.envs(seed.map(|seed| ("MONTH_SEED", seed.to_string())));
    process::run(&mut cargo)
}
