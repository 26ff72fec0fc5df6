//! The headers of tus 1.0.0.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderName, HeaderValue, request::Parts},
    response::{IntoResponse, Response},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::DateTime;
use shared::{files::LARGEST, ids::Hash, sync::session::ProblemCode, time::Timestamp};

use crate::{blobs::Checksum, http::problem::Problem};

pub(super) const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
pub(super) const LENGTH: HeaderName = HeaderName::from_static("upload-length");
pub(super) const METADATA: HeaderName = HeaderName::from_static("upload-metadata");
pub(super) const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
/// The media type of a part.
pub(super) const BYTES: &str = "application/offset+octet-stream";

const CHECKSUM: HeaderName = HeaderName::from_static("upload-checksum");
const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const VERSION: HeaderValue = HeaderValue::from_static("1.0.0");
/// The longest metadata that are kept, in bytes.
const LONGEST: usize = 4096;

/// A request in the version that is spoken here.
pub(crate) struct Resumable;

impl<S: Sync> FromRequestParts<S> for Resumable {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        match parts.headers.get(RESUMABLE) {
            Some(version) if version == VERSION => Ok(Self),
            Some(_) | None => Err(([("tus-version", VERSION)], Problem(ProblemCode::UnknownVersion)).into_response()),
        }
    }
}

/// Says which protocol is spoken.
pub(super) fn speak(headers: &mut HeaderMap) {
    headers.insert(RESUMABLE, VERSION);
}

/// What can be done here.
#[rustfmt::skip]
pub(super) fn abilities() -> [(&'static str, String); 4] {
    [
        ("tus-version",            "1.0.0".into()),
        ("tus-max-size",           LARGEST.to_string()),
        ("tus-extension",          "creation,creation-with-upload,expiration,checksum,termination".into()),
        ("tus-checksum-algorithm", "sha1,sha256".into()),
    ]
}

/// A number; `None` for everything else.
pub(super) fn number(headers: &HeaderMap, name: &HeaderName) -> Option<u64> {
    let text = headers.get(name)?.to_str().ok()?;
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// What a device says of a file.
#[derive(Debug, PartialEq)]
pub(super) struct Said {
    /// Its name.
    pub(super) hash: Hash,
    /// What it claims to be.
    pub(super) filetype: Option<String>,
    /// All of it, as it came.
    pub(super) text: String,
}

/// Reads `Upload-Metadata`: pairs of a key and a value in base64. `None` without a hash.
pub(super) fn metadata(headers: &HeaderMap) -> Option<Said> {
    let text = headers.get(METADATA)?.to_str().ok().filter(|text| text.len() <= LONGEST)?;
    let value = |wanted| {
        let pairs = text.split(',').filter_map(|pair| pair.trim().split_once(' '));
        let (_, value) = pairs.into_iter().find(|(key, _)| *key == wanted)?;
        String::from_utf8(BASE64_STANDARD.decode(value.trim()).ok()?).ok()
    };
    Some(Said { hash: Hash::of_hex(&value("sha256")?)?, filetype: value("filetype"), text: text.to_owned() })
}

/// Reads `Upload-Checksum`; none where there is none.
pub(super) fn checksum(headers: &HeaderMap) -> Result<Option<Checksum>, Problem> {
    let bad = || Problem(ProblemCode::BadRequest);
    let Some(text) = headers.get(CHECKSUM) else { return Ok(None) };
    let (algorithm, value) = text.to_str().ok().and_then(|text| text.split_once(' ')).ok_or_else(bad)?;
    let expected = BASE64_STANDARD.decode(value).map_err(|_| bad())?;
    match algorithm {
        "sha1" => Ok(Some(Checksum::Sha1(sha1::Sha1::default(), expected))),
        "sha256" => Ok(Some(Checksum::Sha256(sha2::Sha256::default(), expected))),
        _ => Err(bad()),
    }
}

/// A time as HTTP writes it.
pub(super) fn date(at: Timestamp) -> String {
    DateTime::from_timestamp_millis(at.0).unwrap_or_default().format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Option<Said> {
        metadata(&HeaderMap::from_iter([(METADATA, text.parse().unwrap())]))
    }

    #[test]
    fn metadata_name_the_file_and_may_say_more() {
        let hash = Hash([0xa7; 32]);
        let (name, kind) = (BASE64_STANDARD.encode(hash.to_hex()), BASE64_STANDARD.encode("image/jpeg"));
        let text = format!("filename d29ybGQ=,sha256 {name}, filetype {kind},is_private");
        assert_eq!(said(&text), Some(Said { hash, filetype: Some("image/jpeg".into()), text: text.clone() }));
        assert_eq!(said(&format!("sha256 {name}")).map(|said| said.filetype), Some(None));
        for strange in [format!("filetype {kind}"), format!("sha256 {}", hash.to_hex()), "sha256".into(), format!("sha256 {kind}")] {
            assert_eq!(said(&strange), None, "{strange}");
        }
    }

    #[test]
    fn a_time_is_written_as_http_writes_it() {
        assert_eq!(date(Timestamp(1_795_363_200_000)), "Sun, 22 Nov 2026 16:00:00 GMT");
    }
}
