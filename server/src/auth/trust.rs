//! Who is at the other end of a connection, without asking the store for every frame.

use std::time::{Duration, Instant};

use shared::time::Timestamp;

use super::{Signed, signed};
use crate::{
    relay::Relay,
    store::{StoreError, TokenHash},
};

/// Another program may have written into the store: what this one knows is good for so long.
const AT_MOST: Duration = Duration::from_secs(1);

/// What the store said last of a session. It is true as long as the store's [`people_version`] stays.
///
/// [`people_version`]: crate::store::RelayStore::people_version
pub(crate) struct Trust {
    token: TokenHash,
    known: Option<(Signed, u64, Instant)>,
}

impl Trust {
    /// Nothing is known yet.
    pub(crate) const fn new(token: TokenHash) -> Self {
        Self { token, known: None }
    }

    /// Whose session it is, if it has not ended.
    pub(crate) async fn ask(&mut self, relay: &Relay, now: Timestamp) -> Result<Option<Signed>, StoreError> {
        let version = relay.people_version();
        if let Some((signed, known, since)) = &self.known
            && *known == version
            && since.elapsed() < AT_MOST
            && signed.expires_at > now
        {
            return Ok(Some(signed.clone()));
        }
        let (token, since) = (self.token, Instant::now());
        let found = relay.read(move |store| signed(store, token, now)).await?;
        self.known = found.clone().map(|signed| (signed, version, since));
        Ok(found)
    }
}
