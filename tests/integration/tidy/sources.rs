//! The Rust sources of the workspace, each line parted into code, comment and the text of its literals.

use std::{fs, path::Path};

const CRATES: [&str; 5] = ["app", "server", "shared", "tests", "xtask"];

/// A source file.
pub(super) struct Source {
    /// From the workspace, with slashes.
    pub(super) path: String,
    /// All of it.
    pub(super) text: String,
    /// Line by line.
    pub(super) lines: Vec<Parted>,
}

/// A line.
pub(super) struct Parted {
    /// From 1.
    pub(super) number: usize,
    /// Without comments.
    pub(super) code: String,
    /// What stands between quotation marks.
    pub(super) literals: String,
    /// In a module of tests.
    pub(super) is_test: bool,
}

impl Source {
    /// Every source of the workspace.
    pub(super) fn all() -> Vec<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut sources = Vec::new();
        for name in CRATES {
            collect(&root.join(name), name, &mut sources);
        }
        sources
    }

    /// A source of this path and text.
    pub(super) fn of(path: &str, text: &str) -> Self {
        let is_test_file = path.starts_with("tests/")
            || path.ends_with("/tests.rs")
            || path.contains("/tests/")
            || path.ends_with("/testing.rs")
            || path.ends_with("/contract.rs")
            || path.contains("/contract/");
        let attributes = text.lines().enumerate().filter(|(_, line)| line.trim() == "#[cfg(test)]");
        let begin = attributes.map(|(begin, _)| begin).find(|begin| is_module(text, *begin));
        let mut parter = Parter::default();
        let lines = text.lines().enumerate().map(|(index, line)| {
            let (code, literals) = parter.part(line);
            Parted { number: index + 1, code, literals, is_test: is_test_file || begin.is_some_and(|begin| index >= begin) }
        });
        Self { path: path.to_owned(), text: text.to_owned(), lines: lines.collect() }
    }
}

/// The attribute stands before the tests at the file's end, not before a single import.
fn is_module(text: &str, begin: usize) -> bool {
    text.lines().nth(begin + 1).is_some_and(|line| line.trim_start().starts_with("mod ") && line.trim_end().ends_with('{'))
}

fn collect(folder: &Path, name: &str, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{name}: {error}")).flatten() {
        let path = format!("{name}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            if !path.ends_with("/node_modules") && !path.ends_with("/target") {
                collect(&entry.path(), &path, sources);
            }
        } else if path.ends_with(".rs") {
            sources.push(Source::of(&path, &fs::read_to_string(entry.path()).expect("a source is UTF-8")));
        }
    }
}

/// Knows across lines whether a literal or a comment is open.
#[derive(Default)]
struct Parter {
    is_literal: bool,
    is_comment: bool,
    /// The open literal is raw and ends at a quotation mark with so many hashes.
    raw: Option<usize>,
}

impl Parter {
    fn part(&mut self, line: &str) -> (String, String) {
        let (mut code, mut literals) = (String::new(), String::new());
        let letters: Vec<char> = line.chars().collect();
        let mut at = 0;
        while at < letters.len() {
            let rest = &letters[at..];
            at += match (self.is_comment, self.is_literal, rest) {
                (true, _, ['*', '/', ..]) => {
                    self.is_comment = false;
                    2
                }
                (true, ..) => 1,
                (_, true, ['\\', _, ..]) if self.raw.is_none() => 2,
                (_, true, ['"', after @ ..]) if after.iter().take_while(|letter| **letter == '#').count() >= self.raw.unwrap_or(0) => {
                    self.is_literal = false;
                    code.push('"');
                    1 + self.raw.take().unwrap_or(0)
                }
                (_, true, [letter, ..]) => {
                    literals.push(*letter);
                    code.push(*letter);
                    1
                }
                (_, _, ['/', '/', ..]) => break,
                (_, _, ['/', '*', ..]) => {
                    self.is_comment = true;
                    2
                }
                (_, _, ['\'', '"', '\'', ..]) => 3,
                (_, _, ['\'', '\\', _, '\'', ..]) => 4,
                (_, _, ['"', ..]) => {
                    self.is_literal = true;
                    let hashes = code.chars().rev().take_while(|letter| *letter == '#').count();
                    let is_raw = code[..code.len() - hashes].ends_with('r');
                    self.raw = is_raw.then_some(hashes);
                    code.push('"');
                    1
                }
                (_, _, [letter, ..]) => {
                    code.push(*letter);
                    1
                }
                (_, _, []) => 1,
            };
        }
        (code, literals)
    }
}
