//! Whether anything changed that the site is made of: by content, because a checkout touches every date.

use std::path::Path;

use crate::{Outcome, digest, files, wasm};

const INPUTS: [&str; 9] = ["app", "shared", "style", "public", "xtask/src", "xtask/wasm-opt", "Cargo.toml", "Cargo.lock", ".cargo"];

/// One for all inputs and the tools that work on them.
pub(super) fn of_inputs() -> Outcome<String> {
    let mut inputs = Vec::new();
    for input in INPUTS {
        for path in files::below(Path::new(input))? {
            inputs.push((path.to_string_lossy().replace('\\', "/"), files::read(&path)?));
        }
    }
    Ok(of(&inputs, &wasm::tools()))
}

fn of(inputs: &[(String, Vec<u8>)], tools: &str) -> String {
    let lines: Vec<String> = inputs.iter().map(|(name, bytes)| format!("{} {name}", digest::hex(bytes))).collect();
    digest::hex(format!("{tools}\n{}", lines.join("\n")).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn name_content_and_tools_each_change_the_fingerprint() {
        let input = |name: &str, content: &str| vec![(name.to_owned(), content.as_bytes().to_vec())];
        let before = of(&input("a.rs", "x"), "rustc 1");
        assert_eq!(before, of(&input("a.rs", "x"), "rustc 1"));
        assert_ne!(before, of(&input("b.rs", "x"), "rustc 1"));
        assert_ne!(before, of(&input("a.rs", "y"), "rustc 1"));
        assert_ne!(before, of(&input("a.rs", "x"), "rustc 2"));
    }
}
