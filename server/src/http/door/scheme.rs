//! Whether a request came over HTTPS. The door knows it of its own connections and believes it of a trusted proxy alone; behind the door
//! everybody may go by what it left in the headers.

use axum::http::{HeaderMap, HeaderValue};

const FORWARDED: &str = "x-forwarded-proto";

/// Takes away what nobody may claim, and says what the door knows itself.
pub(super) fn tell(headers: &mut HeaderMap, is_tls: bool, is_of_proxy: bool) {
    if is_of_proxy && headers.contains_key(FORWARDED) {
        return;
    }
    headers.remove(FORWARDED);
    if is_tls {
        headers.insert(FORWARDED, HeaderValue::from_static("https"));
    }
}

/// The browser came over HTTPS.
pub(crate) fn is_https(headers: &HeaderMap) -> bool {
    headers.get(FORWARDED).is_some_and(|proto| proto.as_bytes().eq_ignore_ascii_case(b"https"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_is_known_of_ones_own_connection_and_believed_of_a_trusted_proxy_alone() {
        for (claimed, is_tls, is_of_proxy, expected) in [
            (None, false, false, false),
            (Some("https"), false, false, false),
            (Some("https"), false, true, true),
            (Some("HTTPS"), false, true, true),
            (Some("http"), false, true, false),
            (None, false, true, false),
            (None, true, false, true),
            (Some("http"), true, false, true),
            (Some("http"), true, true, false),
            (None, true, true, true),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(claimed) = claimed {
                headers.insert(FORWARDED, claimed.parse().unwrap());
            }
            tell(&mut headers, is_tls, is_of_proxy);
            assert_eq!(is_https(&headers), expected, "{claimed:?}, TLS {is_tls}, of a proxy {is_of_proxy}");
        }
    }
}
