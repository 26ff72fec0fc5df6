//! Random draws.

use shared::{
    forms::order,
    ids::{CommandId, DeviceId, DocumentId},
    time::Timestamp,
};

/// A new row's id and the key that sorts it after the rows made before `now`.
pub(crate) fn row(now: Timestamp) -> (String, String) {
    (hex(bytes::<8>()), order::at_end(now.0, &suffix()))
}

/// The random letters at the end of a key that sorts.
pub(crate) fn suffix() -> String {
    hex(bytes::<4>())
}

/// A new document's id.
pub(crate) fn document() -> DocumentId {
    DocumentId(bytes())
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
