//! A real relay: its own process, port and folder.

mod city;

use std::{
    ffi::OsStr,
    net::TcpStream,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
    time::Duration,
};

use tempfile::TempDir;

use crate::{
    Authority, Hand, Reach, Who,
    eventually::eventually,
    program::{Program, free_port},
};

/// A relay over a copy of the demo city.
#[derive(Debug)]
pub struct Relay {
    folder: TempDir,
    reach: Reach,
    tls: Vec<String>,
    process: Option<Program>,
}

impl Relay {
    /// Starts a relay over a fresh copy of the demo city.
    #[must_use]
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    /// As [`Relay::start`], with further options of the command line.
    ///
    /// # Panics
    /// When the relay does not come up.
    #[must_use]
    pub fn start_with(options: &[&str]) -> Self {
        Self::begin(None, options)
    }

    /// As [`Relay::start`], over HTTPS with an authority's certificate.
    #[must_use]
    pub fn start_secured(authority: &Authority) -> Self {
        Self::begin(Some(authority), &[])
    }

    fn begin(authority: Option<&Authority>, options: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        city::copy_to(folder.path());
        let plain = Reach::of_port(free_port());
        let reach = authority.map_or(plain.clone(), |authority| plain.believing(authority.root()));
        let tls = authority.map(|authority| authority.options().to_vec()).unwrap_or_default();
        let mut relay = Self { folder, reach, tls, process: None };
        relay.start_again_with(options);
        relay
    }

    /// Starts it again at the same address and over the same folder.
    pub fn start_again(&mut self) {
        self.start_again_with(&[]);
    }

    /// As [`Relay::start_again`], with further options of the command line.
    ///
    /// # Panics
    /// When the relay does not come up, or runs already.
    pub fn start_again_with(&mut self, options: &[&str]) {
        assert!(self.process.is_none(), "the relay runs");
        let tls = self.tls.iter().map(String::as_str);
        let options: Vec<&str> = tls.chain(options.iter().copied()).collect();
        self.process = Some(run(self.folder.path(), &self.reach, &options));
    }

    /// SIGKILL.
    ///
    /// # Panics
    /// When it does not run.
    pub fn kill(&mut self) {
        self.process.take().expect("the relay runs").kill();
    }

    /// SIGTERM: it finishes what it has begun, and ends in order.
    ///
    /// # Panics
    /// When it does not run, or ends otherwise.
    pub fn stop(&mut self) {
        self.process.take().expect("the relay runs").stop();
    }

    /// SIGTERM or SIGINT (`TERM`, `INT`); it goes on for as long as it must.
    ///
    /// # Panics
    /// When it does not run.
    pub fn tell_to_stop(&self, signal: &str) {
        self.process.as_ref().expect("the relay runs").signal(signal);
    }

    /// Waits until it has ended; with which code, if not by a signal.
    ///
    /// # Panics
    /// When it does not run, or does not end until the deadline.
    pub fn until_ended(&mut self) -> Option<i32> {
        self.process.take().expect("the relay runs").until_ended().code()
    }

    /// Waits until it takes no connection any more.
    pub fn until_closed(&self) {
        eventually("the relay takes nobody in any more", || TcpStream::connect(self.host()).err());
    }

    /// SIGKILL while it starts, before it has answered anybody.
    ///
    /// # Panics
    /// When it runs.
    pub fn die_starting(&mut self) {
        assert!(self.process.is_none(), "the relay runs");
        spawn(self.folder.path(), &self.reach, &[]).kill();
    }

    /// From now on its disk takes no byte of a file beyond this many: 0 is a disk that can only be read. The system's limit
    /// for the size of files stands in for it: it needs no rights, holds for root too, and fails each write as a disk does.
    ///
    /// # Panics
    /// When it does not run.
    #[cfg(target_os = "linux")]
    pub fn refuse_writing_beyond(&self, bytes: u64) {
        self.process.as_ref().expect("the relay runs").limit_files(&format!("{bytes}:unlimited"));
    }

    /// The disk takes everything again.
    ///
    /// # Panics
    /// When it does not run.
    #[cfg(target_os = "linux")]
    pub fn allow_writing(&self) {
        self.process.as_ref().expect("the relay runs").limit_files("unlimited:unlimited");
    }

    /// SIGSTOP: it takes connections and answers nothing, as a network does that swallows everything.
    ///
    /// # Panics
    /// When it does not run.
    pub fn freeze(&self) {
        self.process.as_ref().expect("the relay runs").signal("STOP");
    }

