//! A slower device: all processes of its browser stand still for most of the time, so that page, worker, service worker and store take
//! as many times as long. What the devtools offer for that reaches the page's own thread and nothing else.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};

use super::Device;
use crate::program::family;

/// So long everything stands still and runs on, together: less than anybody notices, and more than the stopping itself costs.
const TURN: Duration = Duration::from_millis(12);
/// After so many turns it is looked for new processes.
const LOOK: usize = 4;

/// A browser that is slow for as long as this lives.
#[derive(Debug)]
pub struct Slow {
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Device {
    /// Makes the browser so many times as slow.
    ///
    /// # Panics
    /// When it does not run.
    #[must_use]
    pub fn slowed(&self, times: u32) -> Slow {
        let browser = self.browser.as_ref().expect("the browser runs").process();
        let is_over = Arc::new(AtomicBool::new(false));
        let over = Arc::clone(&is_over);
        Slow { is_over, thread: Some(thread::spawn(move || slow_down(browser, TURN / times, &over))) }
    }

    /// What the browser keeps in memory for the app alone, in bytes: page, worker and service worker are one process.
    ///
    /// # Panics
    /// When it does not run, or the system does not tell.
    #[must_use]
    pub fn memory(&self) -> u64 {
        let browser = self.browser.as_ref().expect("the browser runs").process();
        let pages = family(browser).into_iter().filter(|process| {
            let command = std::fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
            String::from_utf8_lossy(&command).contains("--type=renderer")
        });
        pages.map(own_memory).max().expect("a page is a process")
    }
}

fn slow_down(browser: u32, runs: Duration, is_over: &AtomicBool) {
    let mut all = Vec::new();
    for turn in 0.. {
        if turn % LOOK == 0 {
            all = family(browser);
        }
        send(&all, Signal::STOP);
        thread::sleep(TURN.saturating_sub(runs));
        send(&all, Signal::CONT);
        if is_over.load(Ordering::Relaxed) {
            return;
        }
        thread::sleep(runs);
    }
}

fn send(processes: &[u32], signal: Signal) {
    for process in processes.iter().filter_map(|process| Pid::from_raw(i32::try_from(*process).ok()?)) {
        let _has_ended = kill_process(process, signal).is_err();
    }
}

/// What a process shares with no other, as Linux tells it.
fn own_memory(process: u32) -> u64 {
    let told = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let kilobytes =
        told.lines().filter(|line| line.starts_with("Private_")).filter_map(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kilobytes.sum::<u64>() << 10
}

impl Drop for Slow {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.join().expect("stopping processes does not fail");
        }
    }
}
