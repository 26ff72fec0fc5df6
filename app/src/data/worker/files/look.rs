//! What the screen wants to see, handed to it by reference.

use js_sys::{Array, Uint8Array};
use shared::sync::media::Piece;
use web_sys::{Blob, BlobPropertyBag};

use super::{super::hand_over, Owner, SMALL, bytes, pixels, store};
use crate::data::{
    files::{Standing, Wanted},
    to_js,
};

/// Answers with what is on this device; whether it was.
pub(super) async fn look(owner: &Owner, wanted: Wanted, piece: Option<Piece>) -> bool {
    let found = if wanted.is_whole { whole(owner, piece.as_ref()).await } else { small(owner, wanted, piece.as_ref()).await };
    match found {
        Some(blob) => answer(wanted, Standing::Here, Some(&blob)),
        None if piece.is_some() => answer(wanted, Standing::Undrawn, None),
        None => return false,
    }
    true
}

/// Says where it is.
pub(super) fn answer(wanted: Wanted, standing: Standing, blob: Option<&Blob>) {
    let message = Array::of1(&to_js(&(wanted, standing)));
    if let Some(blob) = blob {
        message.push(blob);
    }
    hand_over(&message);
}

async fn whole(owner: &Owner, piece: Option<&Piece>) -> Option<Blob> {
    bytes::whole(&mut store(owner), piece?).await.ok()?
}

/// The small picture; one that was not made yet is made of the whole.
async fn small(owner: &Owner, wanted: Wanted, piece: Option<&Piece>) -> Option<Blob> {
    let mut store = store(owner);
    let key = wanted.hash.to_hex();
    let rows = store.read(SMALL, &key).await.ok()?;
    if let Some((_, small)) = rows.into_iter().next() {
        return jpeg(&small);
    }
    let piece = piece.filter(|piece| piece.kind.is_picture())?;
    let blob = bytes::whole(&mut store, piece).await.ok()??;
    let small = pixels::small(&blob).await.ok()?;
    drop(store.write(&[(SMALL, key, Some(small.clone()))]).await);
    jpeg(&small)
}

fn jpeg(bytes: &[u8]) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type("image/jpeg");
    let parts = Array::of1(&Uint8Array::from(bytes));
    Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()
}
