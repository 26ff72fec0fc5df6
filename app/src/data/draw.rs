//! Random draws.

use shared::{
    ids::{CommandId, DeviceId},
    time::Timestamp,
};

/// A new row's id and the key that sorts it after the rows made before `now`.
pub(crate) fn row(now: Timestamp) -> (String, String) {
    let [id, suffix] = [hex(bytes::<8>()), hex(bytes::<4>())];
    (id, format!("{:013}-{suffix}", now.0))
}

/// A new command's id.
pub(crate) fn command() -> CommandId {
    CommandId(bytes())
}

/// A new device's id.
pub(crate) fn device() -> DeviceId {
    DeviceId(bytes())
}

/// Fresh random bytes.
pub(crate) fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("every browser that runs WASM has a source of randomness");
    bytes
}

fn hex<const N: usize>(bytes: [u8; N]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
