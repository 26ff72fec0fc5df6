//! wasm-bindgen as a library: pinned to the version that the app links, with no program to fetch.

use std::{collections::HashMap, convert::Infallible, path::Path};

use wasm_bindgen_cli_support::Bindgen;
use wasm_encoder::{
    ImportSection, Module,
    reencode::{Error, Reencode},
};
use wasmparser::{ImportSectionReader, Parser};

use crate::site::Source;
use crate::{Outcome, files};

/// What the browser loads of the app.
pub(crate) struct Bundle {
    /// The JavaScript that lends the app the browser's functions.
    pub(crate) glue: String,
    /// Pieces of JavaScript that crates bring along; the glue names them by placeholder.
    pub(crate) snippets: Vec<Source>,
    /// The app itself.
    pub(crate) wasm: Vec<u8>,
    /// What of it is fetched later.
    pub(crate) apart: Vec<u8>,
}

/// Splits the compiler's file into glue and WASM.
pub(super) fn run(compiled: &Path, folder: &Path) -> Outcome<Bundle> {
    // What a build before left there must not come along.
    files::remove_folder(folder)?;
    generate(compiled, folder).map_err(|error| format!("wasm-bindgen: {error:#}"))?;
    let mut glue = String::from_utf8(files::read(&folder.join("app.js"))?).map_err(|error| format!("app.js: {error}"))?;
    let wasm = short_names(&mut glue, &files::read(&folder.join("app_bg.wasm"))?)?;
    let mut snippets = Vec::new();
    let home = folder.join("snippets");
    for file in files::below(&home)? {
        let inside = file.strip_prefix(&home).expect("it was listed below this folder").to_string_lossy().replace('\\', "/");
        let name = inside.replace('/', "-");
        glue = glue.replace(&format!("./snippets/{inside}"), &format!("/{{{{{name}}}}}"));
        snippets.push(Source { name, bytes: files::read(&file)? });
    }
    Ok(Bundle { glue: plain(&glue), snippets, wasm, apart: Vec::new() })
}

/// Each import has a long name that ends in 16 random digits, in both files, which no compression makes small: they get short ones.
fn short_names(glue: &mut String, wasm: &[u8]) -> Outcome<Vec<u8>> {
    let mut names: Vec<String> = Vec::new();
    for word in glue.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_') {
        let is_random = word.rsplit_once('_').is_some_and(|(_, end)| end.len() == 16 && end.bytes().all(|digit| digit.is_ascii_hexdigit()));
        if word.starts_with("__wbg_") && is_random && !names.iter().any(|name| name == word) {
            names.push(word.to_owned());
        }
    }
    let mut short = Short(HashMap::new());
    for (count, name) in names.into_iter().enumerate() {
        *glue = glue.replace(&name, &format!("_{count}"));
        short.0.insert(name, format!("_{count}"));
    }
    let mut module = Module::new();
    let renamed = short.parse_core_module(&mut module, Parser::new(0), wasm);
    renamed.map_err(|error| format!("short names of imports: {error}"))?;
    Ok(module.finish())
}

/// The short name of each import.
struct Short(HashMap<String, String>);

impl Reencode for Short {
    type Error = Infallible;

    fn parse_import_section(&mut self, imports: &mut ImportSection, section: ImportSectionReader<'_>) -> Result<(), Error<Infallible>> {
        for import in section.into_imports() {
            let import = import?;
            let name = self.0.get(import.name).map_or(import.name, String::as_str).to_owned();
            imports.import(import.module, &name, self.entity_type(import.ty)?);
        }
        Ok(())
    }
}

/// Without what is for people: remarks, and the space before lines.
fn plain(glue: &str) -> String {
    let lines = glue.lines().map(str::trim).filter(|line| !["/**", "*", "//"].iter().any(|begin| line.starts_with(begin)));
    lines.filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}

fn generate(compiled: &Path, folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    Bindgen::new()
        .input_path(compiled)
        .out_name("app")
        .web(true)?
        .typescript(false)
        // The page and the worker say where the WASM is: its name carries its hash.
        .omit_default_module_path(true)
        // What comes apart leans on the stack pointer and the table of functions.
        .keep_lld_exports(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)?;
    Ok(())
}
