//! Frames of both directions and rows of the stores: any bytes are a value or none, and a value survives.

use serde::{Serialize, de::DeserializeOwned};
use shared::{
    codec,
    records::edit::Edit,
    sync::{
        device::Draft,
        session::SignIn,
        wire::{FromDevice, FromRelay, Listed, Message, for_before, of_frame, to_frame},
    },
    workflow::{Command, Refusal, State},
};

/// The versions that frames and rows begin with: most bytes would end there.
const VERSIONS: [&[u8]; 3] = [&[], &[codec::SECOND], &[codec::THIRD]];

/// Reads bytes as everything that is read from a wire or a store.
pub fn frames(bytes: &[u8]) {
    for bytes in VERSIONS.map(|version| [version, bytes].concat()) {
        let bytes = &bytes;
        frame::<FromDevice>(bytes);
        frame::<FromRelay>(bytes);
        row::<SignIn>(bytes);
        row::<Draft>(bytes);
        row::<Edit>(bytes);
        row::<Listed>(bytes);
        drop(for_before(bytes));
        row::<Command>(bytes);
        row::<Refusal>(bytes);
        row::<State>(bytes);
    }
}

fn frame<T: Message>(bytes: &[u8]) {
    if let Ok(message) = of_frame::<T>(bytes) {
        // A list may have been read without what only a later release knows: what was read survives.
        let written = to_frame(&message);
        let again = of_frame::<T>(&written).expect("what was written is read");
        assert_eq!(to_frame(&again), written);
    }
}

fn row<T: Serialize + DeserializeOwned>(bytes: &[u8]) {
    drop(codec::decode_first::<T>(bytes));
    if let Some(value) = codec::decode::<T>(bytes) {
        let written = codec::encode(&value);
        let again: T = codec::decode(&written).expect("what was written is read");
        assert_eq!(codec::encode(&again), written);
    }
}
