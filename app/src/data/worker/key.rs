//! The key with which this device signs for a person: made here once, kept by the browser as an object that nobody, not even this
//! app, can read out, one for each person who works here. It never leaves the browser; its public half does.

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, SubtleCrypto};

use shared::ids::PersonId;

use super::store::{Plan, Store, StoreError};

/// The table of keys.
pub(super) const TABLE: &str = "keys";

/// A person's key on this device.
pub(super) struct Key {
    /// Both halves, as the browser keeps them.
    pair: JsValue,
    private: CryptoKey,
    /// An uncompressed point of P-256.
    pub(super) point: Vec<u8>,
}

/// Where the keys are kept.
pub(super) fn store() -> Store {
    Store::new(Plan { name: "liandong-keys".into(), version: 1, tables: vec![TABLE] })
}

impl Key {
    /// The person's key; the first time, makes it. Needs no network, but a browser that was reached over HTTPS or on this machine.
    pub(super) async fn of(person: PersonId, store: &mut Store) -> Result<Self, StoreError> {
        let subtle = subtle()?;
        let id = person.to_string();
        let pair = match store.object(TABLE, &id).await? {
            pair if pair.is_object() => pair,
            _ => {
                let (algorithm, usages) = (algorithm(&[("name", "ECDSA"), ("namedCurve", "P-256")])?, js_sys::Array::of1(&"sign".into()));
                let pair = JsFuture::from(subtle.generate_key_with_object(&algorithm, false, &usages)?).await?;
                store.put_object(TABLE, &id, &pair).await?;
                pair
            }
        };
        let half = |name: &str| Reflect::get(&pair, &name.into())?.dyn_into::<CryptoKey>();
        let point = JsFuture::from(subtle.export_key("raw", &half("publicKey")?)?).await?;
        let private = half("privateKey")?;
        Ok(Self { private, point: Uint8Array::new(&point).to_vec(), pair })
    }

    /// Keeps it again, where the browser threw away what it kept.
    pub(super) async fn keep(&self, person: PersonId, store: &mut Store) -> Result<(), StoreError> {
        store.put_object(TABLE, &person.to_string(), &self.pair).await
    }

    /// The signature over these bytes: ECDSA with SHA-256, r, then s.
    pub(super) async fn sign(&self, bytes: &[u8]) -> Result<Vec<u8>, StoreError> {
        let algorithm = algorithm(&[("name", "ECDSA"), ("hash", "SHA-256")])?;
        let signature = subtle()?.sign_with_object_and_js_u8_array(&algorithm, &self.private, &Uint8Array::from(bytes))?;
        Ok(Uint8Array::new(&JsFuture::from(signature).await?).to_vec())
    }
}

fn algorithm(parts: &[(&str, &str)]) -> Result<Object, JsValue> {
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
