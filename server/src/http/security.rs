//! What browsers are told about every answer: nothing from elsewhere, nothing inline, in nobody's frame, kept by nobody who was not told so.

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

use super::door::scheme::is_https;

/// What an answer is; the routes say so with an extension of their answer.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Kind {
    /// The app's files, and whatever is not named here.
    #[default]
    App,
    /// The survey as a plain page: text, a sheet of style and a form. A page that sends no referrer at all sends no origin either when
    /// it posts, and would be taken for another site's.
    Survey,
    /// A file that somebody attached: nothing in it runs, wherever it is opened.
    File,
}

const APP: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; \
                   worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const SURVEY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const FILE: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";
const RIGHTS: &str = "camera=(self), microphone=(), geolocation=(self), payment=(), usb=()";

#[rustfmt::skip]
const HEADERS: [(HeaderName, [&str; 3]); 6] = [
    //                                                           App            Survey         File
    (header::CONTENT_SECURITY_POLICY,                           [APP,           SURVEY,        FILE]),
    (header::REFERRER_POLICY,                                   ["no-referrer", "same-origin", "no-referrer"]),
    (header::X_CONTENT_TYPE_OPTIONS,                            ["nosniff"; 3]),
    (HeaderName::from_static("cross-origin-opener-policy"),     ["same-origin"; 3]),
    (HeaderName::from_static("cross-origin-resource-policy"),   ["same-origin"; 3]),
    (HeaderName::from_static("permissions-policy"),             [RIGHTS; 3]),
];

/// Of an answer that says nothing about it itself.
const KEPT_BY_NOBODY: HeaderValue = HeaderValue::from_static("no-store");
/// For a year browsers come by HTTPS alone to whoever has it.
const BY_HTTPS: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Puts them in.
pub(crate) async fn headers(request: Request, next: Next) -> Response {
    let is_https = is_https(request.headers());
    let mut response = next.run(request).await;
    let kind = response.extensions().get::<Kind>().copied().unwrap_or_default();
    let headers = response.headers_mut();
    for (name, values) in HEADERS {
        headers.insert(name, HeaderValue::from_static(values[kind as usize]));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(KEPT_BY_NOBODY);
    if is_https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, BY_HTTPS);
    }
    response
}
