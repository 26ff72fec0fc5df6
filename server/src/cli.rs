//! The command line.

mod admin;
mod config;
pub(crate) mod print;
mod serve;

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};
use shared::people::{District, OrgKind, Role};

use crate::{logs, settings::Given};

#[derive(Parser)]
#[command(name = "liandong", version, about = "联动 Liandong: the relay")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the app and relay what people write
    Serve(Given),
    /// Show every setting: its value, where that comes from, its default and what it is for
    Config(Config),
    /// Let a person sign in; reads their password as one line from standard input
    Person(NewPerson),
}

/// What `config` is told: the settings as for `serve`.
#[derive(Args)]
pub(crate) struct Config {
    /// Print an example of the file of settings instead
    #[arg(long)]
    pub(crate) example: bool,
    #[command(flatten)]
    pub(crate) given: Given,
}

/// What `person` is told.
#[derive(Args)]
pub(crate) struct NewPerson {
    /// Folder that holds the store
    #[arg(long, default_value = "data")]
    pub(crate) data: PathBuf,
    /// Name with which the person signs in
    #[arg(long)]
    pub(crate) name: String,
    /// Name as others see it
    #[arg(long)]
    pub(crate) full_name: String,
    /// Role, by its code: municipal_bureau, district_bureau, organising_unit, expert, enterprise, sector_authority
    #[arg(long, value_parser = role)]
    pub(crate) role: Role,
    /// Registered name of the body for which they act; a new name makes a new body
    #[arg(long)]
    pub(crate) org: String,
    /// What a new body is, by its code; without it, what the role suggests
    #[arg(long, value_parser = org_kind)]
    pub(crate) org_kind: Option<OrgKind>,
    /// District of a new body, by its code: siming, huli, jimei, haicang, tongan, xiangan
    #[arg(long, value_parser = district)]
    pub(crate) district: Option<District>,
}

/// Does what the command line says.
pub(crate) fn run() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Serve(given) => serve::run(&given),
        Command::Config(options) => config::run(&options),
        Command::Person(options) => {
            logs::begin_plain();
            admin::add_person(&options)
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            print::error(&error);
            ExitCode::FAILURE
        }
    }
}

fn role(code: &str) -> Result<Role, String> {
    Role::of_code(code).ok_or_else(|| codes(Role::ALL.iter().map(|role| role.code())))
}

fn org_kind(code: &str) -> Result<OrgKind, String> {
    OrgKind::of_code(code).ok_or_else(|| codes(OrgKind::ALL.iter().map(|kind| kind.code())))
}

fn district(code: &str) -> Result<District, String> {
    District::of_code(code).ok_or_else(|| codes(District::ALL.iter().map(|district| district.code())))
}

fn codes<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    format!("one of: {}", codes.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
