//! Pictures of others come when somebody looks for them, and stay.

use js_sys::{Array, Uint8Array};
use reqwasm::http::RequestBuilder;
use sha2::{Digest, Sha256};
use shared::{
    files::FileKind,
    ids::Hash,
    sync::media::{Held, Piece},
};
use web_sys::{Blob, RequestCache};

use super::{Owner, SMALL, bytes, pixels, store};
use crate::data::{
    clock,
    files::{Standing, at_relay},
};

/// Fetches a picture and keeps it with a small one. `Err` says why it is not here.
pub(super) async fn receive(owner: &Owner, hash: Hash) -> Result<Held, Standing> {
    // The browser keeps no copy beside ours, which a lock would not reach.
    let request = RequestBuilder::new(&at_relay(hash)).cache(RequestCache::NoStore);
    let response = request.build().map_err(|_| Standing::Away)?.send().await.map_err(|_| Standing::Away)?;
    match response.status() {
        200 => {}
        404 => return Err(Standing::Nowhere),
        _ => return Err(Standing::Away),
    }
    let all = response.binary().await.map_err(|_| Standing::Away)?;
    if <[u8; 32]>::from(Sha256::digest(&all)) != hash.0 {
        return Err(Standing::Away); // Something in between has answered.
    }
    let kind = FileKind::of_bytes(&all).ok_or(Standing::Undrawn)?;
    let piece = Piece { hash, size: all.len() as u64, kind, bytes: hash.to_hex() };
    let mut rows = bytes::rows(&piece.bytes, 0, &all);
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(all.as_slice()))).map_err(|_| Standing::Undrawn)?;
    if let Ok(small) = pixels::small(&blob).await {
        rows.push((SMALL, hash.to_hex(), Some(small)));
    }
    match store(owner).write(&rows).await {
        Ok(()) => Ok(Held { piece, at: clock::now() }),
        Err(error) => {
            web_sys::console::warn_1(&error.0.into());
            Err(Standing::Away)
        }
    }
}
