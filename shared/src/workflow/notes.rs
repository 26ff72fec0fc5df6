//! What an entry notes of the document as it was, so that the ledger alone can be folded and other documents can be told.

use sha2::{Digest, Sha256};

use super::gates::Facts;
use crate::{
    forms::{self, Path, handed_in},
    ids::Hash,
    people::Role,
    records::read::Content,
    vocab::CauseStatus,
};

/// A key of the entry and what stands under it; empty text is not kept.
pub type Note = fn(&Facts<'_>, &super::Command) -> (&'static str, String);

pub(super) const CONCLUSION: Note = |facts, _| ("conclusion", facts.content.field("intake", "conclusion").to_owned());
pub(super) const CAUSES: Note = |facts, _| ("content", fingerprint(facts.content, &facts.section("causes")).to_string());
pub(super) const PRODUCT: Note =
    |facts, _| ("product", crate::records::product::key(facts.content).map(|key| key.to_string()).unwrap_or_default());
/// A sector authority that reports a problem takes part in it (Q02).
pub(super) const SECTOR: Note = |facts, _| {
    let is_sector = facts.person.role == Role::SectorAuthority;
    ("sector", if is_sector { facts.person.org.id.to_string() } else { String::new() })
};
pub(super) const VERSION: Note = |facts, _| ("version", facts.state.version.to_string());
pub(super) const APPRAISAL: Note = |facts, _| ("content", fingerprint(facts.content, &facts.section("appraisal")).to_string());
pub(super) const NEW_DISTRICT: Note = |facts, _| {
    let sent = facts.state.last(super::Act::Transfer).map(|entry| entry.args.text("district").to_owned());
    ("district", sent.unwrap_or_default())
};

pub(super) const CONFIRMED_ROWS: Note = |facts, _| {
    let table = facts.section("causes").cell("list");
    let confirmed = facts
        .content
        .live_rows(&table)
        .filter(|row| facts.content.text(&table.row(&row.id).cell("status")) == CauseStatus::Confirmed.code());
    ("rows", confirmed.map(|row| row.id.as_str()).collect::<Vec<_>>().join(" "))
};

pub(super) const CLOSING: Note = |facts, command| {
    let row = facts.section("visits").cell("records").row(command.args.text("visit"));
    ("closing", facts.content.text(&row.cell("closing")).to_owned())
};

pub(super) const CASES_OF_PLAN: Note = |facts, _| {
    let rows = Path::field("plan", "rows");
    let cases = facts.content.live_rows(&rows).map(|row| facts.content.text(&rows.row(&row.id).cell("case")));
    let mut cases: Vec<&str> = cases.filter(|case| !case.is_empty()).collect();
    cases.sort_unstable();
    cases.dedup();
    ("cases", cases.join(" "))
};

/// What comes later is listed on the filing.
pub(super) const LATER_IN_PLAN: Note = |facts, _| {
    let plan = forms::section("plan").map(|section| handed_in::later(section, 1, facts.content)).unwrap_or_default();
    ("later", plan.iter().map(Path::as_str).collect::<Vec<_>>().join(" "))
};

/// In the direct path the bureau itself writes the plan: filing it is its own receipt (Q04).
pub(super) const DIRECT_RECEIPT: Note = |facts, _| {
    let is_direct = facts.person.role == Role::MunicipalBureau;
    ("receipt", if is_direct { "direct".into() } else { String::new() })
};

/// The hash of what stands below a place: the same for the same words, however they were written.
#[must_use]
pub fn fingerprint(content: &Content, root: &Path) -> Fingerprint {
    let mut hash = Sha256::new();
    for (path, text) in content.said_below(root) {
        for part in [path.as_str(), &text] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
    }
    Fingerprint(Hash(hash.finalize().into()))
}

/// See [`fingerprint`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(pub Hash);

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
