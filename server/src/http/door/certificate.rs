//! The certificate and its key: two files, read again when they change, so that a renewed certificate cuts no connection.

mod pair;

pub(crate) use pair::{CertificateError, Files};

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use shared::time::Timestamp;
use tokio::{task::spawn_blocking, time};
use tokio_rustls::rustls::{
    ServerConfig,
    crypto::{CryptoProvider, ring},
    server::{ClientHello, ResolvesServerCert},
    sign::CertifiedKey,
};

use crate::clock::{self, DAY};
use pair::{Pair, digest, parse, texts};

/// How often the files are looked at.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// From so many days before its end a certificate is complained about, once a day.
const SOON: i64 = 14;

/// In the place of a digest, where the files cannot be read.
const UNREADABLE: [u8; 32] = [0; 32];

/// The certificate in use.
#[derive(Debug)]
pub(crate) struct Certificate {
    files: Files,
    standing: RwLock<Pair>,
}

impl Certificate {
    /// Reads the files. Blocks.
    pub(crate) fn read(files: Files) -> Result<Self, CertificateError> {
        let texts = texts(&files)?;
        let standing = parse(&files, &texts)?;
        Ok(Self { files, standing: RwLock::new(standing) })
    }

    /// How TLS is spoken with it: 1.2 and 1.3, and HTTP/1.1 inside, which is what WebSockets are spoken over.
    pub(super) fn config(self: &Arc<Self>) -> Arc<ServerConfig> {
        let versions = ServerConfig::builder_with_provider(provider()).with_safe_default_protocol_versions();
        let versions = versions.expect("the provider can do what is on by default");
        let mut config = versions.with_no_client_auth().with_cert_resolver(self.clone());
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Arc::new(config)
    }

    /// Its last moment.
    pub(crate) fn ends_at(&self) -> Timestamp {
        self.standing().ends_at
    }

    /// Follows the files for as long as the relay runs. Two that do not fit, as while they are being replaced, change nothing.
    pub(crate) async fn renew(self: Arc<Self>) {
        let (mut looks, mut warned_at, mut seen) = (time::interval(LOOK_EVERY), None, self.standing().digest);
        loop {
            looks.tick().await;
            let certificate = self.clone();
            // A panic would have been logged.
            seen = spawn_blocking(move || certificate.look(seen)).await.unwrap_or(seen);
            let (now, ends_at) = (clock::now(), self.ends_at());
            if ends_at.0 - now.0 < SOON * DAY && warned_at.is_none_or(|at: Timestamp| now.0 - at.0 >= DAY) {
                tracing::warn!(days = (ends_at.0 - now.0) / DAY, "the certificate ends soon or has ended: renew it");
                warned_at = Some(now);
            }
        }
    }

    /// Reads the files again where they are not those that were `seen` last.
    fn look(&self, seen: [u8; 32]) -> [u8; 32] {
        let (digest, read) = match texts(&self.files) {
            Ok(texts) if digest(&texts) == seen => return seen,
            Ok(texts) => (digest(&texts), parse(&self.files, &texts)),
            Err(_) if seen == UNREADABLE => return seen,
            Err(error) => (UNREADABLE, Err(error)),
        };
        match read {
            Ok(standing) => {
                *self.standing.write().unwrap_or_else(PoisonError::into_inner) = standing;
                tracing::info!("a renewed certificate is in use");
            }
            Err(error) => tracing::error!(%error, "the certificate was not renewed; the one before stays in use"),
        }
        digest
    }

    fn standing(&self) -> Pair {
        self.standing.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl ResolvesServerCert for Certificate {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.standing().key)
    }
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}
