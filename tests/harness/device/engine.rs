//! The browsers that a story can be told in, and how each is started with its driver.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::{Value, json};

/// A kind of browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, as on Android's tablets and most desks: told everything.
    Chromium,
    /// Firefox.
    Firefox,
    /// WebKit's port to GTK, the nearest to Safari that runs here. Under its driver it keeps nothing beyond its end.
    WebKit,
}

/// Where Debian puts the browsers; elsewhere their drivers look for them.
const CHROMIUM: &str = "/usr/bin/chromium";
const FIREFOX: &str = "/usr/bin/firefox-esr";
const MINI_BROWSER: &str = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";
/// Where `cargo xtask test` installs the driver of Firefox, which Debian does not have.
const GECKODRIVER: &str = "../target/geckodriver/bin/geckodriver";

#[rustfmt::skip]
const CHROMIUM_FLAGS: [&str; 10] = [
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

impl Engine {
    /// The driver, to be told its port.
    pub(super) fn driver(self, port: u16) -> Command {
        let mut driver = Command::new(match self {
            Self::Chromium => PathBuf::from("chromedriver"),
            Self::Firefox => {
                let own = Path::new(env!("CARGO_MANIFEST_DIR")).join(GECKODRIVER);
                if own.exists() { own } else { PathBuf::from("geckodriver") }
            }
            Self::WebKit => PathBuf::from("WebKitWebDriver"),
        });
        driver.arg(format!("--port={port}"));
        driver
    }

    /// Whether the browser draws on a screen only.
    pub(super) const fn needs_screen(self) -> bool {
        matches!(self, Self::WebKit)
    }

    /// Whether the profile outlives the browser.
    pub(super) const fn keeps(self) -> bool {
        !matches!(self, Self::WebKit)
    }

    /// What the driver is asked for.
    pub(super) fn wishes(self, profile: &Path, language: &str) -> Value {
        let profile = profile.display().to_string();
        match self {
            Self::Chromium => {
                let own = [format!("--user-data-dir={profile}"), format!("--lang={language}"), format!("--accept-lang={language}")];
                let args: Vec<&str> = CHROMIUM_FLAGS.into_iter().chain(own.iter().map(String::as_str)).collect();
                json!({ "browserName": "chrome", "goog:chromeOptions": with_binary(CHROMIUM, json!({ "args": args })) })
            }
            Self::Firefox => {
                let options = json!({ "args": ["-headless", "-profile", profile], "prefs": { "intl.accept_languages": language } });
                json!({ "browserName": "firefox", "moz:firefoxOptions": with_binary(FIREFOX, options) })
            }
            Self::WebKit => {
                json!({ "webkitgtk:browserOptions": with_binary(MINI_BROWSER, json!({ "args": ["--automation"] })) })
            }
        }
    }
}

fn with_binary(path: &str, mut options: Value) -> Value {
    if Path::new(path).exists() {
        options["binary"] = path.into();
    }
    options
}
