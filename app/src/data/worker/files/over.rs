//! Files on a device whose session was ended from elsewhere go to the relay, one after the other, while the page stays open.

use std::collections::VecDeque;

use gloo_timers::future::TimeoutFuture;
use shared::sync::media::{Fault, Kept, Piece, Table};

use super::{super::store::StoreError, Owner, SMALL, bytes, store, tus};

/// Bytes of a part.
const PART: u64 = 1 << 20;
/// How long to wait after trouble, in milliseconds.
const PAUSE: u32 = 20_000;

/// Sends what the relay does not have; `over` hears of each file that it has now. What it never takes stays here, for its person.
pub(in super::super) async fn hand_over(owner: Owner, files: Vec<(Kept, Piece)>, over: impl Fn(Kept)) {
    let mut waiting = VecDeque::from(files);
    while let Some((mut kept, piece)) = waiting.pop_front() {
        match send(&owner, &mut kept, &piece).await {
            Ok(()) => over(kept),
            Err(Fault::Refused(_) | Fault::Damaged) => {}
            Err(fault @ (Fault::Trouble | Fault::Elsewhere | Fault::Gone)) => {
                if fault == Fault::Gone {
                    kept.upload = None;
                }
                waiting.push_back((kept, piece));
                TimeoutFuture::new(PAUSE).await;
            }
        }
    }
}

/// Such a file is here no more.
pub(in super::super) async fn forget(owner: &Owner, kept: &Kept) -> Result<(), StoreError> {
    let mut store = store(owner);
    let pieces = kept.ready.iter().chain([&kept.original]);
    bytes::forget(&mut store, &pieces.clone().map(|piece| piece.bytes.clone()).collect::<Vec<_>>()).await?;
    let small = pieces.map(|piece| (SMALL, piece.hash.to_hex(), None));
    store.write(&small.chain([(Table::Kept.name(), kept.id.clone(), None)]).collect::<Vec<_>>()).await
}

async fn send(owner: &Owner, kept: &mut Kept, piece: &Piece) -> Result<(), Fault> {
    let (upload, mut from) = match kept.upload.clone() {
        Some(upload) => tus::ask(upload, None).await?,
        None => tus::begin(piece, None).await?,
    };
    kept.upload = Some(upload.clone());
    let mut store = store(owner);
    while from < piece.size {
        let part = bytes::read(&mut store, piece, from, piece.size.min(from + PART)).await.map_err(|_| Fault::Trouble)?;
        if part.is_empty() {
            return Err(Fault::Damaged);
        }
        (_, from) = tus::send(upload.clone(), from, &part, None).await?;
    }
    Ok(())
}
