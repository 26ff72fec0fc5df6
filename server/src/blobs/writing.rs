//! Bytes that arrive go to the end of their upload's file.

use std::{io, time::Duration};

use axum::body::Bytes;
use futures_util::{Stream, StreamExt};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use shared::sync::session::ProblemCode;
use tokio::{
    fs::{File, OpenOptions},
    io::AsyncWriteExt,
    time,
};

use super::{Upload, folder::failed};
use crate::http::problem::Problem;

/// Whoever sends nothing for so long has gone, and somebody else may write.
pub(crate) const SILENCE: Duration = Duration::from_secs(20);

/// What is to be written.
pub(crate) struct Part<S> {
    /// Where it belongs.
    pub(crate) from: u64,
    /// The bytes.
    pub(crate) bytes: S,
    /// What they should add up to.
    pub(crate) checksum: Option<Checksum>,
    /// How long the sender may be silent.
    pub(crate) patience: Duration,
}

/// A checksum of a part (the extension of that name; SHA-1 is the one that every relay must know).
pub(crate) enum Checksum {
    /// SHA-1, and what it should be.
    Sha1(Sha1, Vec<u8>),
    /// SHA-256, and what it should be.
    Sha256(Sha256, Vec<u8>),
}

impl Checksum {
    fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha1(hasher, _) => sha1::Digest::update(hasher, bytes),
            Self::Sha256(hasher, _) => Digest::update(hasher, bytes),
        }
    }

    fn fits(self) -> bool {
        match self {
            Self::Sha1(hasher, expected) => sha1::Digest::finalize(hasher).as_slice() == expected,
            Self::Sha256(hasher, expected) => Digest::finalize(hasher).as_slice() == expected,
        }
    }
}

/// Writes a part; whoever asks holds the upload's pen. What came before a connection broke stays, unless it has a checksum that it cannot
/// be held against; what is more than was announced, or not what its checksum says, does not.
pub(crate) async fn write<S>(upload: &Upload, part: Part<S>) -> Result<(), Problem>
where
    S: Stream<Item = Result<Bytes, axum::Error>> + Unpin,
{
    let Part { from, mut bytes, mut checksum, patience } = part;
    let mut file = OpenOptions::new().append(true).open(upload.file()).await.map_err(gone)?;
    if file.metadata().await.map_err(failed)?.len() != from {
        return Err(Problem(ProblemCode::Conflict));
    }
    let mut room = upload.about.length - from;
    let refused = loop {
        let piece = match time::timeout(patience, bytes.next()).await {
            Ok(Some(Ok(piece))) => piece,
            Ok(None) if checksum.take().is_none_or(Checksum::fits) => break None,
            Ok(None) => break Some(ProblemCode::WrongHash),
            // Nobody is there to hear an answer.
            Ok(Some(Err(_))) | Err(_) if checksum.is_none() => break None,
            Ok(Some(Err(_))) | Err(_) => break Some(ProblemCode::BadRequest),
        };
        match room.checked_sub(piece.len() as u64) {
            Some(rest) => room = rest,
            None => break Some(ProblemCode::TooLarge),
        }
        if let Some(checksum) = &mut checksum {
            checksum.update(&piece);
        }
        file.write_all(&piece).await.map_err(failed)?;
    };
    file.flush().await.map_err(failed)?;
    match refused {
        None => Ok(()),
        Some(code) => take_back(&file, from).await.and(Err(Problem(code))),
    }
}

async fn take_back(file: &File, to: u64) -> Result<(), Problem> {
    Ok(file.set_len(to).await.map_err(failed)?)
}

/// An upload of which all bytes have arrived stands at its end.
fn gone(error: io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::NotFound => Problem(ProblemCode::Conflict),
        _ => failed(error).into(),
    }
}
