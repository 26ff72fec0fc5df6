//! automerge-repo's frames: one CBOR map each. They are read in place: nothing is set aside for what a length promises.

use std::convert::Infallible;

use minicbor::{Decoder, Encoder, encode::Error};
use shared::{ids::DocumentId, sync::wire::Trouble};

/// The relay's name among peers.
const RELAY: &str = "liandong";
/// The only version of the protocol there is.
const VERSION: &str = "1";

/// What a client says.
#[derive(Debug, PartialEq)]
pub(super) enum FromClient<'a> {
    /// The first word.
    Join {
        /// What it calls itself.
        name: &'a str,
        /// It speaks the version that we speak.
        speaks_ours: bool,
    },
    /// What it has of a document; a first question (`request`) is the same.
    Sync {
        /// The document's id as text.
        document: &'a str,
        /// A sync message.
        data: &'a [u8],
    },
    /// The last word.
    Leave,
    /// Greetings among those who look at the same document, and whatever else there may come to be.
    Other,
}

/// Reads a frame; `None` for what is none.
pub(super) fn read(frame: &[u8]) -> Option<FromClient<'_>> {
    let mut decoder = Decoder::new(frame);
    let (mut kind, mut name, mut document, mut data, mut speaks_ours) = (None, None, None, None, false);
    for _ in 0..decoder.map().ok()?? {
        match decoder.str().ok()? {
            "type" => kind = Some(decoder.str().ok()?),
            "senderId" => name = Some(decoder.str().ok()?),
            "documentId" => document = Some(decoder.str().ok()?),
            "data" => data = Some(decoder.bytes().ok()?),
            "supportedProtocolVersions" => {
                for _ in 0..decoder.array().ok()?? {
                    speaks_ours |= decoder.str().ok()? == VERSION;
                }
            }
            _ => decoder.skip().ok()?,
        }
    }
    match kind? {
        "join" => Some(FromClient::Join { name: name?, speaks_ours }),
        "sync" | "request" => Some(FromClient::Sync { document: document?, data: data? }),
        "leave" => Some(FromClient::Leave),
        _ => Some(FromClient::Other),
    }
}

/// Welcome.
pub(super) fn peer(to: &str) -> Vec<u8> {
    frame("peer", to, 2, |cbor| {
        cbor.str("selectedProtocolVersion")?.str(VERSION)?.str("peerMetadata")?.map(0)?;
        Ok(())
    })
}

/// A sync message.
pub(super) fn sync(to: &str, document: DocumentId, data: &[u8]) -> Vec<u8> {
    frame("sync", to, 2, |cbor| {
        cbor.str("documentId")?.str(&document.to_string())?.str("data")?.bytes(data)?;
        Ok(())
    })
}

/// There is no such document, or not for this person.
pub(super) fn unavailable(to: &str, document: DocumentId) -> Vec<u8> {
    frame("doc-unavailable", to, 1, |cbor| {
        cbor.str("documentId")?.str(&document.to_string())?;
        Ok(())
    })
}

/// Why the connection ends now.
pub(super) fn error(to: &str, code: Trouble) -> Vec<u8> {
    frame("error", to, 1, |cbor| {
        cbor.str("message")?.str(code.code())?;
        Ok(())
    })
}

type Cbor = Encoder<Vec<u8>>;

fn frame(kind: &str, to: &str, further: u64, fields: impl FnOnce(&mut Cbor) -> Result<(), Error<Infallible>>) -> Vec<u8> {
    let mut cbor = Encoder::new(Vec::new());
    let write = |cbor: &mut Cbor| {
        cbor.map(3 + further)?.str("type")?.str(kind)?.str("senderId")?.str(RELAY)?.str("targetId")?.str(to)?;
        fields(cbor)
    };
    write(&mut cbor).expect("memory takes every write");
    cbor.into_writer()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_relay_says_can_be_read() {
        let document = DocumentId([7; 16]);
        assert_eq!(read(&sync("c", document, b"x")), Some(FromClient::Sync { document: &document.to_string(), data: b"x" }));
        for other in [peer("c"), unavailable("c", document), error("c", Trouble::SignedOut)] {
            assert_eq!(read(&other), Some(FromClient::Other));
        }
    }

    #[test]
    fn a_client_joins_with_its_name_and_the_versions_that_it_speaks() {
        let join = |version: &str| {
            let mut cbor = Encoder::new(Vec::new());
            cbor.map(4).unwrap().str("type").unwrap().str("join").unwrap().str("senderId").unwrap().str("c").unwrap();
            cbor.str("supportedProtocolVersions").unwrap().array(2).unwrap().str("7").unwrap().str(version).unwrap();
            cbor.str("peerMetadata").unwrap().map(1).unwrap().str("isEphemeral").unwrap().bool(true).unwrap();
            cbor.into_writer()
        };
        assert_eq!(read(&join("1")), Some(FromClient::Join { name: "c", speaks_ours: true }));
        assert_eq!(read(&join("2")), Some(FromClient::Join { name: "c", speaks_ours: false }));
    }

    #[test]
    fn what_is_no_message_is_none_whatever_it_promises() {
        let honest = sync("c", DocumentId([7; 16]), b"data");
        for end in 0..honest.len() {
            assert_eq!(read(&honest[..end]), None, "cut after {end} bytes");
        }
        let deep = [&[0xa1, 0x61, b'x'][..], &vec![0x81; 1_000_000]].concat();
        let wide = [0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
        let long = [0xa1, 0x64, b't', b'y', b'p', b'e', 0x7b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
        for strange in [&deep[..], &wide, &long, &[0xa0], &[0xbf, 0xff], &[0x80], b""] {
            assert_eq!(read(strange), None);
        }
    }
}
