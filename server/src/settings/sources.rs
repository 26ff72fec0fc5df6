//! From where each value comes, and everything that is wrong, told at once.

use std::{collections::BTreeMap, fmt, path::PathBuf};

use super::{Given, ROWS, Row, Settings, file};

/// What our variables begin with.
const PREFIX: &str = "LIANDONG_";
/// The variable that names the file.
const CONFIG: &str = "LIANDONG_CONFIG";

/// Every setting with its text and where that comes from.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// As the program uses them.
    pub(crate) settings: Settings,
    /// As an operator reads them, in the order of the table.
    pub(crate) lines: Vec<(&'static Row, String, Source)>,
    /// Variables that look like settings and are none. They are told and do no harm: orchestrators put names of this form
    /// into the environment of every program beside a service called `liandong`.
    pub(crate) strange: Vec<String>,
}

/// Where a value comes from; the first wins.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Source {
    /// The command line.
    Flag(String),
    /// The environment.
    Variable(String),
    /// The file, with the line.
    File(PathBuf, usize),
    /// Nobody set it.
    Default,
}

/// Something that is wrong with what was set.
#[derive(Debug, PartialEq)]
pub(crate) struct Wrong {
    /// Where: a flag, a variable, or file and line.
    pub(crate) place: String,
    /// What.
    pub(crate) what: What,
}

/// What is wrong.
#[derive(Debug, PartialEq)]
pub(crate) enum What {
    /// There is no such setting.
    Unknown(String),
    /// The text is no value of this setting.
    NoValue {
        /// The setting.
        key: &'static str,
        /// What its values look like.
        shape: &'static str,
        /// The text.
        text: String,
    },
    /// The setting contradicts the other.
    Contradicts(&'static str, &'static str),
    /// The file, or a line of it, cannot be read.
    Unreadable(String),
}

impl Sheet {
    /// Puts together what the command line, the environment and the file say.
    pub(crate) fn read(given: &Given, environment: impl Iterator<Item = (String, String)>) -> Result<Self, Vec<Wrong>> {
        let mut found: BTreeMap<&str, (String, Source)> = BTreeMap::new();
        let mut wrong = Vec::new();
        let mut ours: BTreeMap<String, String> = environment.filter(|(name, _)| name.starts_with(PREFIX)).collect();
        let named = ours.remove(CONFIG).filter(|path| !path.is_empty()).map(PathBuf::from);
        if let Some(path) = given.config.clone().or(named) {
            let (values, errors) = file::read(&path);
            wrong.extend(errors);
            for file::Found { key, text, line } in values {
                match Row::of(&key) {
                    Some(row) => drop(found.insert(row.key, (text, Source::File(path.clone(), line)))),
                    None => wrong.push(Wrong { place: file::place(&path, line), what: What::Unknown(key) }),
                }
            }
        }
        let mut strange = Vec::new();
        for (name, text) in ours {
            match ROWS.iter().find(|row| row.variable() == name) {
                Some(row) => drop(found.insert(row.key, (text, Source::Variable(name)))),
                None => strange.push(name),
            }
        }
        let flags = given.flags.iter().map(|(row, text)| (row.key, (text.clone(), Source::Flag(format!("--{}", row.flag())))));
        found.extend(flags);

        let take = |row: &'static Row| {
            let (text, source) = found.remove(row.key).unwrap_or_else(|| (row.default.to_owned(), Source::Default));
            (row, text, source)
        };
        let lines: Vec<_> = ROWS.iter().map(take).collect();
        let bad = lines.iter().filter(|(row, text, _)| !(row.is_value)(text));
        wrong.extend(bad.map(|(row, text, source)| Wrong {
            place: source.to_string(),
            what: What::NoValue { key: row.key, shape: row.shape, text: text.clone() },
        }));
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let of = |key: &str| lines.iter().find(|(row, ..)| row.key == key).expect("every key is one of the table");
        let settings = Settings::of(|key| &of(key).1);
        let contradict = |(one, other)| Wrong { place: of(one).2.to_string(), what: What::Contradicts(one, other) };
        let wrong: Vec<Wrong> = settings.contradictions().into_iter().map(contradict).collect();
        if wrong.is_empty() { Ok(Self { settings, lines, strange }) } else { Err(wrong) }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Flag(name) | Source::Variable(name) => f.write_str(name),
            Source::File(path, line) => f.write_str(&file::place(path, *line)),
            Source::Default => f.write_str("–"),
        }
    }
}
