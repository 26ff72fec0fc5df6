//! From the start of navigation to a drawn list, out of the service worker, with the relay stopped.

use std::time::Duration;

use tests::{Device, Relay, Who, eventually::soon};

use crate::Figure;

const TIMES: usize = 5;

/// The page's own clock, from the start of navigation, at the first look that finds a case in the list.
const DRAWN: &str =
    "const look = () => document.querySelector('#cases > li') ? done(performance.now()) : requestAnimationFrame(look); look()";

pub(crate) fn from_service_worker() -> Figure {
    let taken = tokio::runtime::Runtime::new().expect("a runtime").block_on(measure());
    Figure { what: "start from the service worker to a drawn list", how: "5 cold starts of Chromium, relay stopped", taken }
}

async fn measure() -> Vec<Duration> {
    let mut relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    li.is_ready_for_the_road().await;
    relay.stop();
    let mut taken = Vec::new();
    for _ in 0..TIMES {
        li.restart("/").await;
        let drawn = soon("a drawn list", async || li.run_async(DRAWN).await.as_f64().ok_or("no time".to_owned())).await;
        taken.push(Duration::from_secs_f64(drawn / 1000.0));
    }
    taken
}
