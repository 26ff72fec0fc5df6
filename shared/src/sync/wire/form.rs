//! In which form each message crosses the wire. Only what holds lines of lists has another form than before.

use serde::{Serialize, de::DeserializeOwned};

use super::{FromDevice, FromRelay, Lines, ListedWith, RelaySays};
use crate::codec;

/// The form in which devices of today hear the relay.
pub(super) const FORM: u8 = codec::THIRD;

/// Whether a device hears in a form of before, by what it names in the address.
#[must_use]
pub fn is_of_before(form: Option<&str>) -> bool {
    form.and_then(|form| form.parse::<u8>().ok()).is_none_or(|form| form < FORM)
}

/// What crosses the wire, each in its form.
pub trait Message: Serialize + DeserializeOwned {
    /// The bytes of it.
    fn to_bytes(&self) -> Vec<u8> {
        codec::encode(self)
    }

    /// It, of bytes.
    #[must_use]
    fn of_bytes(bytes: &[u8]) -> Option<Self> {
        codec::decode(bytes)
    }
}

impl Message for FromDevice {}
impl Message for RelaySays<()> {}
impl Message for FromRelay {
    fn to_bytes(&self) -> Vec<u8> {
        codec::encode_as(FORM, self)
    }

    fn of_bytes(bytes: &[u8]) -> Option<Self> {
        codec::decode_as(FORM, bytes).or_else(|| RelaySays::<()>::of_bytes(bytes).map(|says| says.with(&None)))
    }
}

/// Writes a message as a frame.
#[must_use]
pub fn to_frame(message: &impl Message) -> Vec<u8> {
    message.to_bytes()
}

/// A frame of the relay's for a device that hears in the second form.
#[must_use]
pub fn for_before(frame: &[u8]) -> Option<Vec<u8>> {
    Some(FromRelay::of_bytes(frame)?.with(&()).to_bytes())
}

impl<W> RelaySays<W> {
    /// The same with something else for what waits.
    fn with<V: Clone>(self, waits: &V) -> RelaySays<V> {
        let listed = |listed: ListedWith<W>| listed.with(waits.clone());
        match self {
            Self::Inventory { documents: Lines { known, is_whole }, cursor, more, now } => {
                let documents = Lines { known: known.into_iter().map(listed).collect(), is_whole };
                RelaySays::Inventory { documents, cursor, more, now }
            }
            Self::Entries { listed: of, after, entries } => RelaySays::Entries { listed: listed(of), after, entries },
            Self::Answer { batch, document, accepted, refused, blocked, retry, listed: of } => {
                RelaySays::Answer { batch, document, accepted, refused, blocked, retry, listed: of.map(listed) }
            }
            Self::Decided { id, document, refused } => RelaySays::Decided { id, document, refused },
            Self::Directory(directory) => RelaySays::Directory(directory),
            Self::Trouble { code, batch, document } => RelaySays::Trouble { code, batch, document },
            Self::Welcome { era, rights } => RelaySays::Welcome { era, rights },
            Self::Lost { documents } => RelaySays::Lost { documents },
            Self::Compared { document, listed: of, agrees } => RelaySays::Compared { document, listed: of.map(listed), agrees },
            Self::Deadlines(deadlines) => RelaySays::Deadlines(deadlines),
            Self::Key { key } => RelaySays::Key { key },
            Self::Circle(circle) => RelaySays::Circle(circle),
            Self::Vouched { document, voucher } => RelaySays::Vouched { document, voucher },
            Self::Takes { codes } => RelaySays::Takes { codes },
            Self::WithLead { document, names } => RelaySays::WithLead { document, names },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        documents::DocumentKind,
        ids::DocumentId,
        records::read::Content,
        sync::wire::{Listed, of_frame},
        time::Timestamp,
        workflow::State,
    };

    #[test]
    fn a_device_of_before_hears_everything_but_what_waits_and_a_device_of_today_a_relay_of_before() {
        let (document, content) = (DocumentId([1; 16]), Content::default());
        let listed = Listed::of(document, &content, &State::new(DocumentKind::Case), Timestamp(5), Vec::new(), 3);
        let frame = to_frame(&FromRelay::Inventory { documents: vec![listed.clone()].into(), cursor: 9, more: false, now: Timestamp(7) });
        let before = for_before(&frame).expect("it is a message");
        assert_eq!((frame.first(), before.first()), (Some(&3), Some(&2)));
        assert_eq!(for_before(&before).as_ref(), Some(&before));
        let heard = FromRelay::Inventory { documents: vec![listed.with(None)].into(), cursor: 9, more: false, now: Timestamp(7) };
        assert_eq!(of_frame(&before), Ok(heard));
        assert!(is_of_before(None) && is_of_before(Some("2")) && is_of_before(Some("x")) && !is_of_before(Some("3")));
        assert!(!is_of_before(Some("4")), "a relay of before speaks as well as it can");
    }
}
