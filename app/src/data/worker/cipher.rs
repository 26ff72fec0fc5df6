//! What the browser does with AES-GCM: rows under the key of a lock, and keys under keys. Nothing of it may be awaited inside a
//! transaction, which would end meanwhile.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, ArrayBuffer, Object, Promise, Reflect, Uint8Array};
use shared::lock::{Envelope, IV};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::CryptoKey;

use super::{key::subtle, store::StoreError};
use crate::data::draw;

const AES_GCM: &str = "AES-GCM";

/// A key of AES-GCM.
#[derive(Clone)]
pub(super) struct Key(pub(super) CryptoKey);

impl Key {
    /// A new one that nobody can read out.
    pub(super) async fn drawn() -> Result<Self, StoreError> {
        let algorithm = object(&[("name", &AES_GCM.into()), ("length", &256.into())])?;
        Ok(Self(JsFuture::from(subtle()?.generate_key_with_object(&algorithm, false, &usages())?).await?.dyn_into()?))
    }

    /// Of 32 bytes.
    pub(super) async fn of(bytes: &[u8]) -> Result<Self, StoreError> {
        let bytes = Uint8Array::from(bytes);
        Ok(Self(JsFuture::from(subtle()?.import_key_with_str("raw", &bytes, AES_GCM, false, &usages())?).await?.dyn_into()?))
    }

    /// Bytes enciphered, in an envelope.
    pub(super) async fn close(&self, bytes: &[u8], place: &[u8]) -> Result<ArrayBuffer, StoreError> {
        let iv: [u8; IV] = draw::bytes();
        let text = subtle()?.encrypt_with_object_and_js_u8_array(&gcm(&iv, place)?, &self.0, &Uint8Array::from(bytes))?;
        let text = Uint8Array::new(&JsFuture::from(text).await?);
        let head = Envelope::head(iv);
        let length = u32::try_from(head.len()).expect("a few bytes");
        let row = Uint8Array::new_with_length(length + text.length());
        row.set(&Uint8Array::from(head.as_slice()), 0);
        row.set(&text, length);
        Ok(row.buffer())
    }

    /// The bytes of an envelope; `None` where this key, or this place, is another one.
    pub(super) async fn open(&self, row: &[u8], place: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(opening) = self.opening(row, place)? else { return Ok(None) };
        Ok(JsFuture::from(opening).await.ok().map(|bytes| Uint8Array::new(&bytes).to_vec()))
    }

    fn opening(&self, row: &[u8], place: &[u8]) -> Result<Option<Promise>, StoreError> {
        let Some(Envelope { iv, text }) = Envelope::of(row) else { return Ok(None) };
        Ok(Some(subtle()?.decrypt_with_object_and_js_u8_array(&gcm(iv, place)?, &self.0, &Uint8Array::from(text))?))
    }
}

/// With what the rows of a person are read and written, by every connection to their databases. What it is may change while they
/// are in use.
#[derive(Clone, Default)]
pub(super) struct Keyring(Rc<RefCell<Option<Rc<Cipher>>>>);

/// How rows are read and written.
pub(super) struct Cipher {
    key: Key,
    /// What is written is enciphered; otherwise it is only read so.
    closes: bool,
}

impl Keyring {
    /// From now on rows are enciphered with this key.
    pub(super) fn closes(&self, key: Key) {
        self.0.replace(Some(Rc::new(Cipher { key, closes: true })));
    }

    /// From now on rows are written as they are. Answers whoever may still be writing otherwise.
    pub(super) fn opens(&self) -> std::rc::Weak<Cipher> {
        let before = self.0.borrow().clone();
        let Some(before) = before else { return std::rc::Weak::new() };
        self.0.replace(Some(Rc::new(Cipher { key: before.key.clone(), closes: false })));
        Rc::downgrade(&before)
    }

    /// From now on there is none.
    pub(super) fn forgets(&self) {
        self.0.replace(None);
    }

    /// As it is now, for one piece of work: whoever holds it may write so.
    pub(super) fn now(&self) -> Option<Rc<Cipher>> {
        self.0.borrow().clone()
    }
}

impl Cipher {
    /// The one with which to write, if what is written is enciphered.
    pub(super) fn writing(cipher: Option<Rc<Self>>) -> Option<Rc<Self>> {
        cipher.filter(|cipher| cipher.closes)
    }

    /// A row as it is to be written.
    pub(super) async fn close(&self, bytes: &[u8], place: &[u8]) -> Result<ArrayBuffer, StoreError> {
        self.key.close(bytes, place).await
    }
}

/// The bytes of rows, whichever of them are enciphered, each with its place. What cannot be deciphered stays as it is: it is
/// read by nobody, counted, and left alone.
pub(super) async fn opened(cipher: Option<&Cipher>, rows: Vec<(JsValue, Vec<u8>)>) -> Result<Vec<Vec<u8>>, StoreError> {
    let mut bytes: Vec<Vec<u8>> = rows.iter().map(|(row, _)| Uint8Array::new(row).to_vec()).collect();
    let Some(cipher) = cipher else { return Ok(bytes) };
    let (mut at, openings) = (Vec::new(), Array::new());
    for (nth, (row, place)) in rows.iter().enumerate() {
        if is_closed(row)
            && let Some(opening) = cipher.key.opening(&bytes[nth], place)?
        {
            at.push(nth);
            openings.push(&opening);
        }
    }
    // All at once: the browser has threads for it.
    let settled = Array::from(&JsFuture::from(Promise::all_settled(&openings)).await?);
    for (nth, settled) in at.into_iter().zip(settled.iter()) {
        let value = Reflect::get(&settled, &"value".into())?;
        if value.is_object() {
            bytes[nth] = Uint8Array::new(&value).to_vec();
        }
    }
    Ok(bytes)
}

/// Whether a row is enciphered: plain ones are lists of bytes.
pub(super) fn is_closed(row: &JsValue) -> bool {
    row.is_instance_of::<ArrayBuffer>()
}

fn gcm(iv: &[u8], place: &[u8]) -> Result<Object, JsValue> {
    object(&[("name", &AES_GCM.into()), ("iv", &Uint8Array::from(iv)), ("additionalData", &Uint8Array::from(place))])
}

fn object(parts: &[(&str, &JsValue)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (name, value) in parts {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object)
}

fn usages() -> Array {
    Array::of2(&"encrypt".into(), &"decrypt".into())
}
