//! What a device says of itself to one beside it, as a QR code or typed over: so that a file can be closed for a device that the
//! other does not know yet. The people stand before each other; nothing else proves it.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use super::series::{from_text, to_text};
use crate::{codec, ids::Author, sync::carried::KEY};

/// What such codes begin with.
const BEGINS: &str = "LDK1/";
/// The longest name.
const NAME: usize = 100;

/// A device introduces itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// Whose, which.
    pub author: Author,
    /// The person's name.
    pub name: String,
    /// The key for which files are closed, an uncompressed point of P-256.
    pub opens: ByteBuf,
}

impl Hello {
    /// As the text of a QR code.
    #[must_use]
    pub fn to_text(&self) -> String {
        format!("{BEGINS}{}", to_text(&codec::encode(self)))
    }

    /// From such a text; `None` for what is none.
    #[must_use]
    pub fn of_text(text: &str) -> Option<Self> {
        let hello: Self = codec::decode(&from_text(text.trim().strip_prefix(BEGINS)?)?)?;
        (hello.opens.len() == KEY && hello.name.len() <= NAME).then_some(hello)
    }
}
