//! The door: connections come in, over TLS where there is a certificate, and what they ask is answered until the end begins.

pub(crate) mod certificate;
pub(crate) mod closing;
pub(crate) mod scheme;

use std::{io, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{Router, extract::ConnectInfo, http::Request};
use hyper::{
    body::Incoming,
    server::conn::http1,
    service::{Service, service_fn},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    time,
};
use tokio_rustls::TlsAcceptor;

use crate::relay::Relay;
use certificate::Certificate;

/// How long a client may take to agree on TLS.
const HANDSHAKE: Duration = Duration::from_secs(15);
/// How long a client may take to ask, also for the next thing on the same connection: proxies keep theirs open for a minute.
const ASKING: Duration = Duration::from_secs(75);
/// The pause after the system had no connection to give, as when too many files are open.
const BREATH: Duration = Duration::from_secs(1);

/// Where connections come in.
pub(crate) struct Door {
    listener: TcpListener,
    inside: Arc<Inside>,
}

/// What every connection needs.
struct Inside {
    tls: Option<TlsAcceptor>,
    router: TowerToHyperService<Router>,
    relay: Arc<Relay>,
}

impl Door {
    /// A door to a relay.
    pub(crate) fn new(listener: TcpListener, certificate: Option<&Arc<Certificate>>, relay: Arc<Relay>, router: Router) -> Self {
        let tls = certificate.map(|certificate| TlsAcceptor::from(certificate.config()));
        Self { listener, inside: Arc::new(Inside { tls, router: TowerToHyperService::new(router), relay }) }
    }

    /// Lets in whoever comes, until the end begins; from then on the system turns them away.
    pub(crate) async fn open(self) {
        let Self { listener, inside } = self;
        loop {
            let accepted = tokio::select! {
                accepted = listener.accept() => accepted,
                () = inside.relay.closing.has_begun() => return,
            };
            match accepted {
                Ok((stream, peer)) => drop(tokio::spawn(inside.clone().let_in(stream, peer))),
                Err(error) if is_of_one_connection(&error) => {}
                Err(error) => {
                    tracing::error!(%error, "no connection can be taken");
                    time::sleep(BREATH).await;
                }
            }
        }
    }
}

impl Inside {
    async fn let_in(self: Arc<Self>, stream: TcpStream, peer: SocketAddr) {
        // Only a connection that is gone refuses it.
        drop(stream.set_nodelay(true));
        let Some(tls) = &self.tls else { return self.talk(stream, peer, false).await };
        let agreed = tokio::select! {
            agreed = time::timeout(HANDSHAKE, tls.accept(stream)) => agreed,
            () = self.relay.closing.has_begun() => return,
        };
        match agreed {
            Ok(Ok(stream)) => self.talk(stream, peer, true).await,
            Ok(Err(error)) => tracing::debug!(%error, "no agreement on TLS"),
            Err(_) => tracing::debug!("no agreement on TLS in time"),
        }
    }

    /// Answers what is asked on a connection. Once the end has begun, what was asked is still answered, and nothing more.
    async fn talk(&self, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static, peer: SocketAddr, is_tls: bool) {
        let _held = self.relay.closing.hold();
        let is_of_proxy = self.relay.auth.is_proxy(peer.ip());
        let service = service_fn(|mut request: Request<Incoming>| {
            scheme::tell(request.headers_mut(), is_tls, is_of_proxy);
            request.extensions_mut().insert(ConnectInfo(peer));
            self.router.call(request)
        });
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(ASKING);
        let mut connection = pin!(http.serve_connection(TokioIo::new(stream), service).with_upgrades());
        let ended = tokio::select! {
            ended = connection.as_mut() => ended,
            () = self.relay.closing.has_begun() => {
                connection.as_mut().graceful_shutdown();
                connection.await
            }
        };
        if let Err(error) = ended {
            tracing::debug!(%error, "a connection broke");
        }
    }
}

fn is_of_one_connection(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset)
}
