//! A document as lists know it: its summary, how long its log is, and what waits in it.

use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::{
    documents::DocumentKind,
    ids::{DocumentId, Hash},
    records::{
        read::Content,
        summary::{self, Named, Summary},
        waits::{self, Waited},
    },
    time::Timestamp,
    vocab::{Vocabulary, strange},
    workflow::{Act, Badge, DeadlineKind, Stage, State},
};

/// Lines of the inventory. One that holds what only a later release knows is left out, or what it says of that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines<W> {
    /// Those that are understood here.
    pub known: Vec<ListedWith<W>>,
    /// Nothing was left out.
    pub is_whole: bool,
}

impl<W> From<Vec<ListedWith<W>>> for Lines<W> {
    fn from(known: Vec<ListedWith<W>>) -> Self {
        Self { known, is_whole: true }
    }
}

/// Whoever reads them reads those that are understood.
impl<W> Deref for Lines<W> {
    type Target = [ListedWith<W>];

    fn deref(&self) -> &Self::Target {
        &self.known
    }
}

impl<W: Serialize> Serialize for Lines<W> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.known.serialize(serializer)
    }
}

impl<'de, W: Deserialize<'de>> Deserialize<'de> for Lines<W> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (known, is_left_out) = strange::noticing(|| strange::known(deserializer));
        Ok(Self { known: known?, is_whole: !is_left_out })
    }
}

/// Lists tell who sits in the working groups; builds between two releases did not.
const GROUPS: &str = "groups";

/// Stands for what this release understands of lists: another one may understand what this one left out.
#[must_use]
pub fn understood() -> Hash {
    let codes = |vocabulary: Vocabulary| vocabulary.values.iter().map(|(code, _)| *code);
    let all = [DocumentKind::VOCABULARY, Act::VOCABULARY, Stage::VOCABULARY, Badge::VOCABULARY, DeadlineKind::VOCABULARY];
    let told = all.into_iter().flat_map(codes).chain([GROUPS]).fold(Sha256::new(), |told, code| told.chain_update(code).chain_update([0]));
    Hash(told.finalize().into())
}

/// A document in the inventory.
pub type Listed = ListedWith<Waited>;

/// A document in the inventory, with what waits in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedWith<W> {
    /// As lists show it.
    pub summary: Summary,
    /// The number of its last log entry.
    pub n: u64,
    /// What waits.
    pub waits: W,
}

impl Listed {
    /// As lists show a document that says and adds up to this, after so many entries.
    #[must_use]
    pub fn of(id: DocumentId, content: &Content, state: &State, moved_at: Timestamp, people: Vec<Named>, n: u64) -> Self {
        Self { summary: summary::of(id, content, state, moved_at, people), n, waits: waits::of(state, content) }
    }
}

impl<W> ListedWith<W> {
    /// The same with something else for what waits.
    pub(crate) fn with<V>(self, waits: V) -> ListedWith<V> {
        let Self { summary, n, waits: _ } = self;
        ListedWith { summary, n, waits }
    }
}
