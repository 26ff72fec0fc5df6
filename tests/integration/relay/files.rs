//! Photographs, videos and papers outside the documents: sent in pieces, kept once, read by whoever may read a document that names them.

mod carrying_over;
mod in_a_bucket;
mod reading;
mod sending;

use shared::{forms::Path, ids::Hash, records::edit::Edit};
use tests::{Relay, Sending, Tablet, eventually::eventually};

/// A photograph of so many bytes, no two alike.
pub(crate) fn photo(seed: u8, length: usize) -> Vec<u8> {
    let pixels = (0..length).map(|at| (at.wrapping_mul(31) >> 3).to_le_bytes()[0] ^ seed);
    [0xff, 0xd8, 0xff, 0xe0].into_iter().chain(pixels).take(length).collect()
}

/// Adds a row of evidence to the open case and names a file in it.
pub(crate) fn name(tablet: &mut Tablet, row: &str, file: Hash) {
    tablet.add_row("evidence.rows", row);
    let path = Path::of_text("evidence.rows").row(row).cell("files").cell(&file.to_hex());
    tablet.edit(Edit::Write { path, text: "现场照片.jpg".into() });
    tablet.until_settled();
    assert_eq!(tablet.refused(), []);
}

/// Waits until the relay has so many bytes of an upload.
pub(crate) fn until_arrived(relay: &Relay, sending: &Sending, bytes: u64) {
    let id = sending.place.rsplit('/').next().expect("an address ends in an id");
    let arrived = relay.folder().join("uploads").join(id);
    eventually("the bytes have arrived", || std::fs::metadata(&arrived).ok().filter(|about| about.len() == bytes));
}

/// How many files the relay holds.
fn held(relay: &Relay) -> usize {
    let folders = std::fs::read_dir(relay.folder().join("blobs")).into_iter().flatten().flatten();
    folders.map(|folder| std::fs::read_dir(folder.path()).expect("a folder of files").count()).sum()
}
