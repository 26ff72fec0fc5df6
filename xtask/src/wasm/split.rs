//! What few people open, or seldom, comes out of the app into a file of its own (`#[wasm_split]` in its source), which the app fetches
//! when one of these screens is first opened; the service worker keeps it with everything else.

use std::path::{Path, PathBuf};

use wasm_split_cli_support::{Options, transform};

use crate::{Outcome, files};

/// How the file of its own is called.
pub(crate) const APART: &str = "apart.wasm";

/// How the app is linked for it: what leans on what stays known.
pub(super) const LINKED: &str = "-Clink-arg=--emit-relocs";

/// The module in which the app looks for what fetches the file; it becomes part of the glue.
const LOADER: &str = "./__wasm_split.js";

/// The app without what comes apart.
pub(super) struct Split {
    /// For wasm-bindgen.
    pub(super) main: PathBuf,
    /// The rest.
    pub(super) apart: Vec<u8>,
    loader: String,
}

/// Splits the compiler's file.
pub(super) fn run(compiled: &Path, folder: &Path) -> Outcome<Split> {
    files::remove_folder(folder)?;
    let (input, main) = (files::read(compiled)?, folder.join("app.wasm"));
    let mut options = Options::new(&input);
    (options.output_dir, options.main_out_path, options.link_name, options.main_module) = (folder, &main, LOADER, "./app.js");
    let split = transform(options).map_err(|error| format!("wasm-split: {error:#}"))?;
    let [apart] = split.split_modules.as_slice() else {
        return Err(format!("wasm-split: one file was to come apart, not {}", split.split_modules.len()));
    };
    let name = apart.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let loader = String::from_utf8(files::read(&folder.join(LOADER))?).map_err(|error| format!("{LOADER}: {error}"))?;
    Ok(Split { main, apart: files::read(apart)?, loader: of_the_glue(&loader, &name)? })
}

impl Split {
    /// The glue with the loader in it: two modules that import each other could not both carry the hash of the other in their names.
    pub(super) fn join(&self, glue: &str) -> Outcome<String> {
        let (mut import, mut lines) = (None, Vec::new());
        for line in glue.lines() {
            match line.strip_prefix("import * as ").and_then(|rest| rest.split_once(" from ")) {
                Some((name, from)) if from.contains(LOADER) => import = Some(name.to_owned()),
                Some(_) | None => lines.push(line),
            }
        }
        let name = import.ok_or_else(|| format!("the glue does not import {LOADER}: nothing would fetch what came apart"))?;
        let exported: Vec<&str> = self.loader.lines().filter_map(|line| line.strip_prefix("const __wasm_split_load_")).collect();
        let exported = exported.iter().filter_map(|line| line.split_whitespace().next()).map(|name| format!("__wasm_split_load_{name}"));
        let exported = exported.collect::<Vec<_>>().join(", ");
        Ok(format!("{}\n{}\nconst {name} = {{ {exported} }};\n", lines.join("\n"), self.loader))
    }
}

/// The loader as a part of the glue, which has what it imports and needs nothing of what it exports.
fn of_the_glue(loader: &str, file: &str) -> Outcome<String> {
    let address = format!("new URL(\"./{file}\", import.meta.url)");
    if !loader.contains(&address) {
        return Err(format!("{LOADER} does not fetch `{address}`"));
    }
    let loader = loader.replace(&address, &format!("\"/{{{{{APART}}}}}\""));
    let lines = loader.lines().filter(|line| !line.starts_with("import "));
    Ok(lines.map(|line| line.strip_prefix("export ").unwrap_or(line)).collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{Split, of_the_glue};

    const LOADER: &str = "import { initSync } from \"./app.js\";\n\nconst x = 1;\nexport const __wasm_split_load_apart = wrap(() => {\n    fetch(new URL(\"./1_apart.wasm\", import.meta.url));\n});\n";

    #[test]
    fn the_loader_becomes_a_part_of_the_glue() {
        let split = Split { main: PathBuf::new(), apart: Vec::new(), loader: of_the_glue(LOADER, "1_apart.wasm").unwrap() };
        let glue = split.join("import * as a from './__wasm_split.js';\nlet wasm;\n").unwrap();
        assert!(!glue.contains("import ") && !glue.contains("export "), "{glue}");
        assert!(glue.contains("fetch(\"/{{apart.wasm}}\")"), "{glue}");
        assert!(glue.ends_with("const a = { __wasm_split_load_apart };\n"), "{glue}");
    }

    #[test]
    fn another_loader_or_another_glue_than_we_know_does_not_build() {
        assert!(of_the_glue(LOADER, "2_apart.wasm").is_err());
        let split = Split { main: PathBuf::new(), apart: Vec::new(), loader: String::new() };
        assert!(split.join("import * as a from './other.js';").is_err());
    }
}
