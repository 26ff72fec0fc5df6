//! What is fetched from the provider: over TLS, within a time, of a bounded size, and from nowhere but where it was asked.

use std::{io, net::IpAddr, path::Path, time::Duration};

use openidconnect::{HttpRequest, HttpResponse, http, url::Url};
use ureq::{Agent, Error, tls::TlsConfig};

use crate::authorities::roots;

/// How long an answer may take, from the name's look-up to the last byte.
const PATIENCE: Duration = Duration::from_secs(10);
/// The largest answer, in bytes.
const LARGEST: u64 = 1 << 20;

/// The way to the provider.
#[derive(Debug)]
pub(super) struct Web(Agent);

impl Web {
    /// Trusts the usual authorities, or only those of a file.
    pub(super) fn of(authorities: Option<&Path>) -> io::Result<Self> {
        let config = Agent::config_builder()
            .tls_config(TlsConfig::builder().root_certs(roots(authorities)?).build())
            .timeout_global(Some(PATIENCE))
            // Who redirects could send the relay anywhere, with the secret.
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent("liandong");
        Ok(Self(Agent::new_with_config(config.build())))
    }

    /// Sends a request. Blocks.
    pub(super) fn call(&self, request: HttpRequest) -> Result<HttpResponse, Error> {
        let is_ours = Url::parse(&request.uri().to_string()).is_ok_and(|url| is_secure(&url));
        if !is_ours {
            return Err(Error::RequireHttpsOnly("the provider names an address without TLS".into()));
        }
        let is_empty = request.body().is_empty();
        let answer = if is_empty { self.0.run(request.map(|_| ())) } else { self.0.run(request) };
        let (head, mut body) = answer?.into_parts();
        let body = body.with_config().limit(LARGEST).read_to_vec()?;
        Ok(http::Response::from_parts(head, body))
    }
}

/// Nobody on the way can read or change what is said there: TLS, or this machine alone.
pub(crate) fn is_secure(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    let is_here = || host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    !host.is_empty() && (url.scheme() == "https" || (url.scheme() == "http" && is_here()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tls_and_this_machine_are_secure() {
        for (url, expected) in [
            ("https://sso.example/realm", true),
            ("http://127.0.0.1:3000/", true),
            ("http://[::1]:3000/", true),
            ("http://localhost/", true),
            ("http://sso.example/", false),
            ("http://127.0.0.1.elsewhere.example/", false),
            ("ftp://sso.example/", false),
            ("file:///etc/passwd", false),
        ] {
            assert_eq!(is_secure(&Url::parse(url).unwrap()), expected, "{url}");
        }
    }
}