    /// SIGCONT: it goes on where it was frozen.
    ///
    /// # Panics
    /// When it does not run.
    pub fn thaw(&self) {
        self.process.as_ref().expect("the relay runs").signal("CONT");
    }

    /// The process lives.
    ///
    /// # Panics
    /// When it does not; with what it said.
    pub fn lives(&mut self) {
        let process = self.process.as_mut().expect("the relay runs");
        let ended = process.ended();
        assert!(ended.is_none(), "the relay ended ({ended:?}): {}", process.said());
    }

    /// What it logged since its start.
    #[must_use]
    pub fn said(&self) -> String {
        self.process.as_ref().map(Program::said).unwrap_or_default()
    }

    /// What it holds in memory, in bytes.
    ///
    /// # Panics
    /// When it does not run, or the system does not tell.
    #[must_use]
    pub fn memory(&self) -> u64 {
        self.process.as_ref().expect("the relay runs").memory()
    }

    /// The most that it has held in memory since its start, in bytes.
    ///
    /// # Panics
    /// When it does not run, or the system does not tell.
    #[must_use]
    pub fn most_memory(&self) -> u64 {
        self.process.as_ref().expect("the relay runs").most_memory()
    }

    /// How long it has worked on processors since its start.
    ///
    /// # Panics
    /// When it does not run, or the system does not tell.
    #[must_use]
    pub fn worked(&self) -> Duration {
        self.process.as_ref().expect("the relay runs").worked()
    }

    /// Its address, as a browser writes it.
    #[must_use]
    pub fn address(&self) -> String {
        self.reach.address()
    }

    /// The way to it.
    #[must_use]
    pub const fn reach(&self) -> &Reach {
        &self.reach
    }

    /// Host and port.
    #[must_use]
    pub fn host(&self) -> String {
        self.reach.host.clone()
    }

    /// The folder of its store.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Whether it holds a file of this hash, in hexadecimal digits.
    #[must_use]
    pub fn holds_file(&self, hash: &str) -> bool {
        self.folder().join("blobs").join(&hash[..2]).join(hash).exists()
    }

    /// Runs another command of the program on this relay's folder; whether it did what it should, and what it said.
    ///
    /// # Panics
    /// When the program does not start.
    #[must_use]
    pub fn command(&self, name: &str, options: &[&OsStr]) -> (bool, String) {
        command(name, self.folder.path(), options)
    }

    /// A signed-in hand of this person, on a device of its own.
    ///
    /// # Panics
    /// When the sign-in is refused.
    #[must_use]
    pub fn hand(&self, who: Who) -> Hand {
        let mut hand = Hand::at(self);
        hand.sign_in(who).unwrap_or_else(|problem| panic!("{who:?} cannot sign in: {problem:?}"));
        hand
    }
}

/// Runs a command of the program on a data folder; whether it did what it should, and what it said.
///
/// # Panics
/// When the program does not start.
#[must_use]
pub fn command(name: &str, data: &Path, options: &[&OsStr]) -> (bool, String) {
    let mut command = Command::new(program());
    let ran = command.args([name, "--data"]).arg(data).args(options).output().expect("the relay's program can be run");
    let said = [ran.stdout, ran.stderr].concat();
    (ran.status.success(), String::from_utf8_lossy(&said).into_owned())
}

/// The relay's program: what `LIANDONG_RELAY` names, else a debug build made now.
///
/// # Panics
/// When it cannot be built.
#[must_use]
pub fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| std::env::var_os("LIANDONG_RELAY").map_or_else(build, PathBuf::from))
}

fn build() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo).args(["build", "--quiet", "--package", "server"]).current_dir(&root).status();
    assert!(built.is_ok_and(|status| status.success()), "the relay does not build");
    root.join("target/debug/liandong")
}

/// Through a shell that has the system report a file's limit to whoever writes instead of ending the program.
fn spawn(folder: &Path, reach: &Reach, options: &[&str]) -> Program {
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""]).arg(program());
    command.args(["serve", "--demo", "--listen", &reach.host, "--data"]).arg(folder).args(options);
    Program::start(&mut command)
}

fn run(folder: &Path, reach: &Reach, options: &[&str]) -> Program {
    let mut process = spawn(folder, reach, options);
    let agent = reach.agent();
    eventually("the relay answers", || {
        let ended = process.ended();
        assert!(ended.is_none(), "the relay ended ({ended:?}): {}", process.said());
        agent.get(format!("{}/healthz", reach.address())).call().ok()
    });
    process
}
