//! `cargo xtask requirements`: each requirement of the standard with the tests that name it, and what is still open. A test
//! names a requirement in its doc comment: `/// [R-7.1.2.2-6] [G16]`.

#![expect(clippy::print_stdout, reason = "the matrix is what this command is for")]

use std::collections::BTreeMap;
use std::path::Path;

use crate::{Outcome, files};

/// The list of requirements: id, clause, what it asks, what is still open.
const LIST: &str = include_str!("../requirements.tsv");

/// Where tests are.
const FOLDERS: [&str; 4] = ["shared/src", "server/src", "tests", "xtask/src"];

/// Takes `--quiet`: only holes are printed.
pub(crate) fn run(args: &[String]) -> Outcome {
    let is_quiet = args.iter().any(|arg| arg == "--quiet");
    let mut named: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for folder in FOLDERS {
        for path in files::below(Path::new(folder))?.iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs")) {
            let text = String::from_utf8_lossy(&files::read(path)?).into_owned();
            for (id, test) in tags(&text) {
                named.entry(id).or_default().push(format!("{}::{test}", path.with_extension("").display()));
            }
        }
    }
    let mut holes = Vec::new();
    for row in rows() {
        let tests = named.remove(row.id).unwrap_or_default();
        if tests.is_empty() {
            holes.push(format!("{} ({}) {}: no test names it", row.id, row.clause, row.asks));
        }
        if !is_quiet {
            println!("{:15} {:12} {}", row.id, row.clause, row.asks);
            for test in tests {
                println!("{:28} {test}", "");
            }
            if !row.open.is_empty() {
                println!("{:28} open: {}", "", row.open);
            }
        }
    }
    holes.extend(named.into_iter().map(|(id, tests)| format!("{id} is no requirement, but {} names it", tests.join(", "))));
    if holes.is_empty() { Ok(()) } else { Err(format!("{} holes\n  {}", holes.len(), holes.join("\n  "))) }
}

struct Row {
    id: &'static str,
    clause: &'static str,
    asks: &'static str,
    open: &'static str,
}

fn rows() -> impl Iterator<Item = Row> {
    LIST.lines().skip(1).map(|line| {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        Row { id: cell(), clause: cell(), asks: cell(), open: cell() }
    })
}

/// The ids in the doc comments of tests, each with the test's name.
fn tags(text: &str) -> Vec<(String, String)> {
    let (mut found, mut ids, mut is_test) = (Vec::new(), Vec::new(), false);
    for line in text.lines().map(str::trim) {
        if let Some(comment) = line.strip_prefix("///") {
            let inside = comment.split('[').skip(1).filter_map(|rest| rest.split_once(']'));
            ids.extend(inside.map(|(id, _)| id.to_owned()).filter(|id| is_id(id)));
        } else if line.starts_with("#[") {
            is_test |= line.contains("test]") || line.contains("test(");
        } else {
            let name = line.split("fn ").nth(1).and_then(|rest| rest.split(['(', '<']).next()).filter(|_| is_test);
            if let Some(name) = name {
                found.extend(ids.iter().map(|id| (id.clone(), name.to_owned())));
            }
            ids.clear();
            is_test = false;
        }
    }
    found
}

fn is_id(text: &str) -> bool {
    let is_number = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.strip_prefix('G').is_some_and(is_number)
        || text.strip_prefix("R-").is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_counts_when_it_stands_at_a_test() {
        let text = "/// [R-7.3-1] [G18] It is so.\n#[test]\nfn it_is_so() {}\n\n/// [G01] no test\nfn helper() {}\n\n/// [no id]\n#[tokio::test]\nasync fn other() {}";
        assert_eq!(tags(text), [("R-7.3-1".to_owned(), "it_is_so".to_owned()), ("G18".to_owned(), "it_is_so".to_owned())]);
    }

    #[test]
    fn the_list_is_complete_and_each_id_stands_once() {
        let ids: Vec<&str> = rows().map(|row| row.id).collect();
        assert_eq!(ids.iter().filter(|id| id.starts_with("R-")).count(), 120);
        assert_eq!(ids.iter().filter(|id| id.starts_with('G')).count(), 20);
        assert!(ids.iter().all(|id| is_id(id) && ids.iter().filter(|other| *other == id).count() == 1));
    }
}
