//! The command line.

mod admin;
pub(crate) mod print;
mod serve;

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};
use shared::people::{District, OrgKind, Role};
use tracing_subscriber::EnvFilter;

#[derive(Parser)]
#[command(name = "liandong", version, about = "联动 Liandong: the relay")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the app and relay what people write
    Serve(Serve),
    /// Let a person sign in; reads their password as one line from standard input
    Person(NewPerson),
}

/// What `serve` is told.
#[derive(Args)]
pub(crate) struct Serve {
    /// Address and port to listen on
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// Folder that holds the store
    #[arg(long, default_value = "data")]
    pub(crate) data: PathBuf,
    /// Lay out the demo city where the store is empty
    #[arg(long)]
    pub(crate) demo: bool,
    /// Days after which a device that was not used signs in again
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=400))]
    pub(crate) session_days: u32,
    /// The store's file grows no larger than this
    #[arg(long, value_name = "MIB")]
    pub(crate) store_limit_mib: Option<u64>,
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
        Command::Serve(options) => serve::run(&options),
        Command::Person(options) => admin::add_person(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            print::error(&error);
            ExitCode::FAILURE
        }
    }
}

/// What is logged when `RUST_LOG` does not say otherwise.
pub(crate) fn log_filter() -> EnvFilter {
    EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"))
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
