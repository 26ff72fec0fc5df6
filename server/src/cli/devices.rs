//! `liandong device`: where somebody is signed in, and the end of it.

use clap::Subcommand;
use shared::{ids::DeviceId, key};

use crate::{
    administration,
    cli::{
        admin::{At, account, note},
        print::{self, CommandError},
    },
};

/// What can be done about devices.
#[derive(Subcommand)]
pub(crate) enum DeviceCommand {
    /// Print the devices on which a person is signed in
    List {
        /// Name with which the person signs in
        #[arg(long)]
        name: String,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Sign a device out; what was written on it and not sent stays on it
    Revoke {
        /// Name with which the person signs in
        #[arg(long)]
        name: String,
        /// The device as `list` prints it; without it, all
        #[arg(long)]
        device: Option<DeviceId>,
    },
}

/// Does it.
pub(super) fn run(at: At<DeviceCommand>) -> Result<(), CommandError> {
    let store = at.open()?;
    match at.command {
        DeviceCommand::List { name, json } => {
            for row in administration::devices(&store, account(&store, &name)?.person.id, None)? {
                if json {
                    print::json(&row);
                } else {
                    print::line(format_args!("{}  {}  {}", row.device, row.used_at.day(), row.agent));
                }
            }
        }
        DeviceCommand::Revoke { name, device } => {
            administration::revoke(&store, account(&store, &name)?.person.id, device, &note())?;
            print::say(key!("admin.done"), &[]);
        }
    }
    Ok(())
}
