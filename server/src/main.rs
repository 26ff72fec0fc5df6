//! The relay of 联动: it authenticates, checks every change against the rules, keeps it durably and passes it on.

mod auth;
mod cli;
mod clock;
mod demo;
mod desk;
mod http;
mod random;
mod relay;
mod store;
#[cfg(test)]
mod testing;

fn main() -> std::process::ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(cli::log_filter())
        .with_writer(std::io::stderr)
        .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
        .init();
    cli::run()
}
