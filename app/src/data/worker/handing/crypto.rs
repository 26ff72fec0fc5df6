//! The browser's own cryptography, as far as files that are handed over need it: AES-GCM, ECDH and ECDSA over P-256.

use js_sys::{Array, Object, Reflect, Uint8Array};
use shared::sync::handing::{
    Claim,
    envelope::{nonce, wrapping},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::CryptoKey;

use super::super::key::{algorithm, subtle};

/// A key for AES-GCM.
pub(super) async fn sections_key(raw: &[u8]) -> Result<CryptoKey, JsValue> {
    import(raw, &algorithm(&[("name", "AES-GCM")])?, &["encrypt", "decrypt"]).await
}

/// The key that wraps the sections' key: one side's private half, the other's public one.
pub(super) async fn wrapping_key(private: &CryptoKey, public: &[u8], ephemeral: &[u8], opens: &[u8]) -> Result<CryptoKey, JsValue> {
    let curve = algorithm(&[("name", "ECDH"), ("namedCurve", "P-256")])?;
    let public = import(public, &curve, &[]).await?;
    let derive = algorithm(&[("name", "ECDH")])?;
    Reflect::set(&derive, &"public".into(), &public)?;
    let shared = JsFuture::from(subtle()?.derive_bits_with_object(&derive, private, 256)?).await?;
    sections_key(&wrapping(&Uint8Array::new(&shared).to_vec(), ephemeral, opens)).await
}

/// Closes a section; `before` is what stands before all sections.
pub(super) async fn close(key: &CryptoKey, section: u32, before: &[u8], plain: &[u8]) -> Result<Uint8Array, JsValue> {
    let closed = subtle()?.encrypt_with_object_and_js_u8_array(&gcm(section, before)?, key, &Uint8Array::from(plain))?;
    Ok(Uint8Array::new(&JsFuture::from(closed).await?))
}

/// Opens a section; an error says that a byte is other than it was.
pub(super) async fn open(key: &CryptoKey, section: u32, before: &[u8], closed: &[u8]) -> Result<Vec<u8>, JsValue> {
    let opened = subtle()?.decrypt_with_object_and_js_u8_array(&gcm(section, before)?, key, &Uint8Array::from(closed))?;
    Ok(Uint8Array::new(&JsFuture::from(opened).await?).to_vec())
}

/// Whether a signature holds; a key that is none holds nothing.
pub(super) async fn holds(claim: &Claim) -> bool {
    let asked = async {
        let curve = algorithm(&[("name", "ECDSA"), ("namedCurve", "P-256")])?;
        let key = import(&claim.key, &curve, &["verify"]).await?;
        let hash = algorithm(&[("name", "ECDSA"), ("hash", "SHA-256")])?;
        let (signature, bytes) = (Uint8Array::from(claim.signature.as_slice()), Uint8Array::from(claim.bytes.as_slice()));
        let verified = subtle()?.verify_with_object_and_js_u8_array_and_js_u8_array(&hash, &key, &signature, &bytes)?;
        Ok::<bool, JsValue>(JsFuture::from(verified).await?.is_truthy())
    };
    asked.await.unwrap_or(false)
}

async fn import(raw: &[u8], algorithm: &Object, usages: &[&str]) -> Result<CryptoKey, JsValue> {
    let usages: Array = usages.iter().map(|usage| JsValue::from_str(usage)).collect();
    let key = subtle()?.import_key_with_object("raw", &Uint8Array::from(raw), algorithm, false, &usages)?;
    JsFuture::from(key).await?.dyn_into()
}

fn gcm(section: u32, before: &[u8]) -> Result<Object, JsValue> {
    let gcm = algorithm(&[("name", "AES-GCM")])?;
    Reflect::set(&gcm, &"iv".into(), &Uint8Array::from(&nonce(section)[..]))?;
    Reflect::set(&gcm, &"additionalData".into(), &Uint8Array::from(before))?;
    Ok(gcm)
}
