//! `cargo xtask fuzz [target] [--minutes N]`: the targets of `tests/hostile/tests/fuzz.rs`, led by the coverage of what they run.
//!
//! libFuzzer comes with bolero from the package registry; the compiler's own instrumentation does the rest. What reaches new code is
//! kept in `tests/hostile/corpus/<target>.hex`, one input a line, and tried again by every test run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Outcome, process, progress};

const TARGETS: [&str; 4] = ["scan", "judge", "frames", "import"];
const MINUTES: u64 = 2;
/// What the fuzzer works with and finds; the test's name is a folder below.
const FOLDER: &str = "target/fuzz";
/// Bytes of an input. Every byte is a decision or is read as it is, so that a longer one says little more.
const LONGEST: usize = 512;
/// Inputs that are kept for a target.
const MOST: usize = 400;

/// What cargo-bolero asks of the compiler for libFuzzer; nothing of it is kept for nightly.
const FLAGS: [&str; 10] = [
    "--cfg",
    "fuzzing",
    "--cfg",
    "fuzzing_libfuzzer",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Coverflow-checks=on",
];

/// Takes a target (all, one after the other, without one) and `--minutes` for each.
pub(crate) fn run(args: &[String]) -> Outcome {
    let (targets, minutes) = asked(args)?;
    let program = build()?;
    targets.iter().try_for_each(|target| fuzz(&program, target, minutes))
}

fn asked(args: &[String]) -> Outcome<(Vec<&'static str>, u64)> {
    let (mut targets, mut minutes) = (TARGETS.to_vec(), MINUTES);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let known = TARGETS.iter().find(|target| *target == arg);
        match (arg.as_str(), known) {
            (_, Some(target)) => targets = vec![target],
            ("--minutes", None) => {
                let given = args.next().and_then(|text| text.parse().ok());
                minutes = given.ok_or("`--minutes` is followed by a number")?;
            }
            (other, None) => return Err(format!("`{other}` is not understood: the targets are {}", TARGETS.join(", "))),
        }
    }
    Ok((targets, minutes))
}

/// For the host by name, so that build scripts, which run without the fuzzer, are not instrumented.
fn build() -> Outcome<PathBuf> {
    progress::step("building the targets with coverage");
    let version = process::output("rustc", &["-vV"]).ok_or("rustc does not start")?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("rustc does not name its host")?;
    let mut cargo = process::cargo();
    cargo.args(["test", "--quiet", "--release", "--no-run", "-p", "hostile", "--test", "fuzz", "--target", host, "--target-dir", FOLDER]);
    cargo.arg("--message-format=json-render-diagnostics").env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\x1f"));
    let output = cargo.stderr(std::process::Stdio::inherit()).output().map_err(|error| format!("cargo does not start: {error}"))?;
    let messages = String::from_utf8_lossy(&output.stdout).into_owned();
    let programs = messages.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let mut programs = programs.filter(|message| message["target"]["name"] == "fuzz");
    programs.find_map(|message| message["executable"].as_str().map(PathBuf::from)).ok_or_else(|| "the targets do not build".to_owned())
}

fn fuzz(program: &Path, target: &str, minutes: u64) -> Outcome {
    progress::step(&format!("{target}: {minutes} min"));
    let [seeds, found, kept] = ["seeds", "found", "kept"].map(|name| format!("{FOLDER}/{target}/{name}"));
    for folder in [&seeds, &kept] {
        drop(fs::remove_dir_all(folder));
    }
    for folder in [&seeds, &found, &kept] {
        fs::create_dir_all(folder).map_err(|error| format!("{folder}: {error}"))?;
    }
    let pack = PathBuf::from(format!("tests/hostile/corpus/{target}.hex"));
    unpack(&pack, Path::new(&seeds))?;
    let limits = format!("-max_len={LONGEST} -timeout=20 -rss_limit_mb=2048 -artifact_prefix={FOLDER}/{target}/");
    process::run(&mut engine(program, target, &format!("{found} {seeds} {limits} -max_total_time={}", minutes * 60)))
        .map_err(|_| format!("{target}: a finding, in {FOLDER}/{target}/crash-… or timeout-…; make a test of it"))?;
    process::run(&mut engine(program, target, &format!("-merge=1 {kept} {seeds} {found} {limits}")))?;
    repack(Path::new(&kept), &pack)
}

fn engine(program: &Path, target: &str, args: &str) -> Command {
    let mut command = process::clean(Command::new(program));
    command.args([target, "--exact", "--nocapture", "--quiet", "--test-threads", "1"]);
    command.env("BOLERO_TEST_NAME", target).env("BOLERO_LIBTEST_HARNESS", "1").env("BOLERO_LIBFUZZER_ARGS", args);
    command
}

fn unpack(pack: &Path, folder: &Path) -> Outcome {
    let text = fs::read_to_string(pack).unwrap_or_default();
    for (number, line) in text.lines().enumerate() {
        let bytes = (0..line.len() / 2).map(|at| u8::from_str_radix(&line[2 * at..2 * at + 2], 16));
        let bytes: Vec<u8> =
            bytes.collect::<Result<_, _>>().map_err(|error| format!("{}: line {}: {error}", pack.display(), number + 1))?;
        fs::write(folder.join(number.to_string()), bytes).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    Ok(())
}

/// The shortest of the inputs that reach something of their own, in an order that does not change without need.
fn repack(folder: &Path, pack: &Path) -> Outcome {
    let failed = |error: std::io::Error| format!("{}: {error}", pack.display());
    let files = fs::read_dir(folder).map_err(failed)?.flatten();
    let mut inputs: Vec<Vec<u8>> = files.filter_map(|file| fs::read(file.path()).ok()).collect();
    inputs.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    inputs.truncate(MOST);
    let line = |input: &Vec<u8>| input.iter().map(|byte| format!("{byte:02x}")).chain(["\n".to_owned()]).collect::<String>();
    fs::write(pack, inputs.iter().map(line).collect::<String>()).map_err(failed)?;
    progress::step(&format!("{}: {} inputs", pack.display(), inputs.len()));
    Ok(())
}
