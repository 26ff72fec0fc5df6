//! The relay of 联动: it authenticates, checks every change against the rules, keeps it durably and passes it on.

mod administration;
mod auth;
mod authorities;
mod blobs;
mod cli;
mod clock;
mod demo;
mod desk;
mod hearing;
mod http;
mod later;
mod logs;
mod metrics;
mod pen;
mod random;
mod readiness;
mod relay;
mod settings;
mod sign_on;
mod store;
mod survey;
#[cfg(test)]
mod testing;
mod vouching;

/// What signing in and a busy hour took goes back to the system: the usual allocator keeps it for each thread that ever ran.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}
