//! `liandong check`: is everything as it was accepted?

use std::convert::Infallible;

use shared::key;

use super::{
    Check, config, files,
    print::{self, CommandError},
};
use crate::{
    blobs,
    store::{
        RelayStore, Sqlite,
        proof::{Damage, Proof, prove},
    },
};

/// Proves the store, beside a running relay too, and changes nothing.
pub(super) fn run(options: &Check) -> Result<(), CommandError> {
    let settings = config::read(&options.place.0)?.settings;
    let store = Sqlite::look(&settings.data)?;
    let proof = proved(&store)?;
    let (documents, entries) = (proof.documents.to_string(), proof.entries.to_string());
    print::say(key!("relay.sound"), &[("documents", &*documents), ("entries", &*entries)]);
    let (count, damages) = blobs::proof::prove(&store, &*files::place(&settings)?, |_, _| Ok(()))?;
    files::tell(&damages, &settings)?;
    print::say(key!("stored_files.sound"), &[("files", &count.to_string()), ("place", &settings.place_of_files())]);
    Ok(())
}

/// Proves a store and tells what is wrong.
///
/// # Errors
/// [`CommandError::Damaged`] when anything is.
pub(super) fn proved(store: &dyn RelayStore) -> Result<Proof, CommandError> {
    let proof = prove::<Infallible>(store, |_, _| Ok(()));
    let Ok(proof) = proof;
    tell(&proof)?;
    Ok(proof)
}

/// Says every damage in words.
pub(super) fn tell(proof: &Proof) -> Result<(), CommandError> {
    for damage in &proof.damages {
        let id = |document: &shared::ids::DocumentId| document.to_string();
        match damage {
            Damage::Store(why) => print::complain(key!("relay.damaged_store"), &[("why", why)]),
            Damage::Unreadable(document) => print::complain(key!("relay.damaged_row"), &[("document", &id(document))]),
            Damage::Count { document, listed, found } => {
                let with = [("document", &*id(document)), ("listed", &*listed.to_string()), ("found", &*found.to_string())];
                print::complain(key!("relay.damaged_count"), &with);
            }
            Damage::Entry { document, n } => {
                print::complain(key!("relay.damaged_entry"), &[("document", &id(document)), ("n", &n.to_string())]);
            }
            Damage::Dependency { document, n } => {
                print::complain(key!("relay.damaged_dependency"), &[("document", &id(document)), ("n", &n.to_string())]);
            }
            Damage::Unopened(document) => print::complain(key!("relay.damaged_document"), &[("document", &id(document))]),
            Damage::Listed(document) => print::complain(key!("relay.damaged_list"), &[("document", &id(document))]),
        }
    }
    if proof.damages.is_empty() { Ok(()) } else { Err(CommandError::Damaged(proof.damages.len())) }
}
