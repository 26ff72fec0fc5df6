//! Chromium and its driver: started for one device, ended with it.

use std::{fs, path::Path, process::Command, time::Duration};

use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, WebDriver};

use crate::{
    eventually::eventually,
    program::{Program, free_port, signal},
};

/// Where Debian puts them; elsewhere they are looked for on the path.
const CHROMIUM: &str = "/usr/bin/chromium";

#[rustfmt::skip]
const FLAGS: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1024,900",
];

/// A running browser.
#[derive(Debug)]
pub(super) struct Browser {
    web: Option<WebDriver>,
    process: u32,
    _driver: Program,
}

impl Browser {
    /// Starts one over this profile.
    pub(super) async fn start(profile: &Path, language: &str) -> Self {
        let port = free_port();
        let mut driver = Program::start(Command::new("chromedriver").arg(format!("--port={port}")));
        let address = format!("http://127.0.0.1:{port}");
        eventually("the driver answers", || {
            assert!(driver.ended().is_none(), "chromedriver ended: {}", driver.said());
            ureq::get(format!("{address}/status")).call().ok()
        });
        let mut wishes = DesiredCapabilities::chrome();
        if Path::new(CHROMIUM).exists() {
            wishes.set_binary(CHROMIUM).expect("a wish");
        }
        let own = [format!("--user-data-dir={}", profile.display()), format!("--lang={language}"), format!("--accept-lang={language}")];
        for flag in FLAGS.into_iter().chain(own.iter().map(String::as_str)) {
            wishes.add_arg(flag).expect("a wish");
        }
        let web =
            WebDriver::new(&address, wishes).await.unwrap_or_else(|error| panic!("Chromium does not start: {error}; {}", driver.said()));
        web.set_script_timeout(Duration::from_secs(20)).await.expect("a running browser");
        let process = main_process(profile).expect("a browser that answers has a process");
        Self { web: Some(web), process, _driver: driver }
    }

    pub(super) fn web(&self) -> &WebDriver {
        self.web.as_ref().expect("taken only when it ends")
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

/// The one process that was started with this profile and is nobody's helper.
fn main_process(profile: &Path) -> Option<u32> {
    let own = format!("--user-data-dir={}", profile.display());
    fs::read_dir("/proc").ok()?.flatten().find_map(|entry| {
        let process = entry.file_name().to_str()?.parse().ok()?;
        let words = fs::read(entry.path().join("cmdline")).ok()?;
        // Some processes rewrite their words and separate them by spaces.
        let line = String::from_utf8_lossy(&words).replace('\0', " ");
        let is_main = line.contains(&own)
            && !line.contains("--type=")
            && line.split(' ').next().is_some_and(|name| !name.contains("chromedriver") && !name.contains("crashpad"));
        is_main.then_some(process)
    })
}

/// Dead, and only waits for its parent, the driver, to notice.
fn is_zombie(process: u32) -> bool {
    fs::read_to_string(format!("/proc/{process}/stat"))
        .is_ok_and(|stat| stat.rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with('Z')))
}
