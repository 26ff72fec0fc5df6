//! What is said to the relay about a file on its way: tus 1.0.0.

use js_sys::{Function, Reflect, Uint8Array};
use reqwasm::http::{Method, Request, RequestBuilder, Response};
use shared::sync::media::{Fault, Piece, Why};
use wasm_bindgen::JsCast;
use web_sys::AbortSignal;

const UPLOADS: &str = "/api/blobs/uploads";

/// An upload, and how far it is.
pub(super) type Stands = (String, u64);

/// Begins.
pub(super) async fn begin(piece: &Piece, signal: Option<&AbortSignal>) -> Result<Stands, Fault> {
    let value = |text: &str| base64(text).unwrap_or_default();
    let said = format!("sha256 {},filetype {}", value(&piece.hash.to_hex()), value(piece.kind.media_type()));
    let request = request(Method::POST, UPLOADS, signal).header("upload-length", &piece.size.to_string()).header("upload-metadata", &said);
    let response = answered(request.build()).await?;
    let upload = response.headers().get("location").ok_or(Fault::Trouble)?;
    Ok((upload, offset(&response)?))
}

/// Asks how far it is.
pub(super) async fn ask(upload: String, signal: Option<&AbortSignal>) -> Result<Stands, Fault> {
    let response = answered(request(Method::HEAD, &upload, signal).build()).await?;
    Ok((upload, offset(&response)?))
}

/// Sends a part.
pub(super) async fn send(upload: String, from: u64, part: &[u8], signal: Option<&AbortSignal>) -> Result<Stands, Fault> {
    let request = request(Method::PATCH, &upload, signal)
        .header("upload-offset", &from.to_string())
        .header("content-type", "application/offset+octet-stream");
    let response = answered(request.body(Uint8Array::from(part))).await?;
    Ok((upload, offset(&response)?))
}

/// As headers take it; the browser's own.
fn base64(text: &str) -> Option<String> {
    let scope = js_sys::global();
    let encode: Function = Reflect::get(&scope, &"btoa".into()).ok()?.dyn_into().ok()?;
    encode.call1(&scope, &text.into()).ok()?.as_string()
}

fn request(method: Method, address: &str, signal: Option<&AbortSignal>) -> RequestBuilder {
    RequestBuilder::new(address).method(method).abort_signal(signal).header("tus-resumable", "1.0.0")
}

fn offset(response: &Response) -> Result<u64, Fault> {
    response.headers().get("upload-offset").and_then(|offset| offset.parse().ok()).ok_or(Fault::Trouble)
}

async fn answered(request: Result<Request, reqwasm::Error>) -> Result<Response, Fault> {
    let response = request.map_err(|_| Fault::Trouble)?.send().await.map_err(|_| Fault::Trouble)?;
    match response.status() {
        200 | 201 | 204 => Ok(response),
        404 => Err(Fault::Gone),
        409 => Err(Fault::Elsewhere),
        460 => Err(Fault::Damaged),
        413 => Err(Fault::Refused(Why::TooLarge)),
        415 => Err(Fault::Refused(Why::WrongKind)),
        // Signed out, busy, too many at once, no room, a proxy in between: it may be otherwise later.
        _ => Err(Fault::Trouble),
    }
}
