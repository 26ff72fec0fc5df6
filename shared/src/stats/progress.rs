//! The board of a campaign (5.3 过程控制): how many cases stand at which stage.

use std::collections::BTreeMap;

use super::counted::Count;
use crate::{
    ids::DocumentId,
    workflow::{Phase, Stage},
};

/// The cases of a campaign by stage and by phase, each in its order, those without cases too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// By stage (6.2).
    pub stages: Vec<(Stage, Count)>,
    /// By phase (4.1).
    pub phases: Vec<(Phase, Count)>,
}

/// Counts the cases of a campaign, each with the stage in which it is now.
#[must_use]
pub fn progress(cases: &[(DocumentId, Stage)]) -> Progress {
    Progress { stages: by(cases, Stage::ALL, |stage| stage), phases: by(cases, Phase::ALL, Stage::phase) }
}

fn by<K: Ord + Copy>(cases: &[(DocumentId, Stage)], all: &[K], key: impl Fn(Stage) -> K) -> Vec<(K, Count)> {
    let mut groups: BTreeMap<K, Vec<DocumentId>> = BTreeMap::new();
    for (id, stage) in cases {
        groups.entry(key(*stage)).or_default().push(*id);
    }
    all.iter().map(|one| (*one, Count::of_ids(groups.remove(one).unwrap_or_default()))).collect()
}
