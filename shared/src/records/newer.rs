//! Whether a newer release wrote in a document what this one does not know: an act in its ledger, or a whole section. Such a document
//! is only read here, since what this version shows of it is not all of it. Single fields that it does not know are left as they are.

use automerge::{Automerge, ROOT, ReadDoc};

use super::{genesis, ledger, read};
use crate::forms;

/// Whether it is so.
#[must_use]
pub fn is_newer(doc: &Automerge) -> bool {
    let Some(kind) = read::kind(doc) else { return false };
    let is_known = |key: &str| {
        let (section, _) = forms::round_of(key);
        [genesis::META, genesis::LEDGER].contains(&key) || forms::of(kind).iter().any(|known| known.key == section)
    };
    doc.keys(ROOT).any(|key| !is_known(&key)) || ledger::has_unknown(doc)
}

#[cfg(test)]
mod tests {
    use automerge::{ObjType, transaction::Transactable};

    use super::*;
    use crate::{
        documents::DocumentKind,
        time::Timestamp,
        workflow::{Act, Args},
    };

    fn case() -> Automerge {
        let mut doc = Automerge::new();
        doc.apply_changes([genesis::of(DocumentKind::Case)]).unwrap();
        ledger::enter(&mut doc, Act::Open, Args::default(), Timestamp(1000));
        doc
    }

    fn doctored(change: impl FnOnce(&mut automerge::transaction::Transaction<'_>)) -> Automerge {
        let mut doc = case();
        let mut tx = doc.transaction();
        change(&mut tx);
        tx.commit();
        doc
    }

    #[test]
    fn what_a_newer_release_wrote_is_noticed() {
        let ledger = |tx: &automerge::transaction::Transaction<'_>| tx.get(ROOT, genesis::LEDGER).unwrap().unwrap().1;
        assert!(!is_newer(&case()));
        assert!(is_newer(&doctored(|tx| drop(tx.put_object(ROOT, "forecast", ObjType::Map)))), "a section");
        let act = doctored(|tx| {
            let entry = tx.put_object(ledger(tx), "000001", ObjType::Map).unwrap();
            tx.put(entry, "act", "teleport").unwrap();
        });
        assert!(is_newer(&act), "an act");
        assert!(!is_newer(&doctored(|tx| drop(tx.put(tx.get(ROOT, "causes").unwrap().unwrap().1, "mood", "x")))), "a field");
    }

    #[test]
    fn no_document_that_this_release_begins_is_newer() {
        for kind in DocumentKind::ALL.iter().copied() {
            let mut doc = Automerge::new();
            doc.apply_changes([genesis::of(kind)]).unwrap();
            genesis::completions(&mut doc);
            assert!(!is_newer(&doc), "{kind:?}");
        }
    }
}
