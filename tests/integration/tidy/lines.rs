//! The lines: where they hold, what they forbid, and why.

use super::sources::Source;

/// One line of the house.
pub(super) struct Line {
    /// The paths on which it holds begin so.
    within: &'static [&'static str],
    /// Where it does not hold although it would.
    except: &'static [&'static str],
    /// What is looked for.
    find: fn(&Source) -> Vec<(usize, String)>,
    /// Why not.
    reason: &'static str,
}

const EVERYWHERE: &[&str] = &[""];

#[rustfmt::skip]
pub(super) const LINES: &[Line] = &[
    Line { within: &["shared/src/"],                      except: &[], find: |source| words(source, &["std::time::SystemTime", "std::time::Instant", "SystemTime::now", "Instant::now", "Utc::now", "Local::now"]), reason: "time is a parameter of the rules" },
    Line { within: &["shared/src/"],                      except: &[], find: |source| words(source, &["std::fs", "std::net", "std::env", "async fn", "tokio::"]), reason: "the rules do no IO" },
    Line { within: &["shared/src/"],                      except: &[], find: |source| words(source, &["rand::", "getrandom", "thread_rng"]), reason: "randomness is a parameter of the rules" },
    Line { within: &["app/src/pages", "app/src/ui"],      except: &[], find: |source| words(source, &["web_sys::WebSocket", "WebSocket::", "indexed_db", "IdbFactory", "\"/api", "serde_json", "ciborium", "reqwasm"]), reason: "only app/src/data knows bytes, storage and sockets" },
    Line { within: &["app/src/data/worker"],              except: &[], find: |source| words(source, &["storage::estimate", "\"estimate\""]), reason: "a worker that goes while it waits for the estimate takes Chromium's tab along: the page asks" },
    Line { within: &["app/src/", "server/src/", "shared/src/", "xtask/src/"], except: &["server/src/demo"], find: chinese_literals, reason: "words for people live in the locale files" },
    Line { within: EVERYWHERE,                            except: &[], find: opens, reason: "a file opens with `//!`: what it is for" },
    Line { within: EVERYWHERE,                            except: &["tests/integration/tidy"], find: |source| words(source, &["#[allow(", "#![allow("]), reason: "`#[expect(lint, reason = …)]` says why and notices when it is over" },
    Line { within: EVERYWHERE,                            except: &["tests/integration/tidy"], find: |source| words(source, &["#[ignore"]), reason: "an ignored test tests nothing" },
    Line { within: EVERYWHERE,                            except: &["tests/integration/tidy"], find: |source| words(source, &["todo!(", "unimplemented!("]), reason: "no stubs that pretend" },
    Line { within: EVERYWHERE,                            except: &["tests/integration/tidy"], find: |source| words(source, &["/home/", "/Users/", "/root/", "/work/", "C:\\"]), reason: "no paths of one machine" },
    Line { within: EVERYWHERE,                            except: &[], find: length, reason: "past 400 lines there is a second concept in the file" },
];

/// The product's name is a name in every language.
const NAME: &str = "联动 Liandong";

/// What is untidy in a source.
pub(super) fn check(source: &Source, lines: &[Line]) -> Vec<String> {
    let begins = |starts: &[&str]| starts.iter().any(|start| source.path.starts_with(start));
    let holding = lines.iter().filter(|line| begins(line.within) && !begins(line.except));
    let found = holding.flat_map(|line| (line.find)(source).into_iter().map(move |found| (line, found)));
    found.map(|(line, (number, what))| format!("{}:{number}: {what}: {}", source.path, line.reason)).collect()
}

fn words(source: &Source, words: &[&str]) -> Vec<(usize, String)> {
    let code = source.lines.iter().filter(|line| !line.is_test);
    code.flat_map(|line| words.iter().filter(|word| line.code.contains(**word)).map(|word| (line.number, format!("`{word}`")))).collect()
}

fn chinese_literals(source: &Source) -> Vec<(usize, String)> {
    let code = source.lines.iter().filter(|line| !line.is_test);
    code.filter(|line| line.literals.replace(NAME, "").chars().any(is_chinese))
        .map(|line| (line.number, format!("\"{}\"", line.literals)))
        .collect()
}

fn opens(source: &Source) -> Vec<(usize, String)> {
    let opens = source.text.starts_with("//!");
    if opens { Vec::new() } else { vec![(1, source.text.lines().next().unwrap_or_default().to_owned())] }
}

fn length(source: &Source) -> Vec<(usize, String)> {
    let lines = source.lines.len();
    if lines > 400 { vec![(lines, format!("{lines} lines"))] } else { Vec::new() }
}

fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}
