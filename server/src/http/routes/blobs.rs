//! `GET /api/blobs/<sha256>`: a file, whole or in part, for whoever may read it. Nothing in it runs: browsers are told what it is, and to
//! give it no rights.

mod range;

use std::sync::Arc;

use axum::{
    body::{Body, Bytes},
    extract::State,
    http::{
        HeaderMap, HeaderName, HeaderValue, StatusCode,
        header::{
            ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
        },
    },
    response::{IntoResponse, Response},
};
use futures_util::stream;
use shared::{files::Shows, ids::Hash, sync::session::ProblemCode};

use crate::{
    auth::Signed,
    http::form::At,
    http::problem::Problem,
    http::security::Kind,
    relay::Relay,
    store::{Held, StoreError},
};
use range::{Asked, asked};

/// How many bytes are read at a time.
const PIECE: u64 = 256 << 10;
/// Devices keep by themselves what they keep, under their lock if they have one: a copy of the browser's would lie beside it.
const CACHING: &str = "private, no-store";

pub(crate) async fn show(
    State(relay): State<Arc<Relay>>,
    signed: Signed,
    At(name): At<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let hash = Hash::of_hex(&name).ok_or(Problem(ProblemCode::NotFound))?;
    let found = relay.files(move |blobs| blobs.readable(&signed.person, hash)).await;
    let held = found.map_err(|error: StoreError| Problem::from(error))?.ok_or(Problem(ProblemCode::NotFound))?;
    let tag = format!("\"{name}\"");
    let mut response = if names(&headers, &IF_NONE_MATCH, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        match asked(&headers, &tag, held.size) {
            Asked::Whole => (StatusCode::OK, sized(held.size), body(relay, hash, 0, held.size)).into_response(),
            Asked::Part(from, to) => {
                let part = [(CONTENT_RANGE, format!("bytes {from}-{}/{}", to - 1, held.size))];
                (StatusCode::PARTIAL_CONTENT, sized(to - from), part, body(relay, hash, from, to)).into_response()
            }
            Asked::Beyond => ([(CONTENT_RANGE, format!("bytes */{}", held.size))], Problem(ProblemCode::OutOfRange)).into_response(),
        }
    };
    response.headers_mut().extend(about(&name, &tag, held));
    if response.status() == StatusCode::RANGE_NOT_SATISFIABLE {
        // The file stays what it is; what was asked of it was wrong.
        response.headers_mut().remove(CACHE_CONTROL);
    }
    response.extensions_mut().insert(Kind::File);
    Ok(response)
}

fn sized(bytes: u64) -> [(HeaderName, String); 1] {
    [(CONTENT_LENGTH, bytes.to_string())]
}

/// What every answer about a file says of it.
fn about(name: &str, tag: &str, held: Held) -> impl Iterator<Item = (HeaderName, HeaderValue)> {
    let how = match held.kind.shows() {
        Shows::Inline => "inline",
        Shows::Saved => "attachment",
    };
    let named = format!("{how}; filename=\"{name}.{}\"", held.kind.ending());
    let text = |text: &str| HeaderValue::from_str(text).expect("hexadecimal digits and our own words");
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(held.kind.media_type())),
        (CONTENT_DISPOSITION, text(&named)),
        (CACHE_CONTROL, HeaderValue::from_static(CACHING)),
        (VARY, HeaderValue::from_static("Cookie")),
        (ACCEPT_RANGES, HeaderValue::from_static("bytes")),
        (ETAG, text(tag)),
    ];
    headers.into_iter()
}

/// Whether a list of tags has this one.
fn names(headers: &HeaderMap, list: &HeaderName, tag: &str) -> bool {
    let listed = headers.get(list).and_then(|list| list.to_str().ok()).unwrap_or_default();
    listed.split(',').map(|one| one.trim().trim_start_matches("W/")).any(|one| one == tag || one == "*")
}

/// Reads as fast as it is taken. No thread waits for a slow reader.
fn body(relay: Arc<Relay>, hash: Hash, from: u64, to: u64) -> Body {
    Body::from_stream(stream::try_unfold(from, move |at| {
        let relay = relay.clone();
        async move {
            if at >= to {
                return Ok(None);
            }
            let most = usize::try_from(PIECE.min(to - at)).expect("a piece fits into memory");
            let piece = relay.files(move |blobs| blobs.read(hash, at, most)).await?;
            if piece.is_empty() {
                return Err(StoreError::Failed("a file is shorter than it was".into()));
            }
            let next = at + piece.len() as u64;
            Ok(Some((Bytes::from(piece), next)))
        }
    }))
}

/// What is told of these addresses.
pub(crate) mod told {
    use shared::{files::FileKind, sync::session::ProblemCode};
    use utoipa::openapi::Required;

    use crate::http::described::Told;

    pub(crate) fn show() -> Told {
        let kinds = || FileKind::ALL.iter().map(|kind| kind.media_type());
        Told::of("A file, whole or in part")
            .more("For whoever has sent it, or may read a document that names it.")
            .signed()
            .wants("range", Required::False, "`bytes=<first>-<last>`; of several ranges the whole file is answered")
            .wants("if-range", Required::False, "The `ETag` for which the range is meant")
            .wants("if-none-match", Required::False, "The `ETag` that is there already")
            .answers_bytes(200, "All of it", kinds())
            .with("etag", "The hash: it never stands for other bytes")
            .with("accept-ranges", "`bytes`")
            .answers_bytes(206, "The part", kinds())
            .with("content-range", "`bytes <first>-<last>/<size>`")
            .done(304, "It is there already")
            .problems(&[ProblemCode::NotFound, ProblemCode::OutOfRange])
    }
}
