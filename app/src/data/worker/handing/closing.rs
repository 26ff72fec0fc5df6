//! Makes the file: signed by this device, closed for the readers' devices, with the files that are here.

use js_sys::{Array, Uint8Array};
use serde_bytes::ByteBuf;
use shared::{
    codec,
    ids::Author,
    sync::{
        device::Giving,
        handing::{
            Medium,
            envelope::{Head, Sealed, Slot, TAG, mark, to_seal},
        },
        media::Piece,
    },
};
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag};

use super::{
    super::{
        files::{self, Owner, bytes},
        key::{Key, half, pair_of, point},
        store::StoreError,
    },
    crypto,
};
use crate::data::draw;

/// What it says that it is.
const KIND: &str = "application/x-liandong-file";

/// The closed file.
pub(super) async fn closed(
    owner: &Owner,
    author: Author,
    key: &Key,
    giving: Giving,
    opens: &[Vec<u8>],
    pieces: &[Piece],
) -> Result<Blob, StoreError> {
    let Giving { mut parcel, to_sign, .. } = giving;
    if let (Some(bytes), Some(own)) = (to_sign, parcel.batches.first_mut()) {
        own.signature = ByteBuf::from(key.sign(&bytes).await?);
    }
    parcel.media = pieces.iter().map(|piece| Medium { hash: piece.hash, size: piece.size, kind: piece.kind }).collect();
    let parcel = parcel.bytes();
    let pair = pair_of("ECDH", "deriveBits").await?;
    let (ephemeral, private) = (point(&pair).await?, half(&pair, "privateKey")?);
    let signature = ByteBuf::from(key.sign(&to_seal(&ephemeral, &parcel)).await?);
    let sealed = codec::encode(&Sealed { from: author, parcel: ByteBuf::from(parcel), signature });
    let drawn = draw::bytes::<32>();
    let sections_key = crypto::sections_key(&drawn).await?;
    let mut slots = Vec::new();
    for opens in opens {
        let wrapping = crypto::wrapping_key(&private, opens, &ephemeral, opens).await?;
        let wrapped = crypto::close(&wrapping, 0, &[], &drawn).await?;
        slots.push(Slot { mark: mark(&ephemeral, opens), wrapped: ByteBuf::from(wrapped.to_vec()) });
    }
    let sizes = std::iter::once(sealed.len() as u64).chain(pieces.iter().map(|piece| piece.size));
    let head = Head { ephemeral: ByteBuf::from(ephemeral), slots, sections: sizes.map(|size| size + TAG).collect() };
    let before = head.bytes();
    let first = crypto::close(&sections_key, 0, &before, &sealed).await?;
    let parts = Array::of2(&Uint8Array::from(before.as_slice()), &first);
    let mut store = files::store(owner);
    for (piece, section) in pieces.iter().zip(1..) {
        let plain = bytes::read(&mut store, piece, 0, piece.size).await?;
        if plain.len() as u64 != piece.size {
            return Err(StoreError("a file is no longer here".into()));
        }
        let closed = crypto::close(&sections_key, section, &before, &plain).await?;
        // As the browser's own, so that not every file is in memory at once.
        let closed = blob(&Array::of1(&closed))?;
        parts.push(&closed);
    }
    Ok(blob(&parts)?)
}

fn blob(parts: &Array) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(KIND);
    Blob::new_with_blob_sequence_and_options(parts, &options)
}
