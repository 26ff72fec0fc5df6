//! A key made of a secret, slowly: whoever guesses pays as much for each guess.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use shared::lock::Cost;

use super::super::{cipher::Key, store::StoreError};

/// The key. Takes its time in this worker, where the page does not wait for it.
pub(super) async fn key(secret: &str, salt: &[u8], cost: Cost) -> Result<Key, StoreError> {
    let mut bytes = [0; 32];
    hash(secret, salt, cost, &mut bytes).map_err(StoreError)?;
    Key::of(&bytes).await
}

fn hash(secret: &str, salt: &[u8], cost: Cost, out: &mut [u8; 32]) -> Result<(), String> {
    let params = Params::new(cost.memory, cost.passes, 1, Some(out.len())).map_err(|error| error.to_string())?;
    let mut blocks = Vec::new();
    // A device that cannot spare the memory says so instead of ending the app.
    blocks.try_reserve_exact(params.block_count()).map_err(|error| error.to_string())?;
    blocks.resize(params.block_count(), Block::default());
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_into_with_memory(secret.as_bytes(), salt, out, &mut blocks).map_err(|error| error.to_string())
}
