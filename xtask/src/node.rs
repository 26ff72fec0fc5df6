//! Node and npm: the stock automerge-repo client and the sign-on provider of the tests run in them.

use crate::{Outcome, debian, process};

/// Makes sure that both are there: installs them on Debian as root, elsewhere says what to install.
pub(crate) fn make_ready() -> Outcome {
    if is_there() {
        return Ok(());
    }
    if debian::can_install() {
        return debian::install(&["nodejs", "npm"]);
    }
    Err("the integration tests need Node (20 or later) and npm on the PATH: install them".to_owned())
}

/// Whether both can be started.
pub(crate) fn is_there() -> bool {
    process::is_on_path("node") && process::is_on_path("npm")
}
