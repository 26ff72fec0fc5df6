//! The operator at the command line, while the relay runs or not.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use serde_json::Value;

use crate::{Relay, relay::program};

/// What a command said.
#[derive(Debug)]
pub struct Said {
    /// It did what it should.
    pub is_done: bool,
    /// On both outputs.
    pub text: String,
}

impl Relay {
    /// Runs a command over this relay's store.
    #[must_use]
    pub fn operator(&self, command: &[&str]) -> Said {
        self.operator_with(command, "")
    }

    /// As [`Relay::operator`], with something on standard input.
    ///
    /// # Panics
    /// When the program cannot be started.
    #[must_use]
    pub fn operator_with(&self, command: &[&str], input: &str) -> Said {
        let piped = || Stdio::piped();
        let started =
            Command::new(program()).args(command).arg("--data").arg(self.folder()).stdin(piped()).stdout(piped()).stderr(piped()).spawn();
        let mut child = started.expect("the relay's program starts");
        // A command that reads nothing may have ended already.
        drop(child.stdin.take().expect("asked for above").write_all(input.as_bytes()));
        let output = child.wait_with_output().expect("our own child can be waited for");
        let text = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
        Said { is_done: output.status.success(), text }
    }
}

impl Said {
    /// It did what it should; answers what it said.
    ///
    /// # Panics
    /// When it did not.
    pub fn done(self) -> String {
        assert!(self.is_done, "{}", self.text);
        self.text
    }

    /// Its lines as JSON.
    ///
    /// # Panics
    /// When it did not what it should, or a line is no JSON.
    #[must_use]
    pub fn json(self) -> Vec<Value> {
        self.done().lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
    }
}
