//! A certificate authority of the story's own: it certifies this machine for a relay, and clients believe it and nobody else.

use std::{fs, path::PathBuf};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::CertificateDer;
use tempfile::TempDir;

/// An authority with the two files of the relay that it certifies.
#[derive(Debug)]
pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    folder: TempDir,
}

/// A certificate and its key, in PEM.
#[derive(Clone, Debug)]
pub struct Issued {
    /// The certificate.
    pub certificate: String,
    /// Its key.
    pub key: String,
}

impl Authority {
    /// An authority that has certified its relay.
    ///
    /// # Panics
    /// When no certificate can be made here.
    #[must_use]
    pub fn new() -> Self {
        let mut own = CertificateParams::new([]).expect("no names, so none is wrong");
        own.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let issuer = CertifiedIssuer::self_signed(own, key()).expect("a certificate can be made");
        let authority = Self { issuer, folder: tempfile::tempdir().expect("a temporary folder can be made") };
        authority.install(&authority.issue(2099));
        authority
    }

    /// A certificate for this machine that ends with the first day of a year.
    ///
    /// # Panics
    /// When none can be made.
    #[must_use]
    pub fn issue(&self, until: i32) -> Issued {
        let key = key();
        let mut about = CertificateParams::new(["127.0.0.1".to_owned()]).expect("an address is a name");
        (about.not_before, about.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(until, 1, 1));
        let certificate = about.signed_by(&key, &self.issuer).expect("a certificate can be made").pem();
        Issued { certificate, key: key.serialize_pem() }
    }

    /// Puts both into the relay's files.
    pub fn install(&self, issued: &Issued) {
        self.write("certificate.pem", &issued.certificate);
        self.write("key.pem", &issued.key);
    }

    /// Puts something into one of the files.
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.file(name), text).expect("a file of our own can be written");
    }

    /// Where a file is.
    #[must_use]
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What a relay is told.
    #[must_use]
    pub fn options(&self) -> [String; 2] {
        [("certificate", "certificate.pem"), ("key", "key.pem")].map(|(what, name)| format!("--tls-{what}={}", self.file(name).display()))
    }

    /// Its own certificate, which clients believe.
    #[must_use]
    pub fn root(&self) -> CertificateDer<'static> {
        self.issuer.der().clone()
    }

    /// The same in PEM.
    #[must_use]
    pub fn certificate(&self) -> String {
        self.issuer.pem()
    }
}

impl Default for Authority {
    fn default() -> Self {
        Self::new()
    }
}

fn key() -> KeyPair {
    KeyPair::generate().expect("a key can be drawn")
}
