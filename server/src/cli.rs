//! The command line.

mod admin;
mod audit;
mod backup;
mod check;
mod claim;
mod config;
mod devices;
mod experts;
mod export;
mod files;
mod orgs;
mod parcel;
mod people;
pub(crate) mod print;
mod serve;

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand, ValueEnum};
use shared::people::{District, OrgKind, Role};

use crate::{
    logs,
    settings::{Given, Place},
};

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
    /// People who sign in: add, change, close and open accounts, give one-time passwords
    Person(admin::At<people::PersonCommand>),
    /// Bodies: bureaus, units, enterprises
    Org(admin::At<orgs::OrgCommand>),
    /// Devices on which somebody is signed in
    Device(admin::At<devices::DeviceCommand>),
    /// The expert register
    Expert(admin::At<experts::ExpertCommand>),
    /// Print the log of what was done about people, or prove that nobody has touched it
    Audit(audit::Audit),
    /// Back up everything into a new folder, while the relay runs or not
    Backup(Backup),
    /// Put a backup in the place of what a data folder holds; the relay must not run
    Restore(Restore),
    /// Prove every document, while the relay runs or not; nothing is changed
    Check(Check),
    /// Write everything into a new folder in open formats, while the relay runs or not
    Export(Export),
    /// Carry all photos and papers from the data folder into the bucket that the settings name, or back; the relay must not run
    MoveFiles(MoveFiles),
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

/// What `backup` is told.
#[derive(Args)]
pub(crate) struct Backup {
    #[command(flatten)]
    pub(crate) place: Place,
    /// Folder that the backup will be; there must be none of this name
    #[arg(long)]
    pub(crate) to: PathBuf,
    /// Leave photos and papers where they are: for a bucket that is backed up by itself
    #[arg(long)]
    pub(crate) without_files: bool,
}

/// What `restore` is told.
#[derive(Args)]
pub(crate) struct Restore {
    #[command(flatten)]
    pub(crate) place: Place,
    /// Folder that is the backup
    #[arg(long)]
    pub(crate) from: PathBuf,
    /// What the folder holds is moved aside; without this, a folder that holds anything is left alone
    #[arg(long)]
    pub(crate) replace: bool,
}

/// What `check` is told.
#[derive(Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) place: Place,
}

/// What `export` is told.
#[derive(Args)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) place: Place,
    /// Folder that the export will be; there must be none of this name
    #[arg(long)]
    pub(crate) to: PathBuf,
}

/// What `move-files` is told.
#[derive(Args)]
pub(crate) struct MoveFiles {
    #[command(flatten)]
    pub(crate) place: Place,
    /// Where they are to be
    #[arg(long, value_enum)]
    pub(crate) to: Whereto,
}

/// Where files can be.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Whereto {
    /// In the bucket that the settings name
    Bucket,
    /// In the data folder
    Folder,
}

/// Does what the command line says.
pub(crate) fn run() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Serve(given) => serve::run(&given),
        Command::Config(options) => config::run(&options),
        Command::Person(command) => plainly(|| people::run(command)),
        Command::Org(command) => plainly(|| orgs::run(command)),
        Command::Device(command) => plainly(|| devices::run(command)),
        Command::Expert(command) => plainly(|| experts::run(command)),
        Command::Audit(options) => plainly(|| audit::run(&options)),
        Command::Backup(options) => plainly(|| backup::back_up(&options)),
        Command::Restore(options) => plainly(|| backup::restore(&options)),
        Command::Check(options) => plainly(|| check::run(&options)),
        Command::Export(options) => plainly(|| export::run(&options)),
        Command::MoveFiles(options) => plainly(|| files::carry(&options)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            print::error(&error);
            ExitCode::FAILURE
        }
    }
}

/// Does something that ends by itself, with plain logs.
fn plainly(command: impl FnOnce() -> Result<(), print::CommandError>) -> Result<(), print::CommandError> {
    logs::begin_plain();
    command()
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
