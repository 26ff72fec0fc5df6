//! Sync messages of automerge-repo clients, read with our own code: the library would take a filter of no bits, of millions
//! of probes, or the same wish a thousand times, and panic or exhaust itself while it answers.
//!
//! Whatever changes such a message carries are passed over: foreign clients read.

use automerge::{
    ChangeHash,
    sync::{BloomFilter, ChunkList, Have, Message, MessageFlags, MessageVersion},
};

use super::reader::Reader;
use crate::workflow::Code;

/// The longest message without its changes, in bytes: it is kept as long as the document is open.
const MAX_BYTES: usize = 128 << 10;
/// The most filters in one message; clients send one.
const MAX_FILTERS: u64 = 8;
/// The only filter that any released library makes: bits for each entry, and probes.
const FILTER: [u64; 2] = [10, 7];
/// A byte of flags begins with this bit; others are of the time before there were several.
const FLAGS: u8 = 0x80;

/// Reads a sync message without its changes.
///
/// # Errors
/// [`Code::TooLarge`] or [`Code::Malformed`].
pub fn message(bytes: &[u8]) -> Result<Message, Code> {
    let mut reader = Reader(bytes);
    let version = match reader.array()? {
        [0x42] => MessageVersion::V1,
        [0x43] => MessageVersion::V2,
        [_] => return Err(Code::Malformed),
    };
    let (heads, need) = (hashes(&mut reader)?, hashes(&mut reader)?);
    let have = match reader.unsigned()? {
        filters @ ..=MAX_FILTERS => (0..filters).map(|_| have(&mut reader)).collect::<Result<_, _>>()?,
        _ => return Err(Code::TooLarge),
    };
    if bytes.len() - reader.0.len() > MAX_BYTES {
        return Err(Code::TooLarge);
    }
    for _ in 0..reader.unsigned()? {
        reader.prefixed()?; // a change
    }
    Ok(Message { heads, need, have, changes: ChunkList::empty(), flags: flags(&mut reader)?, version })
}

/// Hashes in ascending order, as every library sends them: none stands there twice.
fn hashes(reader: &mut Reader<'_>) -> Result<Vec<ChangeHash>, Code> {
    let count = reader.unsigned()?;
    let bytes = reader.take(count.checked_mul(32).ok_or(Code::Malformed)?)?;
    let (hashes, _) = bytes.as_chunks::<32>();
    if hashes.is_sorted_by(|one, next| one < next) { Ok(hashes.iter().copied().map(ChangeHash).collect()) } else { Err(Code::Malformed) }
}

fn have(reader: &mut Reader<'_>) -> Result<Have, Code> {
    let last_sync = hashes(reader)?;
    let bytes = reader.prefixed()?;
    if !bytes.is_empty() {
        let mut filter = Reader(bytes);
        let (entries, parameters) = (filter.unsigned()?, [filter.unsigned()?, filter.unsigned()?]);
        let bits = entries.checked_mul(FILTER[0]).map(|bits| bits.div_ceil(8));
        if entries == 0 || parameters != FILTER || bits != Some(filter.0.len() as u64) {
            return Err(Code::Malformed);
        }
    }
    let bloom = BloomFilter::try_from(bytes).map_err(|_| Code::Malformed)?;
    // Had the library read other numbers than we did, it would write others.
    if bloom.to_bytes() == bytes { Ok(Have { last_sync, bloom }) } else { Err(Code::Malformed) }
}

fn flags(reader: &mut Reader<'_>) -> Result<Option<MessageFlags>, Code> {
    if reader.0.is_empty() {
        return Ok(None);
    }
    let mut flags = MessageFlags::new();
    reader.prefixed()?.iter().filter(|byte| **byte & FLAGS != 0).for_each(|byte| flags.set(byte & !FLAGS));
    Ok(Some(flags))
}

#[cfg(test)]
mod tests {
    use automerge::{
        Automerge, ROOT,
        sync::{State, SyncDoc},
        transaction::Transactable,
    };
    use proptest::prelude::*;

    use super::*;

    fn document(changes: i64) -> Automerge {
        let mut doc = Automerge::new();
        for number in 0..changes {
            let mut tx = doc.transaction();
            tx.put(ROOT, "key", number).unwrap();
            tx.commit();
        }
        doc
    }

    /// What a client says that has the first half of our document and a change of its own.
    fn honest(ours: &Automerge) -> Vec<Vec<u8>> {
        let mut theirs = Automerge::new();
        let half = ours.get_changes(&[]).into_iter().take(20);
        theirs.apply_changes(half).unwrap();
        let mut tx = theirs.transaction();
        tx.put(ROOT, "own", true).unwrap();
        tx.commit();
        let (mut here, mut there) = (State::new(), State::new());
        let mut said = Vec::new();
        for _ in 0..3 {
            said.extend(theirs.generate_sync_message(&mut there).map(Message::encode));
            let answer = ours.generate_sync_message(&mut here);
            if let Some(answer) = answer {
                theirs.receive_sync_message(&mut there, answer).unwrap();
            }
            if let Some(last) = said.last() {
                ours.clone().receive_sync_message(&mut here, Message::decode(last).unwrap()).unwrap();
            }
        }
        said
    }

