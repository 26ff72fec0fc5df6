//! A picked file is stored before anything else is done with it: bytes and row, durably, a file of ordinary size in one transaction.

use js_sys::Uint8Array;
use sha2::{Digest, Sha256};
use shared::{
    files::{FileKind, HEAD, Named},
    ids::Hash,
    sync::media::{Kept, Piece, Why, Write},
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

use super::{ASKED, Owner, PLACE, Store, bytes, store};
use crate::data::{clock, draw, files::Spot};

/// So many bytes are in memory, and in a transaction, at a time.
const AT_ONCE: u64 = 8 << 20;

/// Stores it. `tell` hears how many hundredths are stored.
pub(super) async fn keep(owner: &Owner, spot: &Spot, file: &File, tell: impl Fn(u32)) -> Result<Kept, Why> {
    let size = bytes_of(file.size());
    let head = part(file, 0, size.min(HEAD as u64)).await.map_err(|_| Why::Damaged)?;
    let kind = fitting(&head, size)?;
    let at = clock::now();
    let id = format!("{:013}-{}", at.0, draw::suffix());
    let mut store = store(owner);
    let mut hasher = Sha256::new();
    let mut from = 0;
    loop {
        let to = size.min(from + AT_ONCE);
        let some = match part(file, from, to).await {
            Ok(some) if some.len() as u64 == to - from => some,
            Ok(_) | Err(_) => return Err(given_up(&mut store, id, Why::Damaged).await),
        };
        hasher.update(&some);
        let mut rows = bytes::rows(&id, from, &some);
        let kept = (to == size).then(|| {
            let original = Piece { hash: Hash(hasher.clone().finalize().into()), size, kind, bytes: id.clone() };
            kept(spot, &id, &file.name(), at, original)
        });
        if let Some(kept) = &kept {
            let row = Write::kept(kept);
            rows.push((row.table.name(), row.key, row.value));
            rows.push((PLACE, ASKED.to_owned(), None)); // The camera has handed it over.
        }
        if let Err(error) = store.write(&rows).await {
            web_sys::console::warn_1(&error.0.into());
            return Err(given_up(&mut store, id, Why::NoRoom).await);
        }
        if let Some(kept) = kept {
            return Ok(kept);
        }
        from = to;
        tell(u32::try_from(from * 100 / size).unwrap_or(0));
    }
}

/// What it is, if files like it are taken.
fn fitting(head: &[u8], size: u64) -> Result<FileKind, Why> {
    if size == 0 {
        return Err(Why::Empty);
    }
    let kind = FileKind::of_bytes(head).ok_or(Why::WrongKind)?;
    if size > kind.largest() { Err(Why::TooLarge) } else { Ok(kind) }
}

fn kept(spot: &Spot, id: &str, name: &str, at: shared::time::Timestamp, original: Piece) -> Kept {
    let name = if name.is_empty() { format!("{id}.{}", original.kind.ending()) } else { Named::new(name, None).name };
    Kept {
        id: id.to_owned(),
        document: spot.document,
        path: spot.path.clone(),
        name,
        at,
        original,
        ready: None,
        is_named: false,
        upload: None,
        refused: None,
    }
}

async fn given_up(store: &mut Store, id: String, why: Why) -> Why {
    drop(bytes::forget(store, &[id]).await);
    why
}

/// Bytes of a blob.
pub(in super::super) async fn part(blob: &Blob, from: u64, to: u64) -> Result<Vec<u8>, JsValue> {
    #[expect(clippy::cast_precision_loss, reason = "no file is that large")]
    let slice = blob.slice_with_f64_and_f64(from as f64, to as f64)?;
    let buffer = JsFuture::from(slice.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of bytes: whole and not negative")]
pub(in super::super) fn bytes_of(number: f64) -> u64 {
    number as u64
}
