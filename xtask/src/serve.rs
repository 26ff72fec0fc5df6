//! `cargo xtask serve`: build what changed, then become the relay.

use std::process::Command;

use crate::{Outcome, dist, process};

/// What the relay is told when the person says nothing else: option, value.
const DEFAULTS: [(&str, &str); 2] = [("--listen", "127.0.0.1:8080"), ("--data", "data")];

/// Ends when the relay ends.
pub(crate) fn run(args: &[String]) -> Outcome {
    dist::build()?;
    become_relay(Command::new(process::relay()?).args(relay_arguments(args)))
}

/// The person's own words replace the defaults of the same name.
fn relay_arguments(own: &[String]) -> Vec<String> {
    let is_own = |option: &str| own.iter().any(|word| word == option || word.starts_with(&format!("{option}=")));
    let mut all = vec!["serve".to_owned()];
    if !is_own("--demo") {
        all.push("--demo".to_owned());
    }
    for (option, value) in DEFAULTS.into_iter().filter(|(option, _)| !is_own(option)) {
        all.extend([option.to_owned(), value.to_owned()]);
    }
    all.extend_from_slice(own);
    all
}

/// Takes over this process, so that signals reach the relay itself and it can shut down in order.
#[cfg(unix)]
fn become_relay(relay: &mut Command) -> Outcome {
    use std::os::unix::process::CommandExt;
    Err(format!("{} did not start: {}", process::RELAY, relay.exec()))
}

#[cfg(not(unix))]
fn become_relay(relay: &mut Command) -> Outcome {
    process::run(relay)
}

#[cfg(test)]
mod tests {
    use super::relay_arguments;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn without_arguments_the_demo_city_is_served_on_this_machine_only() {
        assert_eq!(relay_arguments(&[]), words("serve --demo --listen 127.0.0.1:8080 --data data"));
    }

    #[test]
    fn an_own_option_replaces_the_default_in_either_spelling() {
        assert_eq!(relay_arguments(&words("--listen 0.0.0.0:80 --data=/x")), words("serve --demo --listen 0.0.0.0:80 --data=/x"));
    }
}
