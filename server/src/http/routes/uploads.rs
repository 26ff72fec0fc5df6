//! `/api/blobs/uploads`: files arrive by tus 1.0.0 (core, creation, creation-with-upload, expiration, checksum, termination), so that a
//! connection that breaks costs nothing that has arrived. The metadata name the file: `sha256`, 64 hexadecimal digits, and `filetype`.

mod headers;

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State,
    http::{
        HeaderMap, HeaderName, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, LOCATION},
    },
    response::{IntoResponse, Response},
};
use shared::{
    files::{FileKind, LARGEST},
    sync::session::ProblemCode,
};
use tracing::Instrument;

use crate::{
    auth::Sends,
    blobs::{About, Part, SILENCE, Upload, UploadId, write},
    clock,
    http::form::At,
    http::problem::Problem,
    relay::Relay,
};
use headers::{BYTES, EXPIRES, LENGTH, METADATA, OFFSET, Resumable, checksum, date, metadata, number};

/// Where uploads begin.
pub(crate) const ADDRESS: &str = "/api/blobs/uploads";
/// Where one goes on.
pub(crate) const ONE: &str = "/api/blobs/uploads/{upload}";

/// Every answer says which protocol is spoken.
pub(crate) async fn speaks(mut response: Response) -> Response {
    headers::speak(response.headers_mut());
    response
}

/// What this relay can do.
pub(crate) async fn about() -> impl IntoResponse {
    (StatusCode::NO_CONTENT, headers::abilities())
}

pub(crate) use about as about_one;

/// Begins an upload; bytes may come with it.
pub(crate) async fn create(
    State(relay): State<Arc<Relay>>,
    sender: Sends,
    _: Resumable,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let about = announced(&sender, &headers)?;
    let upload = relay.files(move |blobs| blobs.begin(about, clock::now())).await?;
    let mut offset = standing(&relay, &upload).await?;
    if is_part(&headers) && offset < upload.about.length {
        offset = take(&relay, &upload, offset, &headers, body).await?;
    }
    let place = format!("{ADDRESS}/{}", upload.id);
    Ok((StatusCode::CREATED, [(LOCATION, place)], stands(&upload, offset)).into_response())
}

/// How far an upload is.
pub(crate) async fn show(State(relay): State<Arc<Relay>>, sender: Sends, _: Resumable, At(id): At<String>) -> Result<Response, Problem> {
    let upload = find(&relay, &sender, &id).await?;
    let offset = standing(&relay, &upload).await?;
    let said = [(LENGTH, upload.about.length.to_string()), (METADATA, upload.about.metadata.clone()), (CACHE_CONTROL, "no-store".into())];
    Ok((StatusCode::OK, said, stands(&upload, offset)).into_response())
}

/// The next bytes.
pub(crate) async fn append(
    State(relay): State<Arc<Relay>>,
    sender: Sends,
    _: Resumable,
    At(id): At<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let upload = find(&relay, &sender, &id).await?;
    if !is_part(&headers) {
        return Err(Problem(ProblemCode::WrongKind));
    }
    let from = number(&headers, &OFFSET).ok_or(Problem(ProblemCode::BadRequest))?;
    let offset = take(&relay, &upload, from, &headers, body).await?;
    Ok((StatusCode::NO_CONTENT, stands(&upload, offset)).into_response())
}

/// Gives an upload up.
pub(crate) async fn end(State(relay): State<Arc<Relay>>, sender: Sends, _: Resumable, At(id): At<String>) -> Result<StatusCode, Problem> {
    let upload = find(&relay, &sender, &id).await?;
    let pen = upload.pen().ok_or(Problem(ProblemCode::Busy))?;
    let ended = relay.files(move |blobs| {
        let _pen = pen;
        Ok::<_, Problem>(blobs.end(&upload)?)
    });
    ended.await?;
    Ok(StatusCode::NO_CONTENT)
}

/// For networks that let only `GET` and `POST` pass.
pub(crate) async fn overridden(
    state: State<Arc<Relay>>,
    sender: Sends,
    resumable: Resumable,
    id: At<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    match headers.get("x-http-method-override").map(HeaderValue::as_bytes) {
        Some(b"PATCH") => append(state, sender, resumable, id, headers, body).await,
        Some(b"DELETE") => end(state, sender, resumable, id).await.map(IntoResponse::into_response),
        Some(b"HEAD") => show(state, sender, resumable, id).await,
        _ => Err(Problem(ProblemCode::BadRequest)),
    }
}

/// What a device says of the file that it is going to send.
fn announced(sender: &Sends, headers: &HeaderMap) -> Result<About, Problem> {
    let length = number(headers, &LENGTH).filter(|length| *length > 0).ok_or(Problem(ProblemCode::BadRequest))?;
    let said = metadata(headers).ok_or(Problem(ProblemCode::BadRequest))?;
    let largest = match said.filetype {
        Some(filetype) => FileKind::of_media_type(&filetype).ok_or(Problem(ProblemCode::WrongKind))?.largest(),
        None => LARGEST,
    };
    if length > largest {
        return Err(Problem(ProblemCode::TooLarge));
    }
    Ok(About { owner: sender.0, length, hash: said.hash, metadata: said.text, begun_at: clock::now() })
}

