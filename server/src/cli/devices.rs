//! `liandong device`: where somebody is signed in, and the end of it.

use clap::Subcommand;
use shared::{
    ids::DeviceId,
    key,
    records::edit::Edit,
    sync::{
        device::Work,
        handover::{HandedOver, Piece},
    },
};

use crate::{
    administration,
    cli::{
        admin::{At, account, note},
        print::{self, CommandError},
    },
    store::people::PeopleStore,
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
    /// Print what revoked devices of a person handed over: nothing of it is in any document
    HandedOver {
        /// Name with which the person signs in
        #[arg(long)]
        name: String,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Sign a device out; with its next contact it hands over what it has not sent, and keeps nothing
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
        DeviceCommand::HandedOver { name, json } => {
            for HandedOver { device, piece, .. } in store.handed_over(account(&store, &name)?.person.id)? {
                let Piece { name: _, document, written_at, work } = piece;
                if json {
                    print::json(&serde_json::json!({ "device": device, "document": document, "written_at": written_at, "work": work }));
                } else {
                    print::line(format_args!("{device}  {document}  {}  {}", written_at.minute(), in_short(&work)));
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

/// Where, and what.
fn in_short(work: &Work) -> String {
    match work {
        Work::Edit(Edit::Write { path, text } | Edit::Settle { path, text }) => format!("{}  {text}", path.as_str()),
        Work::Edit(edit) => format!("{edit:?}"),
        Work::Act(command) => format!("{}  {:?}", command.act.code(), command.args),
    }
}
