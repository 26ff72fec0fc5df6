//! Requests that another site's page made in a signed-in browser are not answered.

use axum::{
    extract::Request,
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use shared::sync::session::ProblemCode;

use crate::http::problem::Problem;

/// Lets through what only reads, and what comes from our own pages or from no page at all. The upgrade to a WebSocket
/// reads by its method but is no reading: browsers let any page try it.
pub(crate) async fn guard(request: Request, next: Next) -> Response {
    let is_upgrade = request.headers().contains_key(header::UPGRADE);
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if (reads && !is_upgrade) || is_own(request.headers()) {
        next.run(request).await
    } else {
        Problem(ProblemCode::BadRequest).into_response()
    }
}

/// Browsers name the page's origin; programs that are no browsers need not.
fn is_own(headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    let page = origin.to_str().ok().and_then(|origin| origin.split_once("://")).map(|(_, host)| host);
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    page.is_some() && page == host
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_may_ask() {
        for (origin, host, expected) in [
            (Some("http://127.0.0.1:8080"), "127.0.0.1:8080", true),
            (Some("https://liandong.example"), "liandong.example", true),
            (None, "liandong.example", true),
            (Some("https://elsewhere.example"), "liandong.example", false),
            (Some("http://127.0.0.1:9090"), "127.0.0.1:8080", false),
            (Some("null"), "liandong.example", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, host.parse().unwrap());
            if let Some(origin) = origin {
                headers.insert(header::ORIGIN, origin.parse().unwrap());
            }
            assert_eq!(is_own(&headers), expected, "{origin:?} at {host}");
        }
    }
}
