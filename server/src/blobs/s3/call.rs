//! How the store is asked: within a time, again where that may help, and with words for what it answers. Addresses are signed, so none
//! stands in an error or in the log.

use std::{
    io,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use ureq::{
    Agent, AsSendBody, Body, Error,
    http::{HeaderMap, Request, Response},
    tls::TlsConfig,
};

use crate::{authorities::roots, store::StoreError};

/// So often a request is made before it has failed.
const ATTEMPTS: u32 = 3;
/// After the first failure; twice as long after the second.
const PAUSE: Duration = Duration::from_millis(200);
/// After so long nothing is asked again.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long the way to the store may take.
const CONNECT: Duration = Duration::from_secs(5);
/// How long the store may be silent.
const SILENCE: Duration = Duration::from_secs(30);
/// The slowest way on which a file still gets through, in bytes a second.
const SLOWEST: u64 = 256 << 10;
/// The longest answer that is no file: a refusal in XML.
const WORDS: u64 = 64 << 10;

/// Asks.
pub(super) struct Caller(Agent);

/// What is asked.
#[derive(Clone, Copy)]
pub(super) struct Ask {
    /// In a word, for people who read the log.
    pub(super) what: &'static str,
    /// So many bytes go one way or the other.
    pub(super) bytes: u64,
}

/// What the store said.
pub(super) struct Answer {
    /// The status.
    pub(super) status: u16,
    /// The body.
    pub(super) body: Vec<u8>,
    headers: HeaderMap,
    what: &'static str,
}

impl Caller {
    /// Trusts the usual authorities, or only those of a file.
    pub(super) fn of(authorities: Option<&Path>) -> io::Result<Self> {
        let config = Agent::config_builder()
            .tls_config(TlsConfig::builder().root_certs(roots(authorities)?).build())
            .timeout_connect(Some(CONNECT))
            .timeout_per_read(Some(SILENCE))
            .timeout_per_write(Some(SILENCE))
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent("liandong");
        Ok(Self(Agent::new_with_config(config.build())))
    }

    /// Asks, and again where the store was not there or not well. Each time the request is made and signed anew.
    pub(super) fn call<S: AsSendBody>(&self, ask: Ask, request: impl Fn() -> Result<Request<S>, Error>) -> Result<Answer, StoreError> {
        let (begun, time) = (Instant::now(), SILENCE + Duration::from_secs(ask.bytes / SLOWEST));
        let mut attempt = 1;
        loop {
            let failed = match self.once(ask, time, &request) {
                Ok(answer) if !answer.may_pass() => return Ok(answer),
                Ok(answer) => answer.refused(),
                Err(error) if may_pass(&error) => away(ask, &error),
                Err(error) => return Err(away(ask, &error)),
            };
            if attempt == ATTEMPTS || begun.elapsed() > PATIENCE {
                return Err(failed);
            }
            tracing::warn!(error = %failed, attempt, "the store of files is asked again");
            thread::sleep(PAUSE * attempt);
            attempt += 1;
        }
    }

    /// Asks once, for an answer within this time.
    pub(super) fn look<S: AsSendBody>(
        &self,
        ask: Ask,
        time: Duration,
        request: impl Fn() -> Result<Request<S>, Error>,
    ) -> Result<Answer, StoreError> {
        self.once(ask, time, &request).map_err(|error| away(ask, &error))
    }

    fn once<S: AsSendBody>(&self, ask: Ask, time: Duration, request: &impl Fn() -> Result<Request<S>, Error>) -> Result<Answer, Error> {
        let request = self.0.configure_request(request()?).timeout_global(Some(time)).build();
        let (head, mut body): (_, Body) = self.0.run(request).map(Response::into_parts)?;
        let body = body.with_config().limit(ask.bytes.max(WORDS)).read_to_vec()?;
        Ok(Answer { status: head.status.as_u16(), body, headers: head.headers, what: ask.what })
    }
}

impl Answer {
    /// The text of a header.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The code of a refusal, where the store gives one.
    pub(super) fn code(&self) -> Option<&str> {
        let words = std::str::from_utf8(&self.body).ok()?;
        let (code, _) = words.split_once("<Code>")?.1.split_once("</Code>")?;
        Some(code).filter(|code| code.len() <= 64 && code.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    }

    /// That it was done, or why not.
    pub(super) fn done(&self) -> Result<(), StoreError> {
        if (200..300).contains(&self.status) { Ok(()) } else { Err(self.refused()) }
    }

    /// The store said no.
    pub(super) fn refused(&self) -> StoreError {
        let code = self.code().unwrap_or("no code");
        match (self.status, code) {
            (507, _) | (_, "XMinioStorageFull" | "QuotaExceeded") => StoreError::Full,
            (status, code) => StoreError::Failed(format!("the store of files was asked to {} and answered {status} ({code})", self.what)),
        }
    }

    /// Another time the answer may be another.
    const fn may_pass(&self) -> bool {
        matches!(self.status, 429 | 500 | 502 | 503 | 504)
    }
}

/// Another time it may work.
const fn may_pass(error: &Error) -> bool {
    matches!(error, Error::Io(_) | Error::Timeout(_) | Error::HostNotFound | Error::ConnectionFailed | Error::Protocol(_))
}

/// No answer came.
fn away(ask: Ask, error: &Error) -> StoreError {
    StoreError::Failed(format!("the store of files was asked to {} and did not answer: {error}", ask.what))
}
