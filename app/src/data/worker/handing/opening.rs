//! Opens a file that somebody handed over, and holds every signature in it to whom it names. No change is opened here.

use sha2::{Digest, Sha256};
use shared::{
    codec,
    files::FileKind,
    ids::{Author, Era},
    sync::{
        handing::{
            Circle, Claim, Flaw, Medium, Parcel,
            envelope::{BEFORE, Head, LARGEST, Sealed, to_seal},
        },
        media::{Held, Piece},
    },
};
use web_sys::{Blob, CryptoKey};

use super::{
    super::{
        files::{
            self, Owner, SMALL, bytes,
            keep::{bytes_of, part},
            pixels,
        },
        key::Key,
    },
    crypto,
};
use crate::data::clock;

/// A file whose signatures hold.
pub(in super::super) struct Opened {
    pub(super) parcel: Parcel,
    /// Whose device made it.
    pub(super) from: Author,
    /// Authors whose devices are not known here: their changes were taken out.
    pub(super) strangers: Vec<Author>,
    blob: Blob,
    head: Head,
    before: Vec<u8>,
    key: CryptoKey,
}

/// Opens it.
pub(super) async fn opened(blob: Blob, key: Option<Key>, circle: &Circle, era: Option<Era>) -> Result<Opened, Flaw> {
    let size = bytes_of(blob.size());
    let begin = part(&blob, 0, size.min(BEFORE as u64)).await.map_err(|_| Flaw::Damaged)?;
    let length = Head::length(&begin)?;
    if size > LARGEST {
        return Err(Flaw::TooLarge);
    }
    let before = part(&blob, 0, size.min((BEFORE + length) as u64)).await.map_err(|_| Flaw::Damaged)?;
    let head = Head::read(before.get(BEFORE..).unwrap_or_default(), size)?;
    let own = key.ok_or(Flaw::NoKey)?;
    let wrapped = head.slot(&own.opens).ok_or(Flaw::NotForThisDevice)?;
    let wrapping = crypto::wrapping_key(&own.opening, &head.ephemeral, &head.ephemeral, &own.opens).await.map_err(|_| Flaw::Damaged)?;
    let drawn = crypto::open(&wrapping, 0, &[], wrapped).await.map_err(|_| Flaw::Damaged)?;
    let key = crypto::sections_key(&drawn).await.map_err(|_| Flaw::Damaged)?;
    let sealed = section(&blob, &head, &before, &key, 0).await?;
    let Sealed { from, parcel, signature } = codec::decode(&sealed).ok_or(Flaw::Damaged)?;
    let maker = circle.find(from).ok_or(Flaw::UnknownDevice)?;
    let bytes = to_seal(&head.ephemeral, &parcel);
    let claim = Claim { key: maker.signs.to_vec(), bytes, signature: signature.into_vec(), flaw: Flaw::WrongSignature };
    let mut parcel = Parcel::read(&parcel)?;
    if parcel.media.len() + 1 != head.sections.len() {
        return Err(Flaw::Damaged);
    }
    let (mut claims, strangers) = parcel.claims(circle, era)?;
    claims.push(claim);
    for claim in &claims {
        if !crypto::holds(claim).await {
            return Err(claim.flaw);
        }
    }
    Ok(Opened { parcel, from, strangers, blob, head, before, key })
}

impl Opened {
    /// Stores the files that the document names and that are what they are called; they are looked at like those of the relay.
    pub(super) async fn keep_files(&self, owner: &Owner, is_wanted: impl Fn(&Medium) -> bool) -> Vec<Held> {
        let mut kept = Vec::new();
        for (medium, number) in self.parcel.media.iter().zip(1..) {
            if is_wanted(medium)
                && let Ok(all) = section(&self.blob, &self.head, &self.before, &self.key, number).await
                && let Some(held) = keep(owner, medium, &all).await
            {
                kept.push(held);
            }
        }
        kept
    }
}

async fn keep(owner: &Owner, medium: &Medium, all: &[u8]) -> Option<Held> {
    let is_it = <[u8; 32]>::from(Sha256::digest(all)) == medium.hash.0 && FileKind::of_bytes(all) == Some(medium.kind);
    if !is_it || all.len() as u64 > medium.kind.largest() {
        return None;
    }
    let piece = Piece { hash: medium.hash, size: all.len() as u64, kind: medium.kind, bytes: medium.hash.to_hex() };
    let mut rows = bytes::rows(&piece.bytes, 0, all);
    if medium.kind.is_picture()
        && let Ok(blob) = Blob::new_with_u8_array_sequence(&js_sys::Array::of1(&js_sys::Uint8Array::from(all)))
        && let Ok(small) = pixels::small(&blob).await
    {
        rows.push((SMALL, medium.hash.to_hex(), Some(small)));
    }
    match files::store(owner).write(&rows).await {
        Ok(()) => Some(Held { piece, at: clock::now() }),
        Err(error) => {
            web_sys::console::warn_1(&error.0.into());
            None
        }
    }
}

async fn section(blob: &Blob, head: &Head, before: &[u8], key: &CryptoKey, number: u32) -> Result<Vec<u8>, Flaw> {
    let at = usize::try_from(number).map_err(|_| Flaw::Damaged)?;
    let from = before.len() as u64 + head.sections.iter().take(at).sum::<u64>();
    let length = head.sections.get(at).ok_or(Flaw::Damaged)?;
    let closed = part(blob, from, from + length).await.map_err(|_| Flaw::Damaged)?;
    crypto::open(key, number, before, &closed).await.map_err(|_| Flaw::Damaged)
}
