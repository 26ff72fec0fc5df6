//! Guessing is slowed down: after ten failures within a minute a name has to wait.

use std::collections::HashMap;

use shared::time::Timestamp;

use crate::clock::MINUTE;

const ALLOWED: u32 = 10;
/// With this many names in memory, old ones are forgotten first.
const NAMES: usize = 10_000;

/// Failures by name, each name's in the minute that began with its first.
#[derive(Debug, Default)]
pub(super) struct Attempts(HashMap<String, (Timestamp, u32)>);

impl Attempts {
    pub(super) fn may_try(&self, name: &str, now: Timestamp) -> bool {
        self.0.get(name).is_none_or(|(since, failures)| *failures < ALLOWED || is_over(*since, now))
    }

    pub(super) fn failed(&mut self, name: &str, now: Timestamp) {
        if self.0.len() >= NAMES {
            self.0.retain(|_, (since, _)| !is_over(*since, now));
        }
        let (since, failures) = self.0.entry(name.to_owned()).or_insert((now, 0));
        if is_over(*since, now) {
            (*since, *failures) = (now, 0);
        }
        *failures += 1;
    }

    pub(super) fn succeeded(&mut self, name: &str) {
        self.0.remove(name);
    }
}

fn is_over(since: Timestamp, now: Timestamp) -> bool {
    now.0 - since.0 >= MINUTE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eleventh_guess_within_a_minute_waits() {
        let mut attempts = Attempts::default();
        for second in 0..10 {
            assert!(attempts.may_try("li", Timestamp(second * 1000)));
            attempts.failed("li", Timestamp(second * 1000));
        }
        assert!(!attempts.may_try("li", Timestamp(11_000)));
        assert!(attempts.may_try("chen", Timestamp(11_000)));
        assert!(attempts.may_try("li", Timestamp(MINUTE)));
    }
}
