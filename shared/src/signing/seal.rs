//! The device's key over an act of signing: which bytes it covers, and what must hold of what was signed.

use chrono::NaiveDate;

use super::{
    DEVICE, KEY, KEYS, SIGNATURE, SIGNED, SIGNED_AT, STROKES, Strokes, TYPED,
    cbor::Writer,
    form::{FORM, content_hash},
};
use crate::{
    forms::{
        self, Path,
        handed_in::{Lack, Problem},
    },
    ids::{Author, DeviceId, DocumentId, Hash},
    records::read::Content,
    sync::carried,
    time::Timestamp,
    workflow::{Act, Args, Code, Command, Entry, Refusal, Rule, State, gates::Facts, kept, notes::fingerprint, rule},
};

/// The bytes of a signature: r, then s, as browsers write it.
const SIGNATURE_BYTES: usize = 64;

/// A device's key and signature in an entry or a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// The device.
    pub device: DeviceId,
    /// Its key: an uncompressed point of P-256, 65 bytes.
    pub key: Vec<u8>,
    /// The signature over [`to_sign`]: ECDSA with SHA-256, 64 bytes.
    pub signature: Vec<u8>,
}

impl Seal {
    /// The seal of an act, if it is whole.
    #[must_use]
    pub fn of(args: &Args) -> Option<Self> {
        let bytes = |key, length| of_hex(args.text(key)).filter(|bytes| bytes.len() == length);
        Some(Self { device: device_of(args)?, key: bytes(KEY, carried::KEY)?, signature: bytes(SIGNATURE, SIGNATURE_BYTES)? })
    }

    /// Puts device and key, which the signature covers.
    #[must_use]
    pub fn begin(args: Args, device: DeviceId, key: &[u8]) -> Args {
        args.with(DEVICE, device).with(KEY, hex(key))
    }

    /// Puts the signature.
    #[must_use]
    pub fn end(args: Args, signature: &[u8]) -> Args {
        args.with(SIGNATURE, hex(signature))
    }
}

/// The device on which an act was signed.
#[must_use]
pub fn device_of(args: &Args) -> Option<DeviceId> {
    args.value(DEVICE)
}

/// Somebody has signed this on the glass and the device has not sealed it yet.
#[must_use]
pub fn wants_seal(args: &Args) -> bool {
    !args.text(SIGNED).is_empty() && args.text(SIGNATURE).is_empty()
}

/// What the device's key signs: deterministic CBOR of
///
/// ```text
/// ["liandong signature", 1, document, person, device, act, day, args]     ids as 16 bytes, args as a map of texts
/// ```
///
/// where `args` is all that the act keeps of what it was told, `signed` with the hash of the form, `strokes`, `signed_at`, `device`
/// and `key` among it, but for the signature itself. What the relay notes beside it and the heads are not covered.
#[must_use]
pub fn to_sign(document: DocumentId, author: Author, rule: &Rule, on: NaiveDate, args: &Args) -> Vec<u8> {
    let told = kept(rule, args);
    let mut pairs: Vec<(&str, &str)> = told.iter().filter(|(key, _)| *key != SIGNATURE).collect();
    pairs.sort_by_key(|(key, _)| (key.len(), *key));
    let mut writer = Writer::default();
    writer.array(8);
    writer.text("liandong signature");
    writer.number(FORM);
    writer.bytes(&document.0);
    writer.bytes(&author.person.0);
    writer.bytes(&author.device.0);
    writer.text(rule.act.code());
    writer.text(&on.to_string());
    writer.map(pairs.len());
    for (key, text) in pairs {
        writer.text(key);
        writer.text(text);
    }
    writer.0
}

/// Whether what was signed on a glass holds of the form as the facts have it. Whose key it is, the relay alone asks. An act without
/// any of [`KEYS`] is one of an earlier release or from paper: signed without strokes.
///
/// # Errors
/// [`Code::SignedOther`], [`Code::BadStrokes`], [`Code::Untold`], [`Code::WrongSignature`], or [`Code::AlreadyDone`] for the very
/// same signature.
pub fn holds(facts: &Facts<'_>, section: &str, command: &Command) -> Result<(), Refusal> {
    let text = |key| command.args.text(key);
    if KEYS.iter().all(|key| text(key).is_empty()) {
        return Ok(());
    }
    if now(facts, section).is_none_or(|now| now.to_hex() != text(SIGNED)) {
        return Err(Refusal { place: Some(facts.section(section)), ..Code::SignedOther.into() });
    }
    match (text(STROKES), text(TYPED)) {
        ("", "") => return Err(untold(TYPED, Lack::Missing)),
        ("", typed) if typed.trim() != text("name").trim() => return Err(untold(TYPED, Lack::Unreadable)),
        (drawn, "") if Strokes::of_text(drawn).is_none() => return Err(Code::BadStrokes.into()),
        ("", _) | (_, "") => {}
        (_, _) => return Err(Code::BadStrokes.into()),
    }
    if signed_at(&command.args).map(Timestamp::day) != Some(command.on) {
        return Err(untold("on", Lack::Unreadable));
    }
    let is_sealed = [DEVICE, KEY, SIGNATURE].iter().any(|key| !text(key).is_empty());
    if is_sealed && Seal::of(&command.args).is_none() {
        return Err(Code::WrongSignature.into());
    }
    let is_known = |entry: &Entry| is_sealed && entry.args.text(SIGNATURE) == text(SIGNATURE);
    if facts.state.entries.iter().any(is_known) { Err(Code::AlreadyDone.into()) } else { Ok(()) }
}

/// Whether what an entry signed is what stands in the form now.
#[must_use]
pub fn is_of_now(facts: &Facts<'_>, section: &str, entry: &Entry) -> bool {
    says_what_stands(facts.content, facts.state, section, entry)
}

/// The same, of a document of which nobody asks anything else.
#[must_use]
pub fn says_what_stands(content: &Content, state: &State, section: &str, entry: &Entry) -> bool {
    let Some(section) = forms::section(section) else { return false };
    match entry.args.text(SIGNED) {
        "" => {
            let root = Path::section_root(&forms::of_round(section, state.round));
            entry.args.text("content") == fingerprint(content, &root).to_string()
        }
        signed => content_hash(content, section, state.round).to_hex() == signed,
    }
}

/// When it was signed, by the device's clock.
fn signed_at(args: &Args) -> Option<Timestamp> {
    args.value(SIGNED_AT).map(Timestamp)
}

fn now(facts: &Facts<'_>, section: &str) -> Option<Hash> {
    forms::section(section).map(|section| content_hash(facts.content, section, facts.state.round))
}

fn untold(key: &str, lack: Lack) -> Refusal {
    let place = Path::field("arg", key);
    Refusal { place: Some(place.clone()), lacks: vec![Problem { place, lack }], ..Code::Untold.into() }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Lower-case digits and nothing else.
fn of_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |letter: u8| match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let bytes = pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect::<Option<Vec<u8>>>()?;
    rest.is_empty().then_some(bytes)
}

/// The row of an act that signs.
#[must_use]
pub fn signing_rule(kind: crate::documents::DocumentKind, act: Act) -> Option<&'static Rule> {
    rule(kind, act).filter(|rule| rule.signs.is_some())
}
