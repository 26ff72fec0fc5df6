//! Programs that the stories start: they end with the story, by their own process id and nothing broader.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    process::{Child, ChildStdin, Command, ExitStatus, Stdio},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU16, Ordering},
    },
    time::Duration,
};

use crate::eventually::eventually;

/// A running program with what it said.
#[derive(Debug)]
pub(crate) struct Program {
    child: Child,
    ear: Option<ChildStdin>,
    said: Arc<Mutex<String>>,
}

impl Program {
    /// Starts it and listens to what it prints.
    pub(crate) fn start(command: &mut Command) -> Self {
        Self::start_hearing(Stdio::null(), command)
    }

    /// As [`Program::start`], for one that is told lines.
    pub(crate) fn start_listening(command: &mut Command) -> Self {
        Self::start_hearing(Stdio::piped(), command)
    }

    fn start_hearing(ear: Stdio, command: &mut Command) -> Self {
        let started = command.stdin(ear).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = started.unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
        let said = Arc::default();
        listen(child.stdout.take(), &said);
        listen(child.stderr.take(), &said);
        Self { ear: child.stdin.take(), child, said }
    }

    /// Tells it a line.
    pub(crate) fn tell(&mut self, line: &str) {
        let ear = self.ear.as_mut().expect("started to listen");
        if let Err(error) = writeln!(ear, "{line}") {
            panic!("it does not listen ({error}): {}", self.said());
        }
    }

    /// What it printed so far.
    pub(crate) fn said(&self) -> String {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The number of its process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// How it ended, if it did.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().expect("our own child can be asked")
    }

    /// Sends it a signal.
    pub(crate) fn signal(&self, name: &str) {
        signal(name, self.child.id());
    }

    /// Its resident set in bytes, as Linux tells it.
    pub(crate) fn memory(&self) -> u64 {
        self.told("VmRSS:")
    }

    /// The most that its resident set has been.
    pub(crate) fn most_memory(&self) -> u64 {
        self.told("VmHWM:")
    }

    fn told(&self, what: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("our own child can be looked at");
        let kib = status.lines().find_map(|line| line.strip_prefix(what)?.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        kib.expect("a running program is resident") << 10
    }

    /// Its processor time, as Linux tells it: user and system, in hundredths of a second.
    pub(crate) fn worked(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).expect("our own child can be looked at");
        let after_name = stat.rsplit(')').next().unwrap_or_default();
        let ticks: u64 = after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
        Duration::from_millis(ticks * 10)
    }

    /// Sets how large the files may become that it writes, as `prlimit` reads it.
    #[cfg(target_os = "linux")]
    pub(crate) fn limit_files(&self, limit: &str) {
        let limited = Command::new("prlimit").args([format!("--pid={}", self.child.id()), format!("--fsize={limit}")]).status();
        assert!(limited.is_ok_and(|status| status.success()), "prlimit (util-linux) sets the limit of our own child");
    }

    /// SIGKILL; returns when it is gone.
    pub(crate) fn kill(&mut self) {
        // Fails only when it has ended already.
        drop(self.child.kill());
        self.child.wait().expect("our own child can be waited for");
    }

    /// SIGTERM; returns when it is gone, in order.
    pub(crate) fn stop(&mut self) {
        self.signal("TERM");
        let ended = self.until_ended();
        assert!(ended.success(), "it ends in order: {ended}; {}", self.said());
    }

    /// Waits until it is gone.
    pub(crate) fn until_ended(&mut self) -> ExitStatus {
        eventually("the program ends when it is told to", || self.ended())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A process and all that it started, directly or not.
pub(crate) fn family(process: u32) -> Vec<u32> {
    let all =
        std::fs::read_dir("/proc").into_iter().flatten().flatten().filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let parents: Vec<(u32, u32)> = all.filter_map(|process| Some((process, standing(process)?.1))).collect();
    let mut family = vec![process];
    let mut at = 0;
    while let Some(parent) = family.get(at).copied() {
        family.extend(parents.iter().filter(|(_, of)| *of == parent).map(|(child, _)| *child));
        at += 1;
    }
    family
}

/// A process's state and parent, as Linux tells them.
pub(crate) fn standing(process: u32) -> Option<(String, u32)> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let mut words = stat.rsplit(')').next()?.split_whitespace();
    Some((words.next()?.to_owned(), words.next()?.parse().ok()?))
}

/// Sends a signal to one process of ours.
pub(crate) fn signal(name: &str, process: u32) {
    let sent = Command::new("kill").arg(format!("-{name}")).arg(process.to_string()).stderr(Stdio::null()).status();
    sent.expect("every Unix has `kill`");
}

/// A port on which nobody listens. Below those that systems hand out to connections: while the relay is stopped, nobody
/// else may come to sit there.
///
/// # Panics
/// When no port is free.
pub fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let start = u16::try_from(std::process::id() % 1000).expect("below a thousand") * 12;
    let mut ports = std::iter::repeat_with(|| 20_000 + (start + NEXT.fetch_add(1, Ordering::Relaxed)) % 12_000).take(12_000);
    ports.find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok()).expect("a port is free")
}

fn listen(output: Option<impl Read + Send + 'static>, said: &Arc<Mutex<String>>) {
    let (output, said) = (output.expect("asked for above"), said.clone());
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
            said.push_str(&line);
            said.push('\n');
        }
    });
}