/// Somebody else's upload is as if it were not there.
async fn find(relay: &Relay, sender: &Sends, id: &str) -> Result<Arc<Upload>, Problem> {
    let id = UploadId::of_text(id).ok_or(Problem(ProblemCode::NotFound))?;
    let found = relay.files(move |blobs| Ok::<_, Problem>(blobs.uploads.find(id))).await?;
    found.filter(|upload| upload.about.owner == sender.0).ok_or(Problem(ProblemCode::NotFound))
}

/// Takes bytes. They are written to their end even when nobody waits for the answer any more.
async fn take(relay: &Arc<Relay>, upload: &Arc<Upload>, from: u64, headers: &HeaderMap, body: Body) -> Result<u64, Problem> {
    let checksum = checksum(headers)?;
    let pen = upload.pen().ok_or(Problem(ProblemCode::Busy))?;
    let (relay, upload) = (relay.clone(), upload.clone());
    let is_too_long = number(headers, &CONTENT_LENGTH).is_some_and(|more| from.saturating_add(more) > upload.about.length);
    let writing = async move {
        let _pen = pen;
        if is_too_long {
            return Err(Problem(ProblemCode::TooLarge));
        }
        write(&upload, Part { from, bytes: body.into_data_stream(), checksum, patience: SILENCE }).await?;
        relay.files(move |blobs| blobs.standing(&upload, clock::now())).await
    };
    tokio::spawn(writing.in_current_span()).await.map_err(|error| {
        tracing::error!(%error, "an upload panicked");
        Problem(ProblemCode::Unavailable)
    })?
}

/// Where an upload stands while nobody writes.
async fn standing(relay: &Relay, upload: &Arc<Upload>) -> Result<u64, Problem> {
    let pen = upload.pen().ok_or(Problem(ProblemCode::Busy))?;
    let upload = upload.clone();
    relay
        .files(move |blobs| {
            let _pen = pen;
            blobs.standing(&upload, clock::now())
        })
        .await
}

fn stands(upload: &Upload, offset: u64) -> [(HeaderName, String); 2] {
    [(OFFSET, offset.to_string()), (EXPIRES, date(upload.about.expires_at()))]
}

fn is_part(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_some_and(|kind| kind == BYTES)
}

/// What is told of these addresses.
pub(crate) mod told {
    use shared::sync::session::ProblemCode;
    use utoipa::openapi::Required::{False, True};

    use super::headers::BYTES;
    use crate::http::described::Told;

    const VERSION: &str = "1.0.0";

    pub(crate) fn about() -> Told {
        Told::fixed("What of tus is spoken here")
            .done(204, "Nothing but headers")
            .with("tus-version", VERSION)
            .with("tus-extension", "Extensions")
            .with("tus-max-size", "The largest file, in bytes")
            .with("tus-checksum-algorithm", "Checksums that are understood")
    }

    pub(crate) use about as about_one;

    pub(crate) fn create() -> Told {
        part(tus("Begin to send a file (tus 1.0: creation, creation-with-upload)"))
            .wants("upload-length", True, "The size of the file, in bytes")
            .wants("upload-metadata", True, "`sha256`: 64 hexadecimal digits; `filetype`: its media type; both in base64")
            .done(201, "It has begun")
            .with("location", "Where it goes on")
            .with("upload-offset", "How much has arrived: all of it where the same person has sent the file before")
            .with("upload-expires", "When it is thrown away if it is not finished")
            .problems(&[ProblemCode::TooManyUploads])
    }

    pub(crate) fn show() -> Told {
        tus("How far an upload is")
            .done(200, "It is under way, or finished")
            .with("upload-offset", "How much has arrived, durably")
            .with("upload-length", "The size of the file")
            .with("upload-metadata", "As it was told")
            .with("upload-expires", "When it is thrown away if it is not finished")
            .problems(&[ProblemCode::NotFound])
    }

    pub(crate) fn append() -> Told {
        appending("Send the next bytes of a file")
    }

    pub(crate) fn end() -> Told {
        tus("Give an upload up (tus 1.0: termination)").done(204, "It is forgotten").problems(&[ProblemCode::NotFound])
    }

    pub(crate) fn overridden() -> Told {
        appending("The other verbs, for networks that let only GET and POST pass")
            .wants("x-http-method-override", True, "`PATCH`, `HEAD` or `DELETE`; answered as these are")
            .done(200, "As `HEAD` answers")
    }

    fn appending(summary: &'static str) -> Told {
        part(tus(summary))
            .wants("upload-offset", True, "How much has arrived: where these bytes belong")
            .done(204, "They were taken")
            .with("upload-offset", "How much has arrived now, durably")
            .with("upload-expires", "When it is thrown away if it is not finished")
            .problems(&[ProblemCode::NotFound, ProblemCode::Conflict])
    }

    /// What every operation has that takes bytes.
    fn part(told: Told) -> Told {
        let told = told.takes_bytes(BYTES, "Bytes of the file").wants(
            "upload-checksum",
            False,
            "`sha256 <base64>` or `sha1 <base64>` of these bytes",
        );
        told.problems(&[ProblemCode::WrongHash, ProblemCode::WrongKind, ProblemCode::TooLarge])
    }

    const REVOKED: &str =
        "The cookie of a session that was ended from elsewhere is good for this too: the device hands over what it had not sent.";

    fn tus(summary: &'static str) -> Told {
        Told::of(summary)
            .signed()
            .more(REVOKED)
            .wants("tus-resumable", True, VERSION)
            .problems(&[ProblemCode::UnknownVersion, ProblemCode::Busy])
    }
}
