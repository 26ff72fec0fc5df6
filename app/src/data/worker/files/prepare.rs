//! Pictures are made ready to be sent; everything else, and what the browser cannot draw, is sent as it is.

use sha2::{Digest, Sha256};
use shared::{
    files::FileKind,
    ids::Hash,
    sync::media::{Kept, Piece},
};

use super::{super::store::StoreError, Owner, SMALL, Store, bytes, pixels, store};

/// Makes the piece of a file; its bytes and its small picture are durable when it is there.
pub(super) async fn prepare(owner: &Owner, kept: &Kept) -> Result<Piece, StoreError> {
    let as_it_is = kept.original.clone();
    if !as_it_is.kind.is_picture() {
        return Ok(as_it_is);
    }
    let mut store = store(owner);
    let Some(blob) = bytes::whole(&mut store, &as_it_is).await? else { return Ok(as_it_is) };
    let Ok(made) = pixels::both(&blob).await else { return Ok(as_it_is) };
    let (hash, key) = (Hash(Sha256::digest(&made.large).into()), format!("{}-r", kept.id));
    let piece = Piece { hash, size: made.large.len() as u64, kind: FileKind::Jpeg, bytes: key };
    write(&mut store, &piece, &made.large, made.small).await?;
    Ok(piece)
}

async fn write(store: &mut Store, piece: &Piece, large: &[u8], small: Vec<u8>) -> Result<(), StoreError> {
    let mut rows = bytes::rows(&piece.bytes, 0, large);
    rows.push((SMALL, piece.hash.to_hex(), Some(small)));
    store.write(&rows).await
}
