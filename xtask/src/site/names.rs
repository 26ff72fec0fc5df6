//! Names that carry a hash of the content, and the references to them.
//!
//! A source names another file of the site as `{{app.js}}`. What a file refers to gets its name first, so a change
//! anywhere below changes every name above it, and nobody ever runs yesterday's glue with today's app.

use std::collections::BTreeMap;

use crate::{Outcome, digest};

/// A file as it is written by hand or by a tool, under the name that others call it by.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Source {
    /// Without a folder: a site is flat.
    pub(crate) name: String,
    /// May hold placeholders where it is text.
    pub(crate) bytes: Vec<u8>,
}

impl Source {
    /// From text or bytes.
    pub(crate) fn new(name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.to_owned(), bytes: bytes.into() }
    }

    /// What comes after the last dot.
    pub(crate) fn extension(&self) -> &str {
        self.name.rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    fn text(&self) -> Option<&str> {
        if ["css", "html", "js", "svg", "webmanifest"].contains(&self.extension()) { std::str::from_utf8(&self.bytes).ok() } else { None }
    }
}

/// What people and browsers ask for by name.
const FIXED: [&str; 2] = ["index.html", "manifest.webmanifest"];

/// Gives every source its final name and every placeholder its meaning.
pub(super) fn settle(sources: Vec<Source>) -> Outcome<Vec<Source>> {
    let mut names = BTreeMap::new();
    let mut settled = Vec::new();
    let mut waiting = sources;
    while !waiting.is_empty() {
        let before = waiting.len();
        let mut later = Vec::new();
        for source in waiting {
            match fill(&source, &names) {
                Ok(bytes) => {
                    let name = if FIXED.contains(&source.name.as_str()) { source.name.clone() } else { hashed(&source.name, &bytes) };
                    names.insert(source.name, name.clone());
                    settled.push(Source { name, bytes });
                }
                Err(missing) => later.push((source, missing)),
            }
        }
        if later.len() == before {
            let sentences: Vec<String> = later.iter().map(|(source, missing)| format!("{} needs {{{{{missing}}}}}", source.name)).collect();
            return Err(format!("no such file in the site, or files that need each other: {}", sentences.join(", ")));
        }
        waiting = later.into_iter().map(|(source, _)| source).collect();
    }
    Ok(settled)
}

/// The bytes with every placeholder replaced, or the first name that is not settled yet.
fn fill(source: &Source, names: &BTreeMap<String, String>) -> Result<Vec<u8>, String> {
    let Some(text) = source.text() else { return Ok(source.bytes.clone()) };
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        match after.split_once("}}").filter(|(name, _)| is_name(name)) {
            Some((name, behind)) => {
                out.push_str(names.get(name).ok_or_else(|| name.to_owned())?);
                rest = behind;
            }
            // Two braces of JavaScript.
            None => {
                out.push_str("{{");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Ok(out.into_bytes())
}

fn is_name(word: &str) -> bool {
    word.contains('.') && word.chars().all(|char| char.is_ascii_alphanumeric() || ".-_".contains(char))
}

fn hashed(name: &str, bytes: &[u8]) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    format!("{stem}-{}.{extension}", &digest::hex(bytes)[..12])
}

#[cfg(test)]
mod tests {
    use super::{Source, settle};

    fn names(sources: &[Source]) -> Vec<String> {
        settle(sources.to_vec()).unwrap().into_iter().map(|source| source.name).collect()
    }

    #[test]
    fn a_reference_is_written_out_whatever_the_order() {
        let settled = settle(vec![Source::new("index.html", "<script src=\"/{{boot.js}}\">"), Source::new("boot.js", "x")]).unwrap();
        assert_eq!(settled[0].name, "boot-2d711642b726.js");
        assert_eq!(settled[1], Source::new("index.html", "<script src=\"/boot-2d711642b726.js\">"));
    }

    #[test]
    fn a_change_below_changes_every_name_above() {
        let site = |wasm: &str| names(&[Source::new("app.wasm", wasm), Source::new("boot.js", "{{app.wasm}}")]);
        assert!(site("one").iter().zip(&site("two")).all(|(one, two)| one != two));
    }

    #[test]
    fn braces_of_javascript_are_left_alone() {
        let settled = settle(vec![Source::new("index.html", "{{ a: 1 }} ${{b}}")]).unwrap();
        assert_eq!(settled[0].bytes, b"{{ a: 1 }} ${{b}}");
    }

    #[test]
    fn a_missing_file_and_a_circle_are_told_by_name() {
        let sentence = settle(vec![Source::new("a.js", "{{b.js}}"), Source::new("b.js", "{{a.js}}")]).unwrap_err();
        assert!(sentence.contains("a.js needs {{b.js}}, b.js needs {{a.js}}"), "{sentence}");
        assert!(settle(vec![Source::new("a.js", "{{gone.js}}")]).is_err());
    }
}
