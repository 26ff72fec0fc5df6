//! The relay of 联动: it authenticates, checks every change against the rules, keeps it durably and passes it on.

mod auth;
mod cli;
mod clock;
mod demo;
mod desk;
mod http;
mod logs;
mod metrics;
mod random;
mod readiness;
mod relay;
mod settings;
mod store;
#[cfg(test)]
mod testing;

/// The rules make and drop many small values for each change, on many threads: a seventh of the work with the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}
