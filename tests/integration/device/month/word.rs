//! The words of a month, each of its own kind, and where each is at the end.

use std::collections::BTreeMap;

use automerge::{Automerge, Change, ScalarValue, legacy::OpType};
use shared::{
    ids::DocumentId,
    records::read::{self, Content},
    sync::device::Table,
};
use tests::{Relay, Tablet, Who};

use super::expert::Expert;

/// Something that somebody typed at once.
pub(super) struct Word {
    pub(super) text: String,
    pub(super) case: DocumentId,
    pub(super) field: String,
    /// What its writer saw in the same field, and has replaced by it.
    pub(super) replaces: Vec<String>,
    /// The program was killed over it: it may be on the disk or not, and the screen never said that it was.
    pub(super) is_uncertain: bool,
}

/// No word begins or ends like another, so that no difference between two texts can be told in two ways.
const BEGINNINGS: u32 = 0x4e00;
const ENDS: u32 = 0x7000;
const EACH: u32 = 0x2000;
/// Where refused and discarded work is kept.
const QUARANTINE: [Table; 3] = [Table::Refused, Table::Notes, Table::Deletions];

impl Word {
    pub(super) fn new(who: Who, number: usize, case: DocumentId, field: &str) -> Self {
        let writer = [Who::Li, Who::Wang, Who::Cai].iter().position(|one| *one == who).expect("one of three");
        let number = u32::try_from(number * 3 + writer).expect("thousands of words") % EACH;
        let letter = |from: u32| char::from_u32(from + number).expect("Chinese characters");
        let text = format!("{}{who:?}{number}{}", letter(BEGINNINGS), letter(ENDS));
        Self { text, case, field: field.to_owned(), replaces: Vec::new(), is_uncertain: false }
    }

    /// Whether a word ends with this character.
    pub(super) fn ends_with(last: char) -> bool {
        (ENDS..ENDS + EACH).contains(&u32::from(last))
    }
}

/// All tablets and the relay hold the same logs and read the same in them; every word is found. Tells how many there are.
///
/// # Panics
/// Where it is not so.
pub(super) fn is_kept(relay: &Relay, experts: &[Expert], cases: [DocumentId; 2]) -> String {
    let mut fresh = Tablet::of(Who::City, relay);
    let mut found = BTreeMap::new();
    for case in cases {
        fresh.open_document(case);
        let log = fresh.log();
        for expert in experts {
            assert_eq!(expert.tablet.log_of(case).len(), log.len(), "as many entries of {case}");
            assert!(expert.tablet.log_of(case) == log, "the same log of {case}");
        }
        found.insert(case, Found::of(&log, fresh.content()));
    }
    let words: Vec<(&Word, &Expert)> = experts.iter().flat_map(|expert| expert.words.iter().map(move |word| (word, expert))).collect();
    let replaced: Vec<&str> = words.iter().flat_map(|(word, _)| &word.replaces).map(String::as_str).collect();
    let (mut shown, mut past, mut kept) = (0, 0, 0);
    for (word, expert) in words.iter().filter(|(word, _)| !word.is_uncertain) {
        let (found, text) = (&found[&word.case], word.text.as_str());
        let is_kept = expert.tablet.rows_of(&QUARANTINE).any(|row| String::from_utf8_lossy(row).contains(text));
        let is_replaced = replaced.iter().any(|other| other.contains(text));
        if found.said.contains(text) {
            shown += 1;
        } else if is_kept {
            kept += 1;
        } else {
            assert!(found.written.contains(text), "{text}, written in {}, is nowhere", word.field);
            assert!(is_replaced, "{text} is in the past of {}, and nobody has replaced it", word.field);
            past += 1;
        }
    }
    assert!(kept > 0 && past > 0, "something was refused and something replaced, or this proves little");
    format!(
        "{} words: {shown} stand there, {past} were replaced and are in the history, {kept} were refused and are kept",
        shown + past + kept
    )
}

/// What stands in a case, and what was ever written into it.
struct Found {
    said: String,
    written: String,
}

impl Found {
    fn of(log: &[Vec<u8>], content: &Content) -> Self {
        let changes: Vec<Change> = log.iter().map(|chunk| Change::from_bytes(chunk.clone()).expect("a change")).collect();
        let written = changes.iter().map(words_of).collect::<Vec<_>>().join("\n");
        let mut doc = Automerge::new();
        doc.apply_changes(changes).expect("a log builds a document");
        assert_eq!(read::content(&doc), *content, "a tablet shows what the log says");
        let said = serde_json::to_string(content).expect("plain data");
        Self { said, written }
    }
}

/// What a change wrote, in the order of its operations.
fn words_of(change: &Change) -> String {
    let texts = change.decode().operations.into_iter().filter_map(|op| match op.action {
        OpType::Put(ScalarValue::Str(text)) => Some(text.to_string()),
        _ => None, // Whatever else a change does, it writes no words.
    });
    texts.collect()
}
