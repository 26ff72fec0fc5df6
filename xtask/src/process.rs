//! Other programs: how they are found, started and judged.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::Outcome;

/// The relay's program, built by `dist`.
pub(crate) const RELAY: &str = if cfg!(windows) { "target/release/liandong.exe" } else { "target/release/liandong" };

/// Every path in these commands is relative to the workspace, wherever the person stands.
pub(crate) fn enter_workspace() -> Outcome {
    let xtask = std::env::var("CARGO_MANIFEST_DIR").map_err(|_| "start it as `cargo xtask`".to_owned())?;
    let root = Path::new(&xtask).parent().ok_or("the xtask folder has no parent")?;
    std::env::set_current_dir(root).map_err(|error| format!("cannot enter {}: {error}", root.display()))
}

/// Cargo as a person would have started it in the workspace.
pub(crate) fn cargo() -> Command {
    clean(Command::new("cargo"))
}

/// Takes away what `cargo run` told xtask about itself: build scripts that watch those variables would otherwise run
/// again each time the same build is started by hand. The target folder is ours to choose, because the relay looks for
/// the site in `target/site`.
pub(crate) fn clean(mut command: Command) -> Command {
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name == "CARGO_TARGET_DIR" {
            command.env_remove(&*name);
        }
    }
    command
}

/// Runs to the end with its output visible.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let line = line(command);
    let status = command.status().map_err(|error| format!("`{line}` did not start: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{line}` failed ({status})")) }
}

/// What it prints, or nothing when it is not there or fails.
pub(crate) fn output(program: &str, args: &[&str]) -> Option<String> {
    let output = clean(Command::new(program)).args(args).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether a program of this name can be started.
pub(crate) fn is_on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| {
        [program.to_owned(), format!("{program}.exe"), format!("{program}.cmd")].iter().any(|name| folder.join(name).is_file())
    })
}

/// The absolute path of the relay, for tests that start it from folders of their own.
pub(crate) fn relay() -> Outcome<std::path::PathBuf> {
    std::path::absolute(RELAY).map_err(|error| format!("cannot name {RELAY}: {error}"))
}

fn line(command: &Command) -> String {
    std::iter::once(command.get_program()).chain(command.get_args()).map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
