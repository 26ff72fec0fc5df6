//! What only handing over needs, out of the file of its own: see `pages::apart`, which few people open either.

use leptos::wasm_split::{SplitLoaderError, wasm_split};
use shared::sync::handing::{Flaw, Trial, Tried, trying};

/// The file is not on this device, and cannot be had now.
pub(super) struct Away;

impl From<SplitLoaderError> for Away {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// Tries a parcel.
#[wasm_split(apart, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn try_parcel(trial: Trial) -> Result<Result<Tried, Flaw>, Away> {
    Ok(trying::try_parcel(trial))
}
