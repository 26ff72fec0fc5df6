//! Every command there is: `cargo xtask` without one lists them.
//!
//! Whatever a fresh clone needs beyond Rust and a C compiler is fetched by the command that needs it, so that
//! `cargo xtask serve` and `cargo xtask test` are all that anybody has to remember.

mod bench;
mod crash;
mod dist;
mod fuzz;
mod gallery;
mod month;
mod requirements;
mod serve;
mod test;

mod site;
mod wasm;

mod browser;
mod debian;
mod digest;
mod files;
mod node;
mod process;
mod progress;

use std::process::ExitCode;

/// What went wrong is one sentence: what is missing, and what to do about it.
type Outcome<T = ()> = Result<T, String>;

struct Command {
    name: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Outcome,
}

#[rustfmt::skip]
const COMMANDS: [Command; 9] = [
    Command { name: "serve", run: serve::run, about: "build what changed and run the relay over data/ with the demo city; further arguments go to the relay" },
    Command { name: "test",  run: test::run,  about: "formatting, lints, unit, integration and browser tests; --no-browser leaves the last out" },
    Command { name: "dist",  run: dist::run,  about: "build the site into target/site and the relay into target/release/liandong" },
    Command { name: "bench", run: bench::run, about: "sizes of the bundle and the speed of the rules; `bench relay` measures what the relay carries, `bench app` the app on a slow device" },
    Command { name: "fuzz",  run: fuzz::run,  about: "hostile input, led by coverage: [scan | judge | frames | import] [--minutes N]" },
    Command { name: "crash", run: crash::run, about: "kill the relay at random moments under load, 200 times; --times and --seed choose others" },
    Command { name: "month", run: month::run, about: "a month of three experts without network, longer than in the tests; --sittings and --seed choose others" },
    Command { name: "gallery", run: gallery::run, about: "photograph every route at three sizes, in two languages, light and dark" },
    Command { name: "requirements", run: requirements::run, about: "each requirement of the standard with the tests that name it; --quiet prints holes only" },
];

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let name = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        eprintln!("cargo xtask <command>\n");
        for command in &COMMANDS {
            eprintln!("  {:<12} {}", command.name, command.about);
        }
        return ExitCode::from(2);
    };
    match process::enter_workspace().and_then(|()| (command.run)(&rest)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("xtask {name}: {sentence}");
            ExitCode::FAILURE
        }
    }
}