    /// Head, no heads, no need, one filter with these bytes, no changes.
    fn with_filter(filter: &[u8]) -> Vec<u8> {
        [&[0x42, 0, 0, 1, 0, u8::try_from(filter.len()).unwrap()], filter, &[0]].concat()
    }

    #[test]
    fn what_honest_clients_say_is_read_as_the_library_reads_it_without_the_changes() {
        let said = honest(&document(40));
        let library: Vec<Message> = said.iter().map(|said| Message::decode(said).unwrap()).collect();
        assert!(library.iter().any(|message| !message.changes.is_empty()), "a change is among them");
        assert!(library.iter().any(|message| !message.need.is_empty()), "a need is among them");
        for (said, read) in said.iter().zip(library) {
            assert_eq!(message(said), Ok(Message { changes: ChunkList::empty(), ..read }));
        }
        assert_eq!(message(&with_filter(&[])).map(|message| message.have.len()), Ok(1), "a filter of nothing");
    }

    /// Each of these made the library panic, compute for seconds, or ask for gigabytes.
    #[test]
    fn hostile_filters_wishes_and_sizes_are_refused() {
        let bits_none = with_filter(&[1, 0, 7]);
        let probes_many = with_filter(&[1, 10, 0x80, 0x84, 0xaf, 0x5f, 0, 0]);
        let entries_many = with_filter(&[0xff, 0xff, 0xff, 0xff, 0x0f, 10, 7, 0, 0]);
        let entries_none = with_filter(&[0, 10, 7]);
        let bits_missing = with_filter(&[4, 10, 7, 0, 0]);
        let bits_left = with_filter(&[1, 10, 7, 0, 0, 0]);
        let number_padded = with_filter(&[1, 0x8a, 0, 7, 0, 0]);
        let wish_twice = [&[0x42, 0, 2][..], &[5; 64], &[0, 0]].concat();
        let heads_unsorted = [&[0x42, 2][..], &[5; 32], &[4; 32], &[0, 0, 0]].concat();
        let heads_missing = [&[0x42, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f][..]].concat();
        let changes_missing = vec![0x42, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x0f];
        let other_kind = vec![0x41, 0, 0, 0, 0];
        for (why, bytes) in [
            ("no bits", bits_none),
            ("200 million probes", probes_many),
            ("four billion entries", entries_many),
            ("no entries, yet a filter", entries_none),
            ("too few bits", bits_missing),
            ("too many bits", bits_left),
            ("a number in more bytes than it needs", number_padded),
            ("the same wish twice", wish_twice),
            ("heads out of order", heads_unsorted),
            ("heads that are not there", heads_missing),
            ("changes that are not there", changes_missing),
            ("no sync message", other_kind),
            ("nothing", vec![]),
        ] {
            assert_eq!(message(&bytes), Err(Code::Malformed), "{why}");
        }
        let filters = [&[0x42, 0, 0, 9][..], &[0, 0].repeat(9), &[0]].concat();
        assert_eq!(message(&filters), Err(Code::TooLarge), "nine filters");
        let hashes: Vec<u8> = (0..5_000_u16).flat_map(|n| [&n.to_be_bytes()[..], &[0; 30]].concat()).collect();
        let wishes = [&[0x42, 0, 0x88, 0x27][..], &hashes, &[0, 0]].concat();
        assert_eq!(message(&wishes), Err(Code::TooLarge), "five thousand wishes");
    }

    #[test]
    fn the_changes_of_a_message_are_not_looked_at() {
        let noise = [&[0x43, 0, 0, 0, 2, 3, 1, 2, 3, 0xa0, 0x8d, 0x06][..], &vec![0xff; 100_000]].concat();
        assert_eq!(message(&noise).map(|message| message.changes.is_empty()), Ok(true));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever is read can be answered, and the answer is never much larger than the document.
        #[test]
        fn a_bent_message_is_refused_or_answered(which in 0_usize..3, bends in prop::collection::vec((0_usize..400, any::<u8>()), 1..6)) {
            let doc = document(40);
            let said = honest(&doc);
            let mut bytes = said[which % said.len()].clone();
            for (at, byte) in bends {
                let at = at % bytes.len();
                bytes[at] = byte;
            }
            if let Ok(message) = message(&bytes) {
                let (mut state, mut copy) = (State::new_read_only(), doc.clone());
                copy.receive_sync_message(&mut state, message).unwrap();
                let answer = copy.generate_sync_message(&mut state).map(Message::encode);
                let all: usize = doc.get_changes(&[]).iter().map(|change| change.raw_bytes().len()).sum();
                prop_assert!(answer.is_none_or(|answer| answer.len() < all + 4_000));
                prop_assert_eq!(copy.get_heads(), doc.get_heads());
            }
        }

        #[test]
        fn noise_is_refused_or_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut bytes = bytes;
            if let Some(first) = bytes.first_mut() { *first = 0x42 | (*first & 1); }
            drop(message(&bytes));
        }
    }
}
