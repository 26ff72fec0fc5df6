//! What a device hands over whose session was ended from elsewhere: everything that was written on it and that the relay does not
//! have. It may be in other hands by then, so nothing of it is applied; the relay keeps it, and people decide.

use serde::{Deserialize, Serialize};

use super::device::Work;
use crate::{
    ids::{DeviceId, DocumentId, PieceId},
    time::Timestamp,
};

/// Where it is handed over, as `POST` in the form of [`crate::codec`], in as many requests as it takes.
pub const ADDRESS: &str = "/api/session/hand-over";
/// Where its person reads it, and says with `POST` what they have taken to another device.
pub const HANDED_OVER: &str = "/api/session/handed-over";
/// Bytes of one request.
pub const LARGEST: usize = 1 << 20;
/// The most pieces that the relay keeps of one device.
pub const MOST: usize = 20_000;

/// A piece of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Names it on its device: what is handed over again is the same.
    pub name: String,
    /// The document.
    pub document: DocumentId,
    /// When it was written, by the device's clock.
    pub written_at: Timestamp,
    /// What it is.
    pub work: Work,
}

/// A piece as the relay keeps it, for its person and for administrators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOver {
    /// Which.
    pub id: PieceId,
    /// The device.
    pub device: DeviceId,
    /// It.
    pub piece: Piece,
    /// When it came.
    pub at: Timestamp,
    /// When its person took it to another device.
    pub taken_at: Option<Timestamp>,
}

/// Pieces in as many requests as it takes; one that is larger than a request goes alone, and is refused.
#[must_use]
pub fn parcels(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut parcels: Vec<Vec<Piece>> = Vec::new();
    let mut room = 0;
    for piece in pieces {
        let size = crate::codec::encode(&piece).len();
        match parcels.last_mut().filter(|_| size <= room) {
            Some(parcel) => {
                room -= size;
                parcel.push(piece);
            }
            None => {
                room = (LARGEST / 2).saturating_sub(size);
                parcels.push(vec![piece]);
            }
        }
    }
    parcels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{codec, forms::Path, records::edit::Edit};

    #[test]
    fn every_piece_is_in_one_parcel_and_every_parcel_in_one_request() {
        let piece = |n: usize| Piece {
            name: format!("outbox/{n}"),
            document: DocumentId([1; 16]),
            written_at: Timestamp(1),
            work: Work::Edit(Edit::Write { path: Path::of_text("causes.problem"), text: "话".repeat(5_000) }),
        };
        let pieces: Vec<Piece> = (0..100).map(piece).collect();
        let parcels = parcels(pieces.clone());
        assert!(parcels.len() > 1 && parcels.iter().all(|parcel| codec::encode(parcel).len() <= LARGEST));
        assert_eq!(parcels.concat(), pieces);
    }
}
