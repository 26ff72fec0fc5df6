//! Who holds work that the relay does not have: what a device tells of itself while it is connected, and what whoever leads a case is
//! told of it. Of what is written after the last word nobody can know.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    ids::{DeviceId, DocumentId, PersonId},
    time::Timestamp,
};

/// Where it is asked for, with `GET`.
pub const ADDRESS: &str = "/api/standing";
/// The most documents of which a device tells; of more it tells those in which the most waits.
pub const MOST: usize = 500;

/// What a device holds that the relay does not have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// By document; none in which nothing waits.
    pub held: Vec<Holding>,
}

/// What a device holds of one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Holding {
    /// The document.
    pub document: DocumentId,
    /// Changes, what is being typed, and acts that were asked for: all that the relay has not confirmed.
    pub unsent: u32,
    /// Pieces that the relay refused and of which their person has not decided yet.
    pub refused: u32,
}

impl Report {
    /// Of everything that waits, piece by piece: its document, and whether the relay has refused it.
    #[must_use]
    pub fn of(pieces: impl Iterator<Item = (DocumentId, bool)>) -> Self {
        let mut found: BTreeMap<DocumentId, Holding> = BTreeMap::new();
        for (document, is_refused) in pieces {
            let holding = found.entry(document).or_insert(Holding { document, unsent: 0, refused: 0 });
            let count = if is_refused { &mut holding.refused } else { &mut holding.unsent };
            *count = count.saturating_add(1);
        }
        let mut held: Vec<Holding> = found.into_values().collect();
        if held.len() > MOST {
            held.sort_by_key(|holding| std::cmp::Reverse(holding.unsent.saturating_add(holding.refused)));
            held.truncate(MOST);
            held.sort_by_key(|holding| holding.document);
        }
        Self { held }
    }
}

/// Somebody of the groups that the asker leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Member {
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their body's name.
    pub org: String,
    /// The documents that the asker leads and in whose groups they are.
    pub documents: Vec<DocumentId>,
    /// Those in whose groups they were, and are not any more.
    pub left: Vec<DocumentId>,
    /// Their devices, the one that was heard last first.
    pub devices: Vec<Standing>,
}

/// A device of theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Standing {
    /// The device.
    pub device: DeviceId,
    /// Browser and system, roughly; empty where nobody is signed in on it any more.
    pub agent: String,
    /// It is connected now.
    pub is_connected: bool,
    /// Somebody is signed in on it.
    pub is_signed_in: bool,
    /// When it was last heard.
    pub heard_at: Timestamp,
    /// What it then held of the documents named above; `None` where its release does not tell.
    pub held: Option<Vec<Holding>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_counts_by_document_and_has_an_end() {
        let (one, other) = (DocumentId([1; 16]), DocumentId([2; 16]));
        let report = Report::of([(other, false), (one, true), (other, false)].into_iter());
        let holding = |document, unsent, refused| Holding { document, unsent, refused };
        assert_eq!(report.held, [holding(one, 0, 1), holding(other, 2, 0)]);
        let id = |n: u32| DocumentId([n.to_be_bytes(), [0; 4], [0; 4], [0; 4]].concat().try_into().unwrap_or_default());
        let last = id(u32::MAX);
        let many = Report::of((0..2_000).map(id).chain([last, last]).map(|document| (document, false)));
        assert_eq!(many.held.len(), MOST);
        assert!(many.held.contains(&holding(last, 2, 0)), "in which the most waits");
    }
}
