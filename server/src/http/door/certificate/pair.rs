//! The two files, read as a certificate and its key, with what can be wrong with them.

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use sha2::{Digest, Sha256};
use shared::time::Timestamp;
use tokio_rustls::rustls::{
    self, InconsistentKeys,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    sign::CertifiedKey,
};
use x509_cert::der::Decode;

use super::provider;

/// Where the two files are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Files {
    /// The certificate and those between it and its authority, in PEM.
    pub(crate) certificate: PathBuf,
    /// The key, in PEM.
    pub(crate) key: PathBuf,
}

/// A certificate with its key.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    /// Both, as TLS uses them.
    pub(super) key: Arc<CertifiedKey>,
    /// The last moment of the certificate.
    pub(super) ends_at: Timestamp,
    /// Of the files from which it was read.
    pub(super) digest: [u8; 32],
}

/// Why two files are no certificate with its key.
#[derive(Debug)]
pub(crate) enum CertificateError {
    /// A file cannot be read.
    Unreadable(PathBuf, io::Error),
    /// There is no certificate in PEM in it.
    NoCertificate(PathBuf),
    /// There is no key in PEM in it that can be used without a password.
    NoKey(PathBuf),
    /// The key belongs to another certificate.
    Mismatch(Files),
    /// What is in it cannot be used.
    Unusable(PathBuf, String),
}

impl fmt::Display for CertificateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(path, error) => write!(f, "{}: {error}", path.display()),
            Self::NoCertificate(path) => write!(f, "{}: no certificate in PEM", path.display()),
            Self::NoKey(path) => write!(f, "{}: no key in PEM without a password", path.display()),
            Self::Mismatch(Files { certificate, key }) => {
                write!(f, "{} belongs to another certificate than {}", key.display(), certificate.display())
            }
            Self::Unusable(path, why) => write!(f, "{}: {why}", path.display()),
        }
    }
}

/// What is in the files.
pub(super) type Texts = [Vec<u8>; 2];

/// Reads both. Blocks.
pub(super) fn texts(files: &Files) -> Result<Texts, CertificateError> {
    let text = |path: &Path| fs::read(path).map_err(|error| CertificateError::Unreadable(path.to_owned(), error));
    Ok([text(&files.certificate)?, text(&files.key)?])
}

/// Names them.
pub(super) fn digest(texts: &Texts) -> [u8; 32] {
    Sha256::digest(texts.each_ref().map(Sha256::digest).concat()).into()
}

/// Reads them as what they should be.
pub(super) fn parse(files: &Files, texts: &Texts) -> Result<Pair, CertificateError> {
    let Files { certificate, key } = files;
    let [chain, secret] = texts;
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(chain).collect::<Result<_, _>>().unwrap_or_default();
    let first = chain.first().ok_or_else(|| CertificateError::NoCertificate(certificate.clone()))?;
    let unusable = |path: &PathBuf, why: &dyn fmt::Display| CertificateError::Unusable(path.clone(), why.to_string());
    let read = x509_cert::Certificate::from_der(first).map_err(|error| unusable(certificate, &error))?;
    let ends = read.tbs_certificate().validity().not_after.to_unix_duration().as_millis();
    let secret = PrivateKeyDer::from_pem_slice(secret).map_err(|_| CertificateError::NoKey(key.clone()))?;
    let pair = CertifiedKey::from_der(chain, secret, &provider()).map_err(|error| match error {
        rustls::Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => CertificateError::Mismatch(files.clone()),
        error => unusable(key, &error),
    })?;
    Ok(Pair { key: Arc::new(pair), ends_at: Timestamp(i64::try_from(ends).unwrap_or(i64::MAX)), digest: digest(texts) })
}
