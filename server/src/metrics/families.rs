//! The table of what is counted, with the sentence that Prometheus shows for each.

use std::{fs, path::Path, time::Instant};

use prometheus_client::{
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram, info::Info},
    registry::{Metric, Registry},
};

/// A label: its name and a code.
pub(super) type Label = (&'static str, &'static str);

/// Everything that is counted.
pub(super) struct Families {
    pub(super) registry: Registry,
    pub(super) connections: Gauge,
    pub(super) submits: Counter,
    pub(super) changes: Family<[Label; 2], Counter>,
    pub(super) commands: Family<[Label; 3], Counter>,
    pub(super) troubles: Family<[Label; 1], Counter>,
    pub(super) commits: Family<[Label; 1], Histogram>,
    pub(super) group: Histogram,
    pub(super) guard: Histogram,
    pub(super) loaded: Gauge,
    pub(super) cuts: Counter,
    store: Gauge,
    uptime: Gauge,
    began: Instant,
}

impl Families {
    #[rustfmt::skip]
    pub(super) fn new() -> Self {
        let mut registry = Registry::with_prefix("liandong");
        let families = Self {
            connections: register(&mut registry, "connections", "Open connections of devices", Gauge::default()),
            submits:     register(&mut registry, "submits", "Batches of changes that were answered", Counter::default()),
            changes:     register(&mut registry, "changes", "Changes by what became of them; of refused ones the code", Family::default()),
            commands:    register(&mut registry, "commands", "Commands by act and outcome; of refused ones the code", Family::default()),
            troubles:    register(&mut registry, "troubles", "What the relay could not do, by code", Family::default()),
            commits:     register(&mut registry, "commit_seconds", "Time of a commit until it is durable", Family::new_with_constructor(|| Histogram::new(SECONDS))),
            group:       register(&mut registry, "commit_writes", "Writes that shared one commit", Histogram::new([1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0])),
            guard:       register(&mut registry, "guard_seconds", "Time in which the guard judged one batch", Histogram::new(SECONDS)),
            loaded:      register(&mut registry, "documents_loaded", "Documents in memory", Gauge::default()),
            cuts:        register(&mut registry, "lines_cut", "Connections cut because they did not take what was said on them", Counter::default()),
            store:       register(&mut registry, "store_bytes", "Size of the store's files", Gauge::default()),
            uptime:      register(&mut registry, "uptime_seconds", "Since the program began", Gauge::default()),
            began: Instant::now(),
            registry: Registry::default(),
        };
        registry.register("build", "The program", Info::new([("version", env!("CARGO_PKG_VERSION"))]));
        Self { registry, ..families }
    }

    /// Looks at what is not counted as it happens.
    pub(super) fn look(&self, data: &Path) {
        self.uptime.set(i64::try_from(self.began.elapsed().as_secs()).unwrap_or(i64::MAX));
        let files = fs::read_dir(data).into_iter().flatten().flatten().filter_map(|file| file.metadata().ok());
        let bytes: u64 = files.filter(std::fs::Metadata::is_file).map(|file| file.len()).sum();
        self.store.set(i64::try_from(bytes).unwrap_or(i64::MAX));
    }
}

/// From half a millisecond to ten seconds.
const SECONDS: [f64; 14] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

fn register<M: Metric + Clone>(registry: &mut Registry, name: &str, about: &str, metric: M) -> M {
    registry.register(name, about, metric.clone());
    metric
}
