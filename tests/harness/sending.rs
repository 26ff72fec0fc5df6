//! A file on its way to the relay: a small client of tus 1.0.

use std::{io::Write, net::TcpStream};

use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};
use shared::ids::Hash;

use crate::{Hand, hand::Answer};

/// Where uploads begin.
pub const UPLOADS: &str = "/api/blobs/uploads";
/// The version of the protocol.
pub const TUS: (&str, &str) = ("tus-resumable", "1.0.0");
/// The media type of a part.
pub const PART: (&str, &str) = ("content-type", "application/offset+octet-stream");

/// The hash by which a file is named.
#[must_use]
pub fn hash_of(bytes: &[u8]) -> Hash {
    Hash(Sha256::digest(bytes).into())
}

/// A value as tus writes it into headers.
#[must_use]
pub fn base64(bytes: impl AsRef<[u8]>) -> String {
    BASE64_STANDARD.encode(bytes)
}

/// What is said of a file when its upload begins.
#[must_use]
pub fn metadata(hash: Hash, filetype: &str) -> String {
    format!("sha256 {},filetype {}", base64(hash.to_hex()), base64(filetype))
}

/// An upload that has begun.
#[derive(Clone, Debug)]
pub struct Sending {
    hand: Hand,
    /// Its address.
    pub place: String,
}

impl Hand {
    /// Asks to send a file.
    #[must_use]
    pub fn announce(&self, hash: Hash, length: usize, filetype: &str) -> Answer {
        let (length, metadata) = (length.to_string(), metadata(hash, filetype));
        self.send("POST", UPLOADS, &[TUS, ("upload-length", &length), ("upload-metadata", &metadata)], &[])
    }

    /// Begins to send a file.
    ///
    /// # Panics
    /// When the relay does not want it.
    #[must_use]
    pub fn begin_sending(&self, bytes: &[u8], filetype: &str) -> Sending {
        let answer = self.announce(hash_of(bytes), bytes.len(), filetype);
        assert_eq!(answer.status, 201, "{}", answer.text());
        Sending { hand: self.clone(), place: answer.header("location").to_owned() }
    }

    /// Sends a whole file.
    ///
    /// # Panics
    /// When the relay does not take it.
    pub fn send_file(&self, bytes: &[u8], filetype: &str) -> Hash {
        let answer = self.begin_sending(bytes, filetype).part(0, bytes);
        assert_eq!(answer.status, 204, "{}", answer.text());
        hash_of(bytes)
    }

    /// Asks for a file.
    #[must_use]
    pub fn file(&self, hash: Hash, headers: &[(&str, &str)]) -> Answer {
        self.get(&format!("/api/blobs/{}", hash.to_hex()), headers)
    }
}

impl Sending {
    /// Sends a part.
    #[must_use]
    pub fn part(&self, from: usize, bytes: &[u8]) -> Answer {
        self.part_with(from, bytes, &[])
    }

    /// As [`Sending::part`], with further headers.
    #[must_use]
    pub fn part_with(&self, from: usize, bytes: &[u8], headers: &[(&str, &str)]) -> Answer {
        let from = from.to_string();
        let all = [&[TUS, PART, ("upload-offset", from.as_str())], headers].concat();
        self.hand.send("PATCH", &self.place, &all, bytes)
    }

    /// Begins a part of `length` bytes of which only these come; the connection stays open as long as it is held.
    ///
    /// # Panics
    /// When the relay is not there.
    #[must_use]
    pub fn half_part(&self, host: &str, from: usize, length: usize, bytes: &[u8]) -> TcpStream {
        let cookie = self.hand.cookie.as_deref().expect("signed in");
        let mut stream = TcpStream::connect(host).expect("the relay is there");
        let head = format!(
            "PATCH {} HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\ntus-resumable: 1.0.0\r\nupload-offset: {from}\r\n\
             content-type: application/offset+octet-stream\r\ncontent-length: {length}\r\n\r\n",
            self.place
        );
        stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(bytes)).expect("the relay is there");
        stream
    }

    /// Asks how far it is.
    #[must_use]
    pub fn ask(&self) -> Answer {
        self.hand.send("HEAD", &self.place, &[TUS], &[])
    }

    /// How far it is.
    ///
    /// # Panics
    /// When the relay does not say.
    #[must_use]
    pub fn offset(&self) -> usize {
        let answer = self.ask();
        assert_eq!(answer.status, 200);
        answer.header("upload-offset").parse().expect("a number")
    }

    /// Gives it up.
    #[must_use]
    pub fn give_up(&self) -> Answer {
        self.hand.send("DELETE", &self.place, &[TUS], &[])
    }
}
