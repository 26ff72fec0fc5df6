//! Randomness from the operating system.

/// Bytes that nobody can guess.
///
/// # Panics
/// When the operating system has no randomness to give: nothing secret can be made then.
pub(crate) fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives randomness");
    bytes
}
