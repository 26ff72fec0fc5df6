//! What the commands of administration have in common: a store, which a relay may be using meanwhile, and the operator's note.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use shared::people::{Audited, Org};

use crate::{
    cli::print::CommandError,
    clock,
    store::{Account, PeopleStore, Sqlite, people::Note},
};

/// A command about a store.
#[derive(Args)]
pub(crate) struct At<C: Subcommand> {
    /// Folder that holds the store
    #[arg(long, default_value = "data", global = true)]
    data: PathBuf,
    /// What is to be done.
    #[command(subcommand)]
    pub(super) command: C,
}

impl<C: Subcommand> At<C> {
    /// Opens the store.
    pub(super) fn open(&self) -> Result<Sqlite, CommandError> {
        Ok(Sqlite::open(&self.data, None)?)
    }
}

/// The operator's note, into which goes what was done.
pub(super) fn note() -> Note {
    Note::of_operator(clock::now(), Audited::PersonChanged, "")
}

/// Whoever signs in with a name.
pub(super) fn account(store: &Sqlite, name: &str) -> Result<Account, CommandError> {
    store.account(name)?.ok_or_else(|| CommandError::UnknownPerson(name.to_owned()))
}

/// The body of a registered name.
pub(super) fn org(store: &Sqlite, name: &str) -> Result<Org, CommandError> {
    store.org(name)?.ok_or_else(|| CommandError::UnknownOrg(name.to_owned()))
}
