//! The session cookie.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::http::door::scheme::is_https;

/// What the cookie is called.
pub(crate) const NAME: &str = "liandong_session";
/// Over HTTPS: with this beginning, browsers take it from this host alone, and never over a connection that is not secure.
const SECURE_NAME: &str = "__Host-liandong_session";
/// Knows the browser again that went to a provider of sign-on.
const BROWSER: &str = "liandong_browser";

/// The token that a browser sends; one that it was given before there was HTTPS, or by an earlier release, is taken as well.
pub(super) fn token(headers: &HeaderMap) -> Option<[u8; 32]> {
    read(&[SECURE_NAME, NAME], headers)
}

/// What a browser was given that went to a provider of sign-on.
pub(super) fn browser(headers: &HeaderMap) -> Option<[u8; 32]> {
    read(&[BROWSER], headers)
}

fn read(names: &[&str], headers: &HeaderMap) -> Option<[u8; 32]> {
    let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|cookies| cookies.to_str().ok());
    let pairs: Vec<_> = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('=')).collect();
    let found = names.iter().find_map(|wanted| pairs.iter().find(|(name, _)| name == wanted));
    found.and_then(|(_, text)| of_hex(text))
}

/// Gives a browser its token.
pub(super) fn set(token: &[u8; 32], days: u32, headers: &HeaderMap) -> HeaderValue {
    cookie(session(headers), &hex(token), "Strict; Path=/", u64::from(days) * 24 * 60 * 60, headers)
}

/// Gives a browser that goes to a provider what it is known by when it comes back: from another site, so that `Strict` would hold it back.
pub(super) fn set_browser(secret: &[u8; 32], seconds: u64, headers: &HeaderMap) -> HeaderValue {
    cookie(BROWSER, &hex(secret), "Lax; Path=/api/session/oidc", seconds, headers)
}

/// Takes it away.
pub(super) fn clear(headers: &HeaderMap) -> HeaderValue {
    cookie(session(headers), "", "Strict; Path=/", 0, headers)
}

fn session(headers: &HeaderMap) -> &'static str {
    if is_https(headers) { SECURE_NAME } else { NAME }
}

fn cookie(name: &str, value: &str, sent: &str, seconds: u64, headers: &HeaderMap) -> HeaderValue {
    let secure = if is_https(headers) { "; Secure" } else { "" };
    let text = format!("{name}={value}; HttpOnly; SameSite={sent}; Max-Age={seconds}{secure}");
    HeaderValue::from_str(&text).expect("letters and digits make a header value")
}

fn hex(bytes: &[u8; 32]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn of_hex(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let mut token = [0; 32];
    for (byte, at) in token.iter_mut().zip((0..64).step_by(2)) {
        *byte = u8::from_str_radix(&text[at..at + 2], 16).ok()?;
    }
    Some(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(name: &'static str, value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(name, value.parse().unwrap());
        headers
    }

    #[test]
    fn the_token_comes_back_among_other_cookies() {
        let set = set(&[0xa7; 32], 30, &HeaderMap::new());
        let pair = set.to_str().unwrap().split(';').next().unwrap();
        assert_eq!(token(&request("cookie", &format!("a=b; {pair}; c=d"))), Some([0xa7; 32]));
        assert_eq!(token(&request("cookie", "liandong_session=zz")), None);
        assert_eq!(token(&HeaderMap::new()), None);
    }

    #[test]
    fn the_cookie_that_only_https_can_set_wins_over_one_that_anybody_near_could() {
        let both = format!("liandong_session={}; __Host-liandong_session={}", "0b".repeat(32), "0a".repeat(32));
        assert_eq!(token(&request("cookie", &both)), Some([0x0a; 32]));
    }

    #[test]
    fn scripts_and_other_sites_do_not_get_it_and_https_keeps_it_to_itself() {
        let plain = set(&[1; 32], 1, &HeaderMap::new());
        let plain = plain.to_str().unwrap();
        assert!(plain.ends_with("; HttpOnly; SameSite=Strict; Path=/; Max-Age=86400"), "{plain}");
        let away = set_browser(&[1; 32], 600, &HeaderMap::new());
        assert!(away.to_str().unwrap().ends_with("; HttpOnly; SameSite=Lax; Path=/api/session/oidc; Max-Age=600"), "{away:?}");
        let https = set(&[1; 32], 1, &request("x-forwarded-proto", "https"));
        let https = https.to_str().unwrap();
        assert!(https.starts_with("__Host-liandong_session=") && https.ends_with("; Secure"), "{https}");
    }
}
