//! `liandong serve`: from the first look at the store to the last commit.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::serve::ListenerExt;
use shared::key;
use tokio::{net::TcpListener, runtime::Runtime, sync::watch, task::spawn_blocking, time};

use crate::{
    blobs::{Blobs, Folder},
    cli::claim::claim_to_serve,
    cli::config,
    cli::print::{self, CommandError},
    clock, demo,
    http::router::{of_operators, router},
    logs, metrics,
    relay::Relay,
    settings::{Given, Settings},
    sign_on::SignOn,
    store::{Limit, RelayStore, Sqlite, StoreError},
};

/// How long open requests may take when the program is to end.
const GRACE: Duration = Duration::from_secs(5);
/// How often files are thrown away that nobody needs any more.
const TIDY_EVERY: Duration = Duration::from_secs(3600);

/// Serves until the program is told to end.
pub(crate) fn run(given: &Given) -> Result<(), CommandError> {
    let sheet = config::read(given)?;
    logs::begin(&sheet.settings);
    metrics::begin();
    for name in &sheet.strange {
        tracing::warn!(name, "a variable of the environment looks like a setting and is none");
    }
    Runtime::new().map_err(CommandError::System)?.block_on(serve(&sheet.settings))
}

async fn serve(options: &Settings) -> Result<(), CommandError> {
    let cannot_listen = |error| CommandError::Listen(options.listen, error);
    let listener = TcpListener::bind(options.listen).await.map_err(cannot_listen)?;
    let address = listener.local_addr().map_err(cannot_listen)?;
    let sign_on = SignOn::of(options).map_err(|(path, error)| CommandError::File(path, error))?;
    let _claim = claim_to_serve(&options.data)?;
    let store: Arc<dyn RelayStore> = Arc::new(Sqlite::open(&options.data, options.store_limit_mib.map(|mib| Limit { mib: mib.get() }))?);
    let held = Arc::new(Folder::new(options.data.join("blobs")));
    let blobs = Blobs::open(&options.data.join("uploads"), held, store.clone(), clock::now())?;
    let relay = Arc::new(Relay::new(store, blobs, options)?.with_sign_on(sign_on));
    relay.desks.follow_up().await;
    let is_empty = relay.read(|store| store.accounts()).await?.is_empty();
    // From here on a signal waits: a city that is half laid out would stay so.
    let stop = stop_signal().map_err(CommandError::System)?;
    if options.demo && is_empty {
        print::say(key!("relay.laying_out"), &[]);
        demo::lay_out(&relay).await.map_err(CommandError::Demo)?;
    }
    if let Some(address) = options.metrics_listen {
        let listener = TcpListener::bind(address).await.map_err(|error| CommandError::Listen(address, error))?;
        tokio::spawn(axum::serve(listener, of_operators(options.data.clone())).into_future());
    }
    print::say(key!("relay.listening"), &[("address", &format!("http://{address}"))]);
    if options.demo {
        demo::introduce(&relay).await?;
    } else if is_empty {
        print::say(key!("relay.no_people"), &[]);
    }

    let desks = relay.clone();
    tokio::spawn(async move { desks.desks.keep_tidy().await });
    tokio::spawn(tidy(relay.clone()));
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    let serving = axum::serve(listener, router(relay.clone()).into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(stopped(stop.clone()))
        .into_future();
    let end = async {
        stopped(stop).await;
        print::say(key!("relay.stopping"), &[]);
        relay.desks.live().end_all();
        time::sleep(GRACE).await;
    };
    tokio::pin!(serving, end);
    let served = tokio::select! {
        served = &mut serving => served,
        () = &mut end => Ok(()),
    };
    let desks = relay.clone();
    spawn_blocking(move || desks.desks.finish()).await.map_err(|error| CommandError::System(error.into()))?;
    served.map_err(CommandError::System)
}

/// Keeps house among the files for as long as the relay runs.
async fn tidy(relay: Arc<Relay>) {
    let mut hours = time::interval(TIDY_EVERY);
    loop {
        hours.tick().await;
        let done: Result<(), StoreError> = relay.files(|blobs| blobs.tidy(clock::now())).await;
        if let Err(error) = done {
            tracing::error!(%error, "files could not be tidied");
        }
    }
}

/// Becomes true at the first SIGINT or SIGTERM.
fn stop_signal() -> std::io::Result<watch::Receiver<bool>> {
    let (sender, receiver) = watch::channel(false);
    let signal = signals()?;
    tokio::spawn(async move {
        signal.await;
        sender.send_replace(true);
    });
    Ok(receiver)
}

async fn stopped(mut stop: watch::Receiver<bool>) {
    // The sender goes only after it has sent.
    drop(stop.wait_for(|stop| *stop).await);
}

#[cfg(unix)]
fn signals() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn signals() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async { drop(tokio::signal::ctrl_c().await) })
}
