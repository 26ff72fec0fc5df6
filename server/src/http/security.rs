//! What browsers are told about every answer: nothing from elsewhere, nothing inline, in nobody's frame.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::Response,
};

const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; \
                      worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

#[rustfmt::skip]
const HEADERS: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY,                           POLICY),
    (header::X_CONTENT_TYPE_OPTIONS,                            "nosniff"),
    (header::REFERRER_POLICY,                                   "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"),     "same-origin"),
    (HeaderName::from_static("permissions-policy"),             "camera=(self), microphone=(), geolocation=(self), payment=(), usb=()"),
];

/// Adds them; what an answer says itself stays.
pub(crate) async fn headers(mut response: Response) -> Response {
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}
