//! A browser and its driver: started for one device, ended with it.

use std::{fs, path::Path, process::Command, time::Duration};

use thirtyfour::{Capabilities, WebDriver};

use super::engine::Engine;
use crate::{
    eventually::eventually,
    program::{Program, free_port, signal, standing},
};

/// A running browser.
#[derive(Debug)]
pub(super) struct Browser {
    web: Option<WebDriver>,
    process: u32,
    _driver: Program,
    _screen: Option<Program>,
}

impl Browser {
    /// Starts one over this profile.
    pub(super) async fn start(engine: Engine, profile: &Path, language: &str) -> Self {
        let port = free_port();
        let mut driver = engine.driver(port);
        let screen = engine.needs_screen().then(|| {
            let (screen, name) = screen();
            driver.env("DISPLAY", name);
            screen
        });
        let mut driver = Program::start(&mut driver);
        let address = format!("http://127.0.0.1:{port}");
        eventually("the driver answers", || {
            assert!(driver.ended().is_none(), "the driver of {engine:?} ended: {}", driver.said());
            ureq::get(format!("{address}/status")).call().ok()
        });
        let mut wishes = Capabilities::new();
        for (name, wish) in engine.wishes(profile, language).as_object().expect("written as one") {
            wishes.set(name, wish).expect("a wish");
        }
        let started = WebDriver::new(&address, wishes).await;
        let web = started.unwrap_or_else(|error| panic!("{engine:?} does not start: {error}; {}", driver.said()));
        web.set_script_timeout(Duration::from_secs(20)).await.expect("a running browser");
        let process = child_of(driver.id()).expect("a browser that answers has a process");
        Self { web: Some(web), process, _driver: driver, _screen: screen }
    }

    pub(super) fn web(&self) -> &WebDriver {
        self.web.as_ref().expect("taken only when it ends")
    }

    /// The number of its first process.
    pub(super) const fn process(&self) -> u32 {
        self.process
    }

    /// Ends it as a person does, with time to put its things away.
    pub(super) async fn close(mut self) {
        if let Some(web) = self.web.take() {
            web.quit().await.expect("a browser that runs can be closed");
        }
    }

    /// SIGKILL; what the browser had not made durable is gone.
    pub(super) fn kill(self) {
        drop(self);
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        signal("KILL", self.process);
        eventually("the browser is gone", || {
            (!Path::new("/proc").join(self.process.to_string()).exists() || is_zombie(self.process)).then_some(())
        });
        if let Some(web) = self.web.take() {
            // There is no browser left to say goodbye to.
            drop(web.leak());
        }
    }
}

/// The process that the driver started; the browser's other processes are children of that one.
fn child_of(driver: u32) -> Option<u32> {
    fs::read_dir("/proc").ok()?.flatten().find_map(|entry| {
        let process = entry.file_name().to_str()?.parse().ok()?;
        let (state, parent) = standing(process)?;
        (parent == driver && state != "Z").then_some(process)
    })
}

/// A screen that nobody sees, and its name.
fn screen() -> (Program, String) {
    let mut screen = Program::start(Command::new("Xvfb").args(["-displayfd", "1", "-screen", "0", "1024x900x24", "-nolisten", "tcp"]));
    let name = eventually("a screen is there", || {
        assert!(screen.ended().is_none(), "Xvfb ended: {}", screen.said());
        screen.said().lines().find_map(|line| line.parse::<u32>().ok())
    });
    (screen, format!(":{name}"))
}

/// Dead, and only waits for its parent, the driver, to notice.
fn is_zombie(process: u32) -> bool {
    standing(process).is_some_and(|(state, _)| state == "Z")
}
