//! `liandong serve`: from the first look at the store to the last commit.

mod stop;

use std::{sync::Arc, time::Duration};

use shared::key;
use tokio::{net::TcpListener, runtime::Runtime, task::spawn_blocking, time};

use crate::{
    blobs::{BlobStore, Blobs, place},
    cli::claim::claim_to_serve,
    cli::config,
    cli::print::{self, CommandError},
    clock, demo, hearing,
    http::{
        door::{Door, certificate::Certificate},
        router::{of_operators, router},
    },
    logs, metrics,
    relay::Relay,
    settings::{Given, Settings},
    sign_on::SignOn,
    store::{Limit, RelayStore, Sqlite, StoreError},
};
use stop::Stop;

/// How long what was begun may take when the program is to end.
const GRACE: Duration = Duration::from_secs(10);
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
    let runtime = Runtime::new().map_err(CommandError::System)?;
    let done = runtime.block_on(serve(&sheet.settings));
    // A store of files that takes its time is not waited for: what it has not confirmed stands in the folder of uploads.
    runtime.shutdown_timeout(GRACE);
    done
}

async fn serve(options: &Settings) -> Result<(), CommandError> {
    let certificate = certificate(options)?;
    let cannot_listen = |error| CommandError::Listen(options.listen, error);
    let listener = TcpListener::bind(options.listen).await.map_err(cannot_listen)?;
    let address = listener.local_addr().map_err(cannot_listen)?;
    let sign_on = SignOn::of(options).map_err(|(path, error)| CommandError::File(path, error))?;
    let _claim = claim_to_serve(&options.data)?;
    let store: Arc<dyn RelayStore> = Arc::new(Sqlite::open(&options.data, options.store_limit_mib.map(|mib| Limit { mib: mib.get() }))?);
    let held = place(options).map_err(|(path, error)| CommandError::File(path, error))?;
    look_at_files(&*store, &*held, options)?;
    let blobs = Blobs::open(&options.data.join("uploads"), held, store.clone(), clock::now())?;
    let relay = Arc::new(Relay::new(store, blobs, options)?.with_sign_on(sign_on));
    relay.desks.follow_up().await;
    let is_empty = relay.read(|store| store.accounts()).await?.is_empty();
    // From here on a signal waits: a city that is half laid out would stay so.
    let mut stop = Stop::listen().map_err(CommandError::System)?;
    if options.demo && is_empty {
        print::say(key!("relay.laying_out"), &[]);
        demo::lay_out(&relay).await.map_err(CommandError::Demo)?;
    }
    if let Some(address) = options.metrics_listen {
        let listener = TcpListener::bind(address).await.map_err(|error| CommandError::Listen(address, error))?;
        tokio::spawn(axum::serve(listener, of_operators(options.data.clone())).into_future());
    }
    let scheme = if certificate.is_some() { "https" } else { "http" };
    print::say(key!("relay.listening"), &[("address", &format!("{scheme}://{address}"))]);
    if options.demo {
        demo::introduce(&relay).await?;
    } else if is_empty {
        print::say(key!("relay.no_people"), &[]);
    }

    let desks = relay.clone();
    tokio::spawn(async move { desks.desks.keep_tidy().await });
    tokio::spawn(tidy(relay.clone()));
    tokio::spawn(hearing::write_down(relay.clone()));
    if let Some(certificate) = certificate.clone() {
        tokio::spawn(certificate.renew());
    }
    tokio::spawn(Door::new(listener, certificate.as_ref(), relay.clone(), router(relay.clone())).open());
    stop.first().await;
    print::say(key!("relay.stopping"), &[]);
    if time::timeout(GRACE, relay.closing.close()).await.is_err() {
        tracing::warn!("whoever did not finish within the time is cut off");
        relay.desks.live().end_all();
    }
    let hearing = relay.hearing.clone();
    relay.read(move |store| hearing.write_down(store)).await?;
    spawn_blocking(move || relay.desks.finish()).await.map_err(|error| CommandError::System(error.into()))
}

/// The certificate that the settings name. One that has expired is said and served: whoever is warned may go on, and a renewed one is taken
/// as soon as it is there.
fn certificate(options: &Settings) -> Result<Option<Arc<Certificate>>, CommandError> {
    let Some(files) = options.tls() else { return Ok(None) };
    let path = files.certificate.display().to_string();
    let certificate = Certificate::read(files).map_err(CommandError::Certificate)?;
    if certificate.ends_at() <= clock::now() {
        print::complain(key!("tls.has_ended"), &[("path", &path)]);
    }
    Ok(Some(Arc::new(certificate)))
}

/// Says where files are out of reach, or somewhere else than the settings say. Documents go on all the same.
fn look_at_files(store: &dyn RelayStore, held: &dyn BlobStore, options: &Settings) -> Result<(), CommandError> {
    let place = options.place_of_files();
    let one = store.files()?.first().map(|(hash, _)| *hash);
    match held.probe().and_then(|()| one.map_or(Ok(true), |hash| held.holds(hash))) {
        Ok(true) => {}
        Ok(false) => print::complain(key!("stored_files.elsewhere"), &[("place", &place)]),
        Err(error) => print::complain(key!("stored_files.away"), &[("place", &place), ("why", &error.to_string())]),
    }
    Ok(())
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
