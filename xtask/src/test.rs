//! `cargo xtask test`: everything that must hold, cheap first, stopping at the first step that fails.

use std::process::Command;
use std::time::Instant;

use crate::{Outcome, browser, dist, node, process, wasm};

/// Takes `--no-browser`.
pub(crate) fn run(args: &[String]) -> Outcome {
    if let Some(unknown) = args.iter().find(|arg| *arg != "--no-browser") {
        return Err(format!("`{unknown}` is not understood: `cargo xtask test` takes `--no-browser` only"));
    }
    let start = Instant::now();
    let steps = &STEPS[..if args.is_empty() { STEPS.len() } else { STEPS.len() - 1 }];
    let mut times = Vec::new();
    for step in steps {
        eprintln!("\n=== {} ===", step.title);
        let begin = Instant::now();
        (step.run)().map_err(|sentence| format!("{}: {sentence}", step.title))?;
        times.push((step.title, begin.elapsed()));
    }
    eprintln!("\n=== all passed ===");
    for (title, time) in times.into_iter().chain([("total", start.elapsed())]) {
        eprintln!("{:7.1} s  {title}", time.as_secs_f64());
    }
    Ok(())
}

struct Step {
    title: &'static str,
    run: fn() -> Outcome,
}

/// The browser suite stays last: `--no-browser` cuts it off.
#[rustfmt::skip]
const STEPS: [Step; 7] = [
    Step { title: "formatting",              run: formatting },
    Step { title: "requirements",            run: requirements },
    Step { title: "lints, native",           run: lints_native },
    Step { title: "lints, wasm32",           run: lints_wasm },
    Step { title: "site and relay",          run: dist::build },
    Step { title: "unit and integration",    run: unit_and_integration },
    Step { title: "browser suite",           run: browser_suite },
];

fn formatting() -> Outcome {
    process::run(process::cargo().args(["fmt", "--all", "--check"]))
}

fn requirements() -> Outcome {
    crate::requirements::run(&["--quiet".to_owned()])
}

fn lints_native() -> Outcome {
    let cargo = &mut process::cargo();
    process::run(cargo.args(["clippy", "--workspace", "--all-targets", "--exclude", "app", "--", "-D", "warnings"]))
}

fn lints_wasm() -> Outcome {
    wasm::lint()
}

fn unit_and_integration() -> Outcome {
    node::make_ready()?;
    if has_nextest() {
        let mut nextest = with_relay(process::cargo())?;
        nextest.args(["nextest", "run", "--no-fail-fast", "--workspace", "--exclude", "app"]);
        return process::run(nextest.args(["-E", "not binary(browser)"]));
    }
    process::run(with_relay(process::cargo())?.args(["test", "--no-fail-fast", "--workspace", "--exclude", "app", "--exclude", "tests"]))?;
    process::run(with_relay(process::cargo())?.args(["test", "--no-fail-fast", "-p", "tests", "--lib", "--test", "integration"]))
}

/// Two tests at a time: each runs two or three devices, and what they measure must not be the queue for a core. The
/// packages are named as in the step before: another choice has other features, and would compile everything again.
fn browser_suite() -> Outcome {
    browser::make_ready()?;
    let mut cargo = with_relay(process::cargo())?;
    if has_nextest() {
        cargo.args(["nextest", "run", "--no-fail-fast", "--workspace", "--exclude", "app", "-E", "binary(browser)", "--test-threads", "2"]);
    } else {
        cargo.args(["test", "--workspace", "--exclude", "app", "--test", "browser", "--", "--test-threads", "2"]);
    }
    process::run(&mut cargo)
}

fn with_relay(mut command: Command) -> Outcome<Command> {
    command.env("LIANDONG_RELAY", process::relay()?);
    Ok(command)
}

fn has_nextest() -> bool {
    process::is_on_path("cargo-nextest")
}
