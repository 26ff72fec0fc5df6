//! The ledger inside a document: numbered entries, each a map of short texts that any Automerge reader can show, appended
//! by the relay alone.

use automerge::{
    ActorId, Automerge, Change, ObjId, ObjType, ROOT, ReadDoc, ScalarValue, Value,
    transaction::{CommitOptions, Transactable, Transaction},
};

use crate::{
    people::District,
    time::{self, Timestamp},
    workflow::{Act, ActKind, CaseState, Entry, Permit},
};

/// The relay's actor; no person's change may use it.
pub const RELAY_ACTOR: [u8; 16] = *b"liandong relay 1";

/// Appends what was permitted, as the relay.
///
/// # Panics
/// Never on a document that begins with the genesis change; the relay holds no other.
pub fn append(doc: &mut Automerge, permit: Permit) -> Change {
    let entry = permit.into_entry();
    let ledger = ledger(doc).expect("a document begins with its genesis change, which makes the ledger");
    let number = doc.keys(&ledger).count();
    doc.set_actor(ActorId::from(RELAY_ACTOR));
    let mut tx = doc.transaction();
    write(&mut tx, &ledger, number, &entry).expect("the ledger is a map and the number is new");
    tx.commit_with(CommitOptions::default().with_time(entry.at.0));
    doc.get_last_local_change().expect("the transaction above made one")
}

fn write(tx: &mut Transaction<'_>, ledger: &ObjId, number: usize, entry: &Entry) -> Result<(), automerge::AutomergeError> {
    let map = tx.put_object(ledger, format!("{number:06}"), ObjType::Map)?;
    tx.put(&map, "act", entry.act.kind().code())?;
    match &entry.act {
        Act::Open { enterprise, district } => {
            tx.put(&map, "enterprise", enterprise.to_string())?;
            tx.put(&map, "district", district.code())?;
        }
        Act::Designate { unit, group } => {
            tx.put(&map, "unit", unit.to_string())?;
            tx.put(&map, "group", group.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))?;
        }
        Act::Serve
        | Act::Start
        | Act::FilePlan
        | Act::SubmitRecord
        | Act::FailRecheck
        | Act::PassRecheck
        | Act::IssueNotice
        | Act::ReceiveNotice
        | Act::Resume
        | Act::Withdraw
        | Act::Close => {}
    }
    tx.put(&map, "by", entry.by.to_string())?;
    tx.put(&map, "on", entry.on.to_string())?;
    tx.put(&map, "number", entry.number.as_str())?;
    tx.put(&map, "reason", entry.reason.as_str())?;
    tx.put(&map, "at", ScalarValue::Timestamp(entry.at.0))
}

/// The entries in order. What this version cannot read is skipped, never fatal.
#[must_use]
pub fn entries(doc: &Automerge) -> Vec<Entry> {
    let Some(ledger) = ledger(doc) else { return Vec::new() };
    let keys: Vec<String> = doc.keys(&ledger).collect();
    keys.iter().filter_map(|key| entry(doc, &child(doc, &ledger, key)?)).collect()
}

/// What the ledger says the case has come to.
#[must_use]
pub fn state(doc: &Automerge) -> CaseState {
    CaseState::of(&entries(doc))
}

fn entry(doc: &Automerge, map: &ObjId) -> Option<Entry> {
    let text = |key: &str| match doc.get(map, key) {
        Ok(Some((Value::Scalar(value), _))) => value.as_str().map(str::to_owned),
        Ok(Some((Value::Object(_), _)) | None) | Err(_) => None,
    };
    let kind = ActKind::of_code(&text("act")?)?;
    let act = match kind {
        ActKind::Open => Act::Open { enterprise: text("enterprise")?.parse().ok()?, district: District::of_code(&text("district")?)? },
        ActKind::Designate => {
            let group = text("group")?.split_whitespace().map(str::parse).collect::<Result<_, _>>().ok()?;
            Act::Designate { unit: text("unit")?.parse().ok()?, group }
        }
        ActKind::Serve
        | ActKind::Start
        | ActKind::FilePlan
        | ActKind::SubmitRecord
        | ActKind::FailRecheck
        | ActKind::PassRecheck
        | ActKind::IssueNotice
        | ActKind::ReceiveNotice
        | ActKind::Resume
        | ActKind::Withdraw
        | ActKind::Close => kind.plain()?,
    };
    let at = match doc.get(map, "at") {
        Ok(Some((Value::Scalar(value), _))) => value.as_i64().unwrap_or_default(),
        Ok(Some((Value::Object(_), _)) | None) | Err(_) => 0,
    };
    Some(Entry {
        act,
        by: text("by")?.parse().ok()?,
        on: time::day(&text("on")?)?,
        number: text("number").unwrap_or_default(),
        reason: text("reason").unwrap_or_default(),
        at: Timestamp(at),
    })
}

fn ledger(doc: &Automerge) -> Option<ObjId> {
    child(doc, &ROOT, "ledger")
}

fn child(doc: &Automerge, map: &ObjId, key: &str) -> Option<ObjId> {
    match doc.get(map, key).ok()?? {
        (Value::Object(_), id) => Some(id),
        (Value::Scalar(_), _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{documents::DocumentKind, ids::OrgId, ids::PersonId, records::genesis};

    #[test]
    fn entries_read_as_they_were_written() {
        let mut doc = Automerge::new();
        doc.apply_changes([genesis::of(DocumentKind::Case)]).expect("genesis applies");
        let acts = [
            Act::Open { enterprise: OrgId([1; 16]), district: District::Huli },
            Act::Serve,
            Act::Designate { unit: OrgId([2; 16]), group: vec![PersonId([3; 16]), PersonId([4; 16])] },
            Act::Close,
        ];
        let at = Timestamp(1_700_000_000_000);
        let written = acts.map(|act| Entry {
            act,
            by: PersonId([9; 16]),
            on: at.day(),
            number: "厦市监〔2026〕1号".into(),
            reason: String::new(),
            at,
        });
        let ledger = ledger(&doc).expect("genesis makes it");
        for (number, entry) in written.iter().enumerate() {
            let mut tx = doc.transaction();
            write(&mut tx, &ledger, number, entry).expect("new numbers");
            tx.commit();
        }
        assert_eq!(entries(&doc), written);
    }
}
