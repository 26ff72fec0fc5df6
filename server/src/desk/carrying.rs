//! Changes that another's device hands in: who signed them is their author, and what becomes of them is judged as the author's.

use p256::ecdsa::{Signature, VerifyingKey, signature::Verifier};
use shared::{
    ids::{Author, Hash},
    sync::{
        carried::{KEY, to_sign},
        guard,
        wire::FromRelay,
    },
    time::Timestamp,
    workflow::Code,
};

use super::{Asker, Batch, Desks, all_refused, blocking, trouble};
use crate::store::{DeviceKey, RelayStore, StoreError, TokenHash};

/// Changes with the author's signature over them, and perhaps over more.
#[derive(Clone, Debug)]
pub(crate) struct Carried {
    /// The changes.
    pub(crate) batch: Batch,
    /// Who is said to have written them.
    pub(crate) author: Author,
    /// What is signed.
    pub(crate) signed: Vec<Hash>,
    /// Their device's signature.
    pub(crate) signature: Vec<u8>,
}

impl Desks {
    /// Judges changes as their author's. `answer` is called once; it tells the carrier nothing of the document, which those who
    /// may read it hear of by its entries, the author's devices among them.
    pub(crate) async fn carry(&self, carried: Carried, now: Timestamp, answer: impl FnOnce(FromRelay) + Send) {
        let (store, number, document) = (self.store.clone(), carried.batch.number, carried.batch.document);
        match blocking(move || author_of(&*store, carried, now)).await {
            Ok(Ok((asker, batch))) => self.submit(asker, batch, |said| answer(without_document(said))).await,
            Ok(Err((code, batch))) => answer(all_refused(number, document, &batch.changes, code)),
            Err(error) => answer(FromRelay::Trouble { code: trouble(&error), batch: Some(number), document: Some(document) }),
        }
    }

    /// Registers the key for which others close files that they hand to this device; what is no key is passed over.
    pub(crate) async fn register_opening(&self, author: Author, token: TokenHash, point: Vec<u8>) -> Result<(), StoreError> {
        if point.len() != KEY || VerifyingKey::from_sec1_bytes(&point).is_err() {
            return Ok(());
        }
        let store = self.store.clone();
        blocking(move || store.put_opening(author, token, &point)).await
    }

    /// Registers the key of a device; answers the one that stands, `None` where this is no key.
    pub(crate) async fn register(&self, key: DeviceKey) -> Result<Option<Vec<u8>>, StoreError> {
        if key.point.len() != KEY || VerifyingKey::from_sec1_bytes(&key.point).is_err() {
            return Ok(None);
        }
        let store = self.store.clone();
        blocking(move || {
            store.put_key(&key)?;
            Ok(store.key(key.author)?.map(|standing| standing.point))
        })
        .await
    }
}

type Judged = Result<(Asker, Batch), (Code, Batch)>;

/// The author as the one who asks, with today's rights, if their device signed all of the changes. Blocks.
fn author_of(store: &dyn RelayStore, carried: Carried, now: Timestamp) -> Result<Judged, StoreError> {
    let Carried { batch, author, signed, signature } = carried;
    let (Some(key), Some(person)) = (store.key(author)?, store.person(author.person)?) else {
        return Ok(Err((Code::UnknownDevice, batch)));
    };
    let is_covered = batch.changes.iter().all(|change| signed.contains(&guard::named(change)));
    if !is_covered || !is_signed(&key.point, &to_sign(batch.document, author, &signed), &signature) {
        return Ok(Err((Code::WrongSignature, batch)));
    }
    // The carrier has no entries of its own coming by the answer: it hears of them like everybody else.
    Ok(Ok((Asker { person, author, line: None, now }, batch)))
}

pub(super) fn is_signed(point: &[u8], bytes: &[u8], signature: &[u8]) -> bool {
    let (Ok(key), Ok(signature)) = (VerifyingKey::from_sec1_bytes(point), Signature::from_slice(signature)) else { return false };
    key.verify(bytes, &signature).is_ok()
}

/// The carrier perhaps may not read the document.
fn without_document(said: FromRelay) -> FromRelay {
    match said {
        FromRelay::Answer { batch, document, accepted, refused, blocked, retry, listed: _ } => {
            FromRelay::Answer { batch, document, accepted, refused, blocked, retry, listed: None }
        }
        _ => said, // Nothing else answers a submit but trouble.
    }
}
