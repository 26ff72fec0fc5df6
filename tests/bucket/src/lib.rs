//! A store that speaks like S3 and asks for signatures (`s3s`, over files), on this machine and for as long as a test holds it.

use std::{
    fs,
    io::{Read, Write},
    iter,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU16, Ordering},
    },
    thread,
};

use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use s3s::{
    auth::SimpleAuth,
    service::{S3Service, S3ServiceBuilder},
};
use s3s_fs::FileSystem;
use tempfile::TempDir;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    runtime::Runtime,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    },
};

/// The name of the bucket.
pub const NAME: &str = "liandong-files";
/// Its region.
pub const REGION: &str = "xiamen-1";
/// Who may use it.
pub const ACCESS_KEY: &str = "AKLIANDONG";
/// What they sign with.
pub const SECRET: &str = "a secret that stands in no log";

/// One bucket, empty at first.
#[derive(Debug)]
pub struct Bucket {
    folder: TempDir,
    address: SocketAddr,
    secured: Option<Arc<ServerConfig>>,
    running: Option<Runtime>,
}

impl Bucket {
    /// Opens it at a free port.
    ///
    /// # Panics
    /// When this machine has no room for it.
    #[must_use]
    pub fn open() -> Self {
        Self::begin(None)
    }

    /// As [`Bucket::open`], over HTTPS with a certificate and its key, both PEM.
    ///
    /// # Panics
    /// When they are none.
    #[must_use]
    pub fn open_secured(certificate: &str, key: &str) -> Self {
        let certificate = CertificateDer::from_pem_slice(certificate.as_bytes()).expect("a certificate");
        let key = PrivateKeyDer::from_pem_slice(key.as_bytes()).expect("a key");
        let versions = ServerConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions();
        let config = versions.expect("ring speaks them").with_no_client_auth().with_single_cert(vec![certificate], key);
        Self::begin(Some(Arc::new(config.expect("the key is the certificate's"))))
    }

    fn begin(secured: Option<Arc<ServerConfig>>) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        fs::create_dir(folder.path().join(NAME)).expect("a temporary folder takes folders");
        fs::write(folder.path().join("secret"), format!("{SECRET}\n")).expect("a temporary folder takes files");
        let mut bucket = Self { folder, address: free(), secured, running: None };
        bucket.open_again();
        bucket
    }

    /// Goes away: who is connected is cut off, and nobody else gets in.
    pub fn go_away(&mut self) {
        if let Some(running) = self.running.take() {
            running.shutdown_background();
        }
    }

    /// Is back at the same address with what it held.
    ///
    /// # Panics
    /// When somebody else has come to sit there.
    pub fn open_again(&mut self) {
        self.go_away();
        let running = Runtime::new().expect("a runtime can be made");
        let listener = running.block_on(listen(self.address));
        running.spawn(serve(listener, self.secured.clone(), service(self.folder.path())));
        self.running = Some(running);
    }

    /// Where it is.
    #[must_use]
    pub fn endpoint(&self) -> String {
        let scheme = if self.secured.is_some() { "https" } else { "http" };
        format!("{scheme}://{}", self.address)
    }

    /// The file of the secret.
    #[must_use]
    pub fn secret_file(&self) -> PathBuf {
        self.folder.path().join("secret")
    }

    /// What the relay's command line says of it.
    #[must_use]
    pub fn options(&self) -> Vec<String> {
        let secret = self.secret_file().display().to_string();
        let options = [
            ("--s3-bucket", NAME),
            ("--s3-endpoint", &self.endpoint()),
            ("--s3-region", REGION),
            ("--s3-access-key", ACCESS_KEY),
            ("--s3-secret-file", &secret),
        ];
        options.into_iter().flat_map(|(flag, value)| [flag.to_owned(), value.to_owned()]).collect()
    }

    /// The keys of what it holds, in order.
    ///
    /// # Panics
    /// When its folder is gone.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        let root = self.folder.path().join(NAME);
        let (mut keys, mut folders) = (Vec::new(), vec![root.clone()]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("our own folder can be read").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    keys.push(path.strip_prefix(&root).expect("found below it").to_string_lossy().into_owned());
                }
            }
        }
        keys.sort();
        keys
    }

    /// Puts other bytes in the place of what it holds under a key, or nothing.
    ///
    /// # Panics
    /// When it holds nothing of this name.
    pub fn spoil(&self, key: &str, bytes: Option<&[u8]>) {
        let file = self.folder.path().join(NAME).join(key);
        assert!(file.exists(), "{key} is held");
        bytes.map_or_else(|| fs::remove_file(&file), |bytes| fs::write(&file, bytes)).expect("our own folder takes files");
    }
}

impl Drop for Bucket {
    fn drop(&mut self) {
        self.go_away();
    }
}

fn service(folder: &Path) -> S3Service {
    let mut builder = S3ServiceBuilder::new(FileSystem::new(folder).expect("the folder is there"));
    builder.set_auth(SimpleAuth::from_single(ACCESS_KEY, SECRET));
    builder.build()
}

/// An address at which nobody listens, below those that systems hand out to connections: nobody comes to sit there while it is away.
fn free() -> SocketAddr {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let start = u16::try_from(std::process::id() % 1000).expect("below a thousand") * 8;
    let ports = iter::repeat_with(|| 12_000 + (start + NEXT.fetch_add(1, Ordering::Relaxed)) % 8_000).take(8_000);
    let mut addresses = ports.map(|port| SocketAddr::from(([127, 0, 0, 1], port)));
    addresses.find(|address| TcpListener::bind(address).is_ok()).expect("a port is free")
}

/// Whoever was cut off holds the port for a moment.
async fn listen(address: SocketAddr) -> tokio::net::TcpListener {
    let socket = tokio::net::TcpSocket::new_v4().expect("a socket can be made");
    socket.set_reuseaddr(true).expect("a socket can be told");
    socket.bind(address).unwrap_or_else(|error| panic!("{address}: {error}"));
    socket.listen(128).expect("a bound socket listens")
}

async fn serve(listener: tokio::net::TcpListener, secured: Option<Arc<ServerConfig>>, service: S3Service) {
    while let Ok((stream, _)) = listener.accept().await {
        let (secured, service) = (secured.clone(), service.clone());
        tokio::spawn(async move {
            match secured.map(TlsAcceptor::from) {
                None => speak(stream, service).await,
                Some(door) => {
                    // Whoever does not believe the certificate hangs up.
                    if let Ok(stream) = door.accept(stream).await {
                        speak(stream, service).await;
                    }
                }
            }
        });
    }
}

async fn speak(stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static, service: S3Service) {
    // Who goes away in the middle of something is no concern of the store's.
    drop(http1::Builder::new().serve_connection(TokioIo::new(stream), service).await);
}

/// A store that answers everything with one status and no more, so many times; then it is gone. Its address.
///
/// # Panics
/// When no port is free.
#[must_use]
pub fn saying(answers: &'static [&'static str]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("a bound socket has an address");
    thread::spawn(move || {
        for answer in answers {
            let Ok((mut stream, _)) = listener.accept() else { return };
            // The request's head is short and comes at once; what does not is not needed for an answer.
            drop(stream.read(&mut [0; 8192]));
            drop(stream.write_all(answer.as_bytes()));
        }
    });
    format!("http://{address}")
}
