//! Who is on the way to the provider. In memory, bounded, and each taken once: whoever was on the way while the relay was
//! started anew begins again.

use std::collections::HashMap;

use shared::{sync::session::BeginSignOn, time::Timestamp};

use super::provider::Asked;
use crate::{clock::MINUTE, store::TokenHash};

/// How long the way may take. The browser keeps its secret as long.
pub(crate) const LASTS: i64 = 10 * MINUTE;
/// So many are on the way at once; then the one longest on it is forgotten.
const MOST: usize = 4096;

/// Somebody on the way.
#[derive(Debug)]
pub(super) struct Begun {
    /// The hash of the secret of the browser in which it began.
    pub(super) browser: TokenHash,
    /// What the person wants.
    pub(super) wish: BeginSignOn,
    /// What only the provider's honest answer fits.
    pub(super) asked: Asked,
    /// Since when.
    pub(super) at: Timestamp,
}

/// All of them, by the hash of the state that the provider gives back.
#[derive(Debug, Default)]
pub(super) struct Waiting(HashMap<TokenHash, Begun>);

impl Waiting {
    /// Somebody begins.
    pub(super) fn put(&mut self, state: TokenHash, begun: Begun) {
        if self.0.len() >= MOST {
            self.0.retain(|_, other| is_under_way(other.at, begun.at));
        }
        if self.0.len() >= MOST {
            let oldest = self.0.iter().min_by_key(|(_, other)| other.at).map(|(state, _)| *state);
            oldest.and_then(|state| self.0.remove(&state));
        }
        self.0.insert(state, begun);
    }

    /// Somebody comes back in this browser. A stranger who knows the state takes nothing away.
    pub(super) fn take(&mut self, state: TokenHash, browser: TokenHash, now: Timestamp) -> Option<Begun> {
        self.0.get(&state).filter(|begun| begun.browser == browser)?;
        self.0.remove(&state).filter(|begun| is_under_way(begun.at, now))
    }
}

fn is_under_way(since: Timestamp, now: Timestamp) -> bool {
    now.0 - since.0 < LASTS
}

#[cfg(test)]
mod tests {
    use shared::ids::DeviceId;

    use super::*;

    fn begun(browser: u8, at: i64) -> Begun {
        let wish = BeginSignOn { device: DeviceId([1; 16]), back: "/".into() };
        Begun { browser: [browser; 32], wish, asked: Asked::default(), at: Timestamp(at) }
    }

    fn state(number: usize) -> TokenHash {
        let mut state = [0; 32];
        state[..8].copy_from_slice(&number.to_be_bytes());
        state
    }

    #[test]
    fn a_beginning_ends_once_in_its_own_browser_and_in_time() {
        let mut waiting = Waiting::default();
        waiting.put(state(1), begun(1, 0));
        assert!(waiting.take(state(2), [1; 32], Timestamp(1)).is_none(), "another state");
        assert!(waiting.take(state(1), [2; 32], Timestamp(1)).is_none(), "another browser");
        assert!(waiting.take(state(1), [1; 32], Timestamp(LASTS - 1)).is_some());
        assert!(waiting.take(state(1), [1; 32], Timestamp(LASTS - 1)).is_none(), "once");
        waiting.put(state(1), begun(1, 0));
        assert!(waiting.take(state(1), [1; 32], Timestamp(LASTS)).is_none(), "too late");
    }

    #[test]
    fn however_many_begin_few_are_remembered_and_the_last_is_among_them() {
        let mut waiting = Waiting::default();
        for number in 0..MOST + 10 {
            waiting.put(state(number), begun(1, i64::try_from(number).unwrap()));
            assert!(waiting.0.len() <= MOST);
        }
        assert!(waiting.take(state(0), [1; 32], Timestamp(0)).is_none());
        assert!(waiting.take(state(MOST + 9), [1; 32], Timestamp(5000)).is_some());
    }
}
