//! What the browser suite needs on the machine: Chromium, its driver, and letters for Chinese.

use crate::{Outcome, debian, process};

/// Makes sure that it is all there: installs it on Debian as root, elsewhere says exactly what to install.
pub(crate) fn make_ready() -> Outcome {
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
const NEEDS: [Need; 4] = [
    Need { name: "`chromium` on the PATH",            package: "chromium",        is_there: || process::is_on_path("chromium") },
    Need { name: "`chromedriver` on the PATH",        package: "chromium-driver", is_there: || process::is_on_path("chromedriver") },
    Need { name: "`fc-list`, which names the fonts",  package: "fontconfig",      is_there: || process::is_on_path("fc-list") },
    Need { name: "the font Noto Sans CJK",            package: "fonts-noto-cjk",  is_there: has_chinese_letters },
];

fn missing() -> Vec<&'static Need> {
    NEEDS.iter().filter(|need| !(need.is_there)()).collect()
}

fn has_chinese_letters() -> bool {
    process::output("fc-list", &["Noto Sans CJK SC", "family"]).is_some_and(|families| !families.is_empty())
}
