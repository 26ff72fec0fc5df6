//! The ledger inside a document: numbered entries, each a map of short texts that any Automerge reader can show, appended
//! by the relay alone.

use automerge::{
    ActorId, Automerge, Change, ChangeHash, ObjId, ROOT, ReadDoc, ScalarValue, Value,
    transaction::{CommitOptions, Transactable, Transaction},
};

use super::genesis;
use crate::{
    documents::DocumentKind,
    forms,
    ids::Hash,
    time::{self, Timestamp},
    workflow::{Act, Args, Entry, Permit, State},
};

/// The relay's actor; no person's change may use it.
pub const RELAY_ACTOR: [u8; 16] = *b"liandong relay 1";

/// The keys of an entry that are not arguments of its act.
const OWN: [&str; 5] = ["act", "by", "on", "at", "heads"];

/// An entry that nobody asked the rules for: the past of a test's document.
#[cfg(test)]
pub(crate) fn enter(doc: &mut Automerge, act: Act, args: Args, at: Timestamp) -> Change {
    let number = u32::try_from(entries(doc).len()).expect("few entries");
    append_entry(doc, &Entry { number, act, args, by: crate::ids::PersonId([9; 16]), on: at.day(), at, heads: Vec::new() })
}

/// As [`enter`], about a version.
#[cfg(test)]
pub(crate) fn enter_about(doc: &mut Automerge, act: Act, heads: Vec<Hash>, at: Timestamp) -> Change {
    let number = u32::try_from(entries(doc).len()).expect("few entries");
    let by = crate::ids::PersonId([9; 16]);
    append_entry(doc, &Entry { number, act, args: Args::default(), by, on: at.day(), at, heads })
}

/// Appends what was permitted, as the relay. A failed recheck brings the sections of the next round with it.
///
/// # Panics
/// Never on a document that begins with a genesis change; the relay holds no other.
pub fn append(doc: &mut Automerge, permit: Permit) -> Change {
    append_entry(doc, &permit.into_entry())
}

fn append_entry(doc: &mut Automerge, entry: &Entry) -> Change {
    let ledger = ledger(doc).expect("a document begins with its genesis change, which makes the ledger");
    let next_round = (entry.act == Act::FailRecheck).then(|| state(doc).map_or(1, |state| state.round) + 1);
    doc.set_actor(ActorId::from(RELAY_ACTOR));
    let mut tx = doc.transaction();
    write(&mut tx, &ledger, entry).expect("the ledger is a map and the number is new");
    for section in forms::of(DocumentKind::Case).iter().filter(|section| section.has_rounds()) {
        if let Some(round) = next_round {
            genesis::put_section(&mut tx, section, round).expect("the round is new");
        }
    }
    tx.commit_with(CommitOptions::default().with_time(entry.at.0));
    doc.get_last_local_change().expect("the transaction above made one")
}

fn write(tx: &mut Transaction<'_>, ledger: &ObjId, entry: &Entry) -> Result<(), automerge::AutomergeError> {
    let map = tx.put_object(ledger, format!("{:06}", entry.number), automerge::ObjType::Map)?;
    tx.put(&map, "act", entry.act.code())?;
    for (key, text) in entry.args.iter().filter(|(key, _)| !OWN.contains(key)) {
        tx.put(&map, key, text)?;
    }
    tx.put(&map, "by", entry.by.to_string())?;
    tx.put(&map, "on", entry.on.to_string())?;
    if !entry.heads.is_empty() {
        let heads: Vec<String> = entry.heads.iter().map(|hash| ChangeHash::from(*hash).to_string()).collect();
        tx.put(&map, "heads", heads.join(" "))?;
    }
    tx.put(&map, "at", ScalarValue::Timestamp(entry.at.0))
}

/// The entries in order. What this version cannot read is skipped, never fatal; its number stays taken.
#[must_use]
pub fn entries(doc: &Automerge) -> Vec<Entry> {
    let Some(ledger) = ledger(doc) else { return Vec::new() };
    let keys: Vec<String> = doc.keys(&ledger).collect();
    keys.iter().filter_map(|key| entry(doc, key.parse().ok()?, &child(doc, &ledger, key)?)).collect()
}

/// Whether an entry tells of an act that this version does not know.
pub(super) fn has_unknown(doc: &Automerge) -> bool {
    let Some(ledger) = ledger(doc) else { return false };
    let code = |key: String| match doc.get(child(doc, &ledger, &key)?, "act") {
        Ok(Some((Value::Scalar(value), _))) => value.as_str().map(str::to_owned),
        Ok(Some((Value::Object(_), _)) | None) | Err(_) => None,
    };
    doc.keys(&ledger).filter_map(code).any(|code| act(&code).is_none())
}

/// What the ledger says the document has come to; `None` for what is no document of ours.
#[must_use]
pub fn state(doc: &Automerge) -> Option<State> {
    super::read::kind(doc).map(|kind| State::of(kind, entries(doc)))
}

fn entry(doc: &Automerge, number: u32, map: &ObjId) -> Option<Entry> {
    let text = |key: &str| match doc.get(map, key) {
        Ok(Some((Value::Scalar(value), _))) => value.as_str().map(str::to_owned),
        Ok(Some((Value::Object(_), _)) | None) | Err(_) => None,
    };
    let mut args = Args::default();
    for key in doc.keys(map).filter(|key| !OWN.contains(&key.as_str())) {
        args.put(&key, text(&key).unwrap_or_default());
    }
    let at = match doc.get(map, "at") {
        Ok(Some((Value::Scalar(value), _))) => value.as_i64().unwrap_or_default(),
        Ok(Some((Value::Object(_), _)) | None) | Err(_) => 0,
    };
    let heads = text("heads").unwrap_or_default();
    Some(Entry {
        number,
        act: act(&text("act")?)?,
        args,
        by: text("by")?.parse().ok()?,
        on: time::day(&text("on")?)?,
        at: Timestamp(at),
        heads: heads.split_whitespace().filter_map(|hash| hash.parse::<ChangeHash>().ok()).map(Hash::from).collect(),
    })
}

/// The first release designated unit and group in one act.
fn act(code: &str) -> Option<Act> {
    Act::of_code(code).or((code == "designate").then_some(Act::FormGroup))
}

fn ledger(doc: &Automerge) -> Option<ObjId> {
    child(doc, &ROOT, genesis::LEDGER)
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
    use crate::ids::{OrgId, PersonId};

    #[test]
    fn entries_read_as_they_were_written() {
        let mut doc = Automerge::new();
        doc.apply_changes([genesis::of(DocumentKind::Case)]).expect("genesis applies");
        let at = Timestamp(1_700_000_000_000);
        let entry = |number, act, args| Entry { number, act, args, by: PersonId([9; 16]), on: at.day(), at, heads: vec![Hash([7; 32])] };
        let written = [
            entry(0, Act::Open, Args::default().with("enterprise", OrgId([1; 16])).with("district", "huli")),
            entry(1, Act::Serve, Args::default().with("number", "厦市监〔2026〕1号")),
            entry(2, Act::FormGroup, Args::default().with("group", format!("{} {}", PersonId([3; 16]), PersonId([4; 16])))),
        ];
        let ledger = ledger(&doc).expect("genesis makes it");
        for entry in &written {
            let mut tx = doc.transaction();
            write(&mut tx, &ledger, entry).expect("new numbers");
            tx.commit();
        }
        assert_eq!(entries(&doc), written);
    }
}
