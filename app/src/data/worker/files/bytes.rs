//! Bytes in the browser's store, in chunks under the key of their piece, so that memory stays bounded whatever their size.

use std::collections::BTreeSet;

use js_sys::{Array, Uint8Array};
use shared::sync::media::Piece;
use web_sys::{Blob, BlobPropertyBag};

use super::super::store::{Row, Store, StoreError};

/// The table of chunks.
pub(super) const CHUNKS: &str = "chunks";
/// Bytes of a chunk.
pub(super) const CHUNK: u64 = 256 << 10;
/// So many chunks are read into a blob at a time; then the browser may put them where it has room.
const AT_ONCE: u64 = 64;

/// Rows for bytes that begin at a chunk's beginning.
pub(in super::super) fn rows(key: &str, from: u64, bytes: &[u8]) -> Vec<Row<'static>> {
    let size = usize::try_from(CHUNK).expect("a chunk fits into memory");
    let chunks = bytes.chunks(size).zip(from / CHUNK..);
    chunks.map(|(chunk, n)| (CHUNKS, row(key, n), Some(chunk.to_vec()))).collect()
}

/// Bytes from one place to another, exclusively. Fewer when they are not here.
pub(in super::super) async fn read(store: &mut Store, piece: &Piece, from: u64, to: u64) -> Result<Vec<u8>, StoreError> {
    let chunks = store.values(CHUNKS, &row(&piece.bytes, from / CHUNK), &row(&piece.bytes, (to - 1) / CHUNK)).await?;
    let all: Vec<u8> = chunks.iter().flat_map(|chunk| Uint8Array::new(&chunk).to_vec()).collect();
    let cut = usize::try_from(from % CHUNK).expect("below a chunk");
    let length = usize::try_from(to - from).expect("a part fits into memory");
    Ok(all.get(cut..).map(|rest| rest[..rest.len().min(length)].to_vec()).unwrap_or_default())
}

/// All of it, as the browser's own; `None` when bytes are missing.
pub(super) async fn whole(store: &mut Store, piece: &Piece) -> Result<Option<Blob>, StoreError> {
    let blobs = Array::new();
    let chunks = piece.size.div_ceil(CHUNK);
    for from in (0..chunks).step_by(usize::try_from(AT_ONCE).expect("a small number")) {
        let last = chunks.min(from + AT_ONCE) - 1;
        let some = store.values(CHUNKS, &row(&piece.bytes, from), &row(&piece.bytes, last)).await?;
        let blob = Blob::new_with_u8_array_sequence(&some)?;
        blobs.push(&blob);
    }
    let options = BlobPropertyBag::new();
    options.set_type(piece.kind.media_type());
    let blob = Blob::new_with_blob_sequence_and_options(&blobs, &options)?;
    #[expect(clippy::cast_precision_loss, reason = "no file is that large")]
    let is_whole = blob.size() == piece.size as f64;
    Ok(is_whole.then_some(blob))
}

/// Forgets the bytes under these keys.
pub(super) async fn forget(store: &mut Store, keys: &[String]) -> Result<(), StoreError> {
    let prefixes: Vec<String> = keys.iter().map(|key| format!("{key}/")).collect();
    store.clear(CHUNKS, &prefixes).await
}

/// The keys under which bytes stand.
pub(super) async fn keys(store: &mut Store) -> Result<BTreeSet<String>, StoreError> {
    let rows = store.keys(CHUNKS).await?;
    Ok(rows.iter().filter_map(|row| row.rsplit_once('/')).map(|(key, _)| key.to_owned()).collect())
}

fn row(key: &str, n: u64) -> String {
    format!("{key}/{n:06}")
}
