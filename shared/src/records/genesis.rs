//! The change with which every case begins, byte for byte the same everywhere: it creates the sections, the long
//! texts and the rows that exist from the start. Were two devices to create a text lazily, one side's words would be hidden.

use automerge::{
    ActorId, Automerge, Change, ObjId, ObjType, ROOT,
    transaction::{CommitOptions, Transactable, Transaction},
};

use crate::forms::{CASE, Field, Kind};

/// The version of the layout below.
const LAYOUT: &str = "1";

/// The genesis change of a case.
///
/// # Panics
/// Never: it writes fresh keys into an empty document.
#[must_use]
pub fn case() -> Change {
    let mut doc = Automerge::new().with_actor(ActorId::from([0_u8; 16]));
    let mut tx = doc.transaction();
    write(&mut tx).expect("fresh keys in an empty document can be written");
    tx.commit_with(CommitOptions::default().with_time(0));
    doc.get_last_local_change().expect("the transaction above made one")
}

fn write(tx: &mut Transaction<'_>) -> Result<(), automerge::AutomergeError> {
    let meta = tx.put_object(ROOT, "meta", ObjType::Map)?;
    tx.put(&meta, "kind", "case")?;
    tx.put(&meta, "layout", LAYOUT)?;
    tx.put_object(ROOT, "ledger", ObjType::Map)?;
    for section in CASE {
        let map = tx.put_object(ROOT, section.key, ObjType::Map)?;
        fields(tx, &map, section.fields)?;
    }
    Ok(())
}

/// Creates what the fields of one map need before anybody writes. Also used for the cells of a row that a person adds.
pub(super) fn fields(tx: &mut Transaction<'_>, map: &ObjId, fields_of_map: &[Field]) -> Result<(), automerge::AutomergeError> {
    for field in fields_of_map {
        match field.kind {
            Kind::Line | Kind::Day | Kind::Choice(_) => {}
            Kind::Prose => drop(tx.put_object(map, field.key, ObjType::Text)?),
            Kind::Rows(_) => drop(tx.put_object(map, field.key, ObjType::Map)?),
            Kind::Each(vocabulary, cells) => {
                let rows = tx.put_object(map, field.key, ObjType::Map)?;
                for (code, _) in vocabulary.values {
                    let row = tx.put_object(&rows, *code, ObjType::Map)?;
                    fields(tx, &row, cells)?;
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn genesis_is_the_same_bytes_every_time() {
        assert_eq!(case().raw_bytes(), case().raw_bytes());
    }

    /// Documents in the field begin with exactly this change. When the forms grow, an upgrade change is appended;
    /// this hash never moves again.
    #[test]
    fn genesis_never_changes_again() {
        assert_eq!(case().hash().to_string(), include_str!("genesis.sha256").trim());
    }
}
