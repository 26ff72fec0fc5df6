//! Everything else: the app's files; for a deep link the app itself.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, Method, StatusCode, Uri, header},
    response::{Html, IntoResponse, Response},
};
use rust_embed::EmbeddedFile;
use shared::{key, sync::session::ProblemCode, words::Locale};

use crate::{
    http::problem::Problem,
    http::site::{self, Served},
};

pub(crate) async fn show(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return Problem(ProblemCode::NotFound).into_response();
    }
    let path = uri.path().trim_start_matches('/');
    if let Some(served) = site::file(path, &headers) {
        return send(served, &headers);
    }
    if !is_page(path, &headers) {
        return Problem(ProblemCode::NotFound).into_response();
    }
    site::file("index.html", &headers).map_or_else(not_built, |served| send(served, &headers))
}

/// A place in the app: something that a person asks for by address, not a file.
fn is_page(path: &str, headers: &HeaderMap) -> bool {
    let is_file = path.rsplit('/').next().is_some_and(|last| last.contains('.'));
    let wants_html = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|accept| accept.contains("text/html"));
    path.is_empty() || (!is_file && wants_html)
}

fn send(served: Served, headers: &HeaderMap) -> Response {
    let tag = served.tag();
    let lasts = if served.is_immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
    let common = [(header::CACHE_CONTROL, lasts.to_owned()), (header::ETAG, tag.clone()), (header::VARY, "Accept-Encoding".to_owned())];
    let has_it = headers.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).is_some_and(|tags| tags.contains(&tag));
    if has_it {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    let encoding: Option<(HeaderName, &str)> = served.is_brotli.then_some((header::CONTENT_ENCODING, "br"));
    let EmbeddedFile { data, .. } = served.file;
    let mut response = (common, [(header::CONTENT_TYPE, served.kind)], Body::from(data)).into_response();
    response.headers_mut().extend(encoding.map(|(name, value)| (name, value.parse().expect("a word is a header value"))));
    response
}

/// Says how to build the site.
fn not_built() -> Response {
    let paragraphs: String =
        Locale::ALL.iter().map(|locale| format!("<p lang=\"{}\">{}</p>", locale.tag(), key!("relay.not_built").text(*locale))).collect();
    let page = format!("<!doctype html><meta charset=\"utf-8\"><title>联动 Liandong</title>{paragraphs}");
    ([(header::CACHE_CONTROL, "no-cache"), (header::VARY, "Accept-Encoding")], Html(page)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepting(accept: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::ACCEPT, accept.parse().unwrap())])
    }

    #[test]
    fn a_deep_link_leads_into_the_app_and_a_missing_file_is_missing() {
        let browser = accepting("text/html,application/xhtml+xml");
        assert!(is_page("cases/2kDQpQ", &browser));
        assert!(is_page("", &accepting("*/*")));
        assert!(!is_page("app-old.js", &browser));
        assert!(!is_page("cases/2kDQpQ", &accepting("*/*")));
    }

    #[tokio::test]
    async fn without_a_site_the_relay_says_how_to_build_it() {
        assert_eq!(not_built().status(), StatusCode::OK);
        assert_eq!(show(Method::GET, Uri::from_static("/"), HeaderMap::new()).await.status(), StatusCode::OK);
    }
}
