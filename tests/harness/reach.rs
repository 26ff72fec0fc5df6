//! How a client reaches a relay: host and port, and over HTTPS whom it believes that this is the relay.

use std::{
    fmt::Debug,
    io::{self, Read, Write},
    net::TcpStream,
    sync::Arc,
};

use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned, crypto::ring, pki_types::CertificateDer};
use ureq::{
    Agent,
    tls::{Certificate, RootCerts, TlsConfig},
};

/// An open connection, whatever it is spoken over.
pub trait Wire: Read + Write + Debug + Send {}

impl<T: Read + Write + Debug + Send> Wire for T {}

/// The way to a relay.
#[derive(Clone, Debug)]
pub struct Reach {
    /// Host and port.
    pub host: String,
    believes: Option<CertificateDer<'static>>,
}

impl Reach {
    /// To a relay on this machine, without TLS.
    #[must_use]
    pub fn of_port(port: u16) -> Self {
        Self { host: format!("127.0.0.1:{port}"), believes: None }
    }

    /// The same way over HTTPS, for somebody who believes this authority.
    #[must_use]
    pub fn believing(&self, authority: CertificateDer<'static>) -> Self {
        Self { host: self.host.clone(), believes: Some(authority) }
    }

    /// As a browser writes it.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}://{}", if self.believes.is_some() { "https" } else { "http" }, self.host)
    }

    /// A client for requests that verifies who answers.
    #[must_use]
    pub fn agent(&self) -> Agent {
        let mut tls = TlsConfig::builder();
        if let Some(root) = &self.believes {
            tls = tls.root_certs(RootCerts::new_with_certs(&[Certificate::from_der(root).to_owned()]));
        }
        Agent::new_with_config(Agent::config_builder().http_status_as_error(false).max_redirects(0).tls_config(tls.build()).build())
    }

    /// A connection on which nothing was said yet, and the socket under it.
    ///
    /// # Errors
    /// When nobody is there.
    pub fn connect(&self) -> io::Result<(Box<dyn Wire>, TcpStream)> {
        let stream = TcpStream::connect(&self.host)?;
        stream.set_nodelay(true)?;
        let under = stream.try_clone()?;
        let Some(root) = &self.believes else { return Ok((Box::new(stream), under)) };
        Ok((Box::new(StreamOwned::new(verifying(root), stream)), under))
    }

    /// The certificate that the relay shows now, once it was verified.
    ///
    /// # Errors
    /// When there is none that is believed.
    ///
    /// # Panics
    /// When this is no way over HTTPS.
    pub fn certificate(&self) -> io::Result<CertificateDer<'static>> {
        let mut stream = TcpStream::connect(&self.host)?;
        let mut connection = verifying(self.believes.as_ref().expect("over HTTPS"));
        while connection.is_handshaking() {
            connection.complete_io(&mut stream)?;
        }
        let shown = connection.peer_certificates().and_then(|shown| shown.first()).expect("verified").clone();
        Ok(shown.into_owned())
    }
}

fn verifying(root: &CertificateDer<'static>) -> ClientConnection {
    let mut roots = RootCertStore::empty();
    roots.add(root.clone()).expect("an authority's certificate");
    let versions = ClientConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions();
    let mut config = versions.expect("the provider can do what is on by default").with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let name = "127.0.0.1".try_into().expect("an address is a name");
    ClientConnection::new(Arc::new(config), name).expect("a client can be made")
}
