//! Whether everybody can use the page: the rules of WCAG 2.2 A and AA that a program can check, by axe-core.

use std::fs;

use super::Device;
use crate::npm;

impl Device {
    /// What the page breaks, a line for each element and rule.
    ///
    /// # Panics
    /// When the checker cannot be installed, or does not answer.
    pub async fn barriers(&self) -> Vec<String> {
        let check = npm::install("axe", "check.js");
        let library = check.with_file_name("node_modules").join("axe-core/axe.min.js");
        let read = |file| fs::read_to_string(file).expect("it was just installed");
        if self.run("return typeof window.axe").await == "undefined" {
            self.run(&read(library)).await;
        }
        serde_json::from_value(self.run_async(&read(check)).await).expect("lines")
    }
}
