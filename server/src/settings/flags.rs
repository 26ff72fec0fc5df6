//! The flags of the command line, one for each row of the table.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Args, Command, FromArgMatches, builder::ValueParser, parser::ValueSource};
use shared::words::{Key, Locale};

use super::{ROWS, Row};

const CONFIG: &str = "config";

/// What the command line says of settings.
#[derive(Clone, Debug, Default)]
pub(crate) struct Given {
    /// The file to be read; without it, the one that `LIANDONG_CONFIG` names.
    pub(super) config: Option<PathBuf>,
    /// The flags that were given, with their texts.
    pub(super) flags: Vec<(&'static Row, String)>,
}

/// What the command line says of where everything is: the folder and the bucket. For commands beside `serve`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place(pub(crate) Given);

impl Given {
    fn augment(command: Command, rows: impl Iterator<Item = &'static Row>) -> Command {
        let config = Arg::new(CONFIG).long(CONFIG).value_name("FILE").value_parser(ValueParser::path_buf());
        let config = config.help(words(shared::key!("settings.config")));
        command.arg(config).args(rows.map(flag))
    }

    fn of(matches: &ArgMatches, rows: impl Iterator<Item = &'static Row>) -> Self {
        let given = |row: &&'static Row| matches.value_source(row.key) == Some(ValueSource::CommandLine);
        let text = |row: &'static Row| matches.get_one::<String>(row.key).map(|text| (row, text.clone()));
        Self { config: matches.get_one(CONFIG).cloned(), flags: rows.filter(given).filter_map(text).collect() }
    }
}

impl Place {
    fn rows() -> impl Iterator<Item = &'static Row> {
        ROWS.iter().filter(|row| row.key == "data" || row.key.starts_with("s3."))
    }
}

impl Args for Given {
    fn augment_args(command: Command) -> Command {
        Self::augment(command, ROWS.iter())
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Given {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Ok(Self::of(matches, ROWS.iter()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Args for Place {
    fn augment_args(command: Command) -> Command {
        Given::augment(command, Self::rows())
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Place {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Ok(Self(Given::of(matches, Self::rows())))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// The text is read later, together with those of the environment and the file, so that everything wrong is told at once.
fn flag(row: &'static Row) -> Arg {
    let default = if row.default.is_empty() { String::new() } else { format!(" [{}]", row.default) };
    let flag = Arg::new(row.key).long(row.flag()).value_name(row.shape).help(format!("{}{default}", words(row.about)));
    if row.is_switch { flag.num_args(0..=1).require_equals(true).default_missing_value("true") } else { flag }
}

fn words(key: Key) -> String {
    Locale::ALL.map(|locale| key.text(locale)).join("\n")
}
