//! What the browser suite needs on the machine: Chromium, Firefox and WebKit, their drivers, and letters for Chinese.

use std::path::Path;

use crate::{Outcome, debian, process, progress};

/// Makes sure that it is all there: installs it on Debian as root, elsewhere says exactly what to install. The driver of
/// Firefox is a program of Mozilla's on crates.io, which no Debian has: it is built once, under `target/`.
pub(crate) fn make_ready() -> Outcome {
    packages()?;
    if process::is_on_path(GECKODRIVER) || Path::new(GECKODRIVERS_HOME).join("bin").join(GECKODRIVER).exists() {
        return Ok(());
    }
    progress::step("cargo install geckodriver, for Firefox: two minutes, once");
    // Unoptimised: it passes a few messages on.
    let install = ["install", "--quiet", "--locked", "--debug", "--version", GECKODRIVER_VERSION, "--root", GECKODRIVERS_HOME, GECKODRIVER];
    let mut cargo = process::cargo();
    cargo.args(install).env("CARGO_TARGET_DIR", format!("{GECKODRIVERS_HOME}/build")).env("CARGO_PROFILE_DEV_DEBUG", "0");
    process::run(&mut cargo)
}

const GECKODRIVER: &str = "geckodriver";
const GECKODRIVER_VERSION: &str = "=0.37.1";
/// The harness looks for it here.
const GECKODRIVERS_HOME: &str = "target/geckodriver";

fn packages() -> Outcome {
    let missing = missing();
    if missing.is_empty() {
        return Ok(());
    }
    if debian::can_install() {
        let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
        return debian::install(&packages);
    }
    let names: Vec<&str> = missing.iter().map(|need| need.name).collect();
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    Err(format!(
        "the browser suite needs {}: install them (on Debian and Ubuntu as root: `apt-get install {}`), or leave the suite out with `cargo xtask test --no-browser`",
        names.join(", "),
        packages.join(" ")
    ))
}

struct Need {
    name: &'static str,
    package: &'static str,
    is_there: fn() -> bool,
}

#[rustfmt::skip]
const NEEDS: [Need; 7] = [
    Need { name: "`chromium` on the PATH",              package: "chromium",           is_there: || process::is_on_path("chromium") },
    Need { name: "`chromedriver` on the PATH",          package: "chromium-driver",    is_there: || process::is_on_path("chromedriver") },
    Need { name: "Firefox on the PATH",                 package: "firefox-esr",        is_there: || process::is_on_path("firefox-esr") || process::is_on_path("firefox") },
    Need { name: "`WebKitWebDriver` on the PATH",       package: "webkit2gtk-driver",  is_there: || process::is_on_path("WebKitWebDriver") },
    Need { name: "`Xvfb` on the PATH, WebKit's screen", package: "xvfb",               is_there: || process::is_on_path("Xvfb") },
    Need { name: "`fc-list`, which names the fonts",    package: "fontconfig",         is_there: || process::is_on_path("fc-list") },
    Need { name: "the font Noto Sans CJK",              package: "fonts-noto-cjk",     is_there: has_chinese_letters },
];

fn missing() -> Vec<&'static Need> {
    NEEDS.iter().filter(|need| !(need.is_there)()).collect()
}

fn has_chinese_letters() -> bool {
    process::output("fc-list", &["Noto Sans CJK SC", "family"]).is_some_and(|families| !families.is_empty())
}
