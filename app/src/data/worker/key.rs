//! The keys of this device for a person: the one with which it signs, and the one for which others close files that they hand over. Made
//! here once, kept by the browser as objects that nobody, not even this app, can read out. They never leave the browser; their public
//! halves do.

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, SubtleCrypto};

use shared::ids::PersonId;

use super::store::{Plan, Store, StoreError};

/// The table of keys.
pub(super) const TABLE: &str = "keys";

/// A person's keys on this device.
#[derive(Clone)]
pub(super) struct Key {
    /// Both halves of both, as the browser keeps them.
    pairs: [JsValue; 2],
    private: CryptoKey,
    /// Of the signing key, an uncompressed point of P-256.
    pub(super) point: Vec<u8>,
    /// With which files are opened that others closed.
    pub(super) opening: CryptoKey,
    /// Its public half, such a point.
    pub(super) opens: Vec<u8>,
}

/// What a pair is for: what is behind the person's id in its row, its algorithm, what may be done with its private half.
const SIGNING: (&str, &str, &str) = ("", "ECDSA", "sign");
const OPENING: (&str, &str, &str) = ("-opens", "ECDH", "deriveBits");

/// Where the keys are kept.
pub(super) fn store() -> Store {
    Store::new(Plan { name: "liandong-keys".into(), version: 1, tables: vec![TABLE] })
}

impl Key {
    /// The person's keys; the first time, makes them. Needs no network, but a browser that was reached over HTTPS or on this machine.
    pub(super) async fn of(person: PersonId, store: &mut Store) -> Result<Self, StoreError> {
        let (signing, opening) = (found_or_made(person, store, SIGNING).await?, found_or_made(person, store, OPENING).await?);
        let (point, opens) = (point(&signing).await?, point(&opening).await?);
        let (private, open) = (half(&signing, "privateKey")?, half(&opening, "privateKey")?);
        Ok(Self { private, point, opening: open, opens, pairs: [signing, opening] })
    }

    /// Keeps them again, where the browser threw away what it kept.
    pub(super) async fn keep(&self, person: PersonId, store: &mut Store) -> Result<(), StoreError> {
        for (pair, (behind, _, _)) in self.pairs.iter().zip([SIGNING, OPENING]) {
            store.put_object(TABLE, &format!("{person}{behind}"), pair).await?;
        }
        Ok(())
    }

    /// The signature over these bytes: ECDSA with SHA-256, r, then s.
    pub(super) async fn sign(&self, bytes: &[u8]) -> Result<Vec<u8>, StoreError> {
        let algorithm = algorithm(&[("name", "ECDSA"), ("hash", "SHA-256")])?;
        let signature = subtle()?.sign_with_object_and_js_u8_array(&algorithm, &self.private, &Uint8Array::from(bytes))?;
        Ok(Uint8Array::new(&JsFuture::from(signature).await?).to_vec())
    }
}

async fn found_or_made(person: PersonId, store: &mut Store, (behind, name, usage): (&str, &str, &str)) -> Result<JsValue, StoreError> {
    let id = format!("{person}{behind}");
    let pair = store.object(TABLE, &id).await?;
    if pair.is_object() {
        return Ok(pair);
    }
    let pair = pair_of(name, usage).await?;
    store.put_object(TABLE, &id, &pair).await?;
    Ok(pair)
}

/// Draws a pair of P-256 whose private half nobody can read out.
pub(super) async fn pair_of(name: &str, usage: &str) -> Result<JsValue, JsValue> {
    let (algorithm, usages) = (algorithm(&[("name", name), ("namedCurve", "P-256")])?, js_sys::Array::of1(&usage.into()));
    JsFuture::from(subtle()?.generate_key_with_object(&algorithm, false, &usages)?).await
}

/// One half of a pair.
pub(super) fn half(pair: &JsValue, name: &str) -> Result<CryptoKey, JsValue> {
    Reflect::get(pair, &name.into())?.dyn_into()
}

/// The public half of a pair, as an uncompressed point.
pub(super) async fn point(pair: &JsValue) -> Result<Vec<u8>, JsValue> {
    let point = JsFuture::from(subtle()?.export_key("raw", &half(pair, "publicKey")?)?).await?;
    Ok(Uint8Array::new(&point).to_vec())
}

pub(super) fn algorithm(parts: &[(&str, &str)]) -> Result<Object, JsValue> {
    let algorithm = Object::new();
    for (name, value) in parts {
        Reflect::set(&algorithm, &(*name).into(), &(*value).into())?;
    }
    Ok(algorithm)
}

/// Browsers have it where nobody between them and the relay can change the app.
pub(super) fn subtle() -> Result<SubtleCrypto, JsValue> {
    let crypto: Crypto = Reflect::get(&js_sys::global(), &"crypto".into())?.dyn_into()?;
    let subtle = crypto.subtle();
    if subtle.is_undefined() { Err(JsValue::from_str("no secure context")) } else { Ok(subtle) }
}
