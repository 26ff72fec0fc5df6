//! What waits for a person's decision: each place that several people wrote at once, with what each of them wrote, who and when.

use std::collections::{BTreeMap, HashSet};

use automerge::{Automerge, Change, ChangeHash, ObjId, ReadDoc, ScalarValue, legacy::OpType};
use serde::{Deserialize, Serialize};

use super::{
    edit::Edit,
    holder,
    merges::{End, Merges},
    object,
    objects::Objects,
    read::{self, Content, Said},
};
use crate::{
    forms::{DELETED, Path, YES},
    ids::Author,
    time::Timestamp,
};

/// A place in review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The field or row.
    pub path: Path,
    /// What stands there.
    pub about: About,
}

/// What is to be decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum About {
    /// Which value a short field has; the one that is shown meanwhile comes first.
    Values(Vec<Said>),
    /// Whether a long text reads as it should.
    Prose {
        /// What the last version said that everybody knew.
        ground: String,
        /// What became of it by itself.
        merged: String,
        /// What each wrote, as they saw it.
        sides: Vec<Said>,
    },
    /// Whether a removed row comes back.
    Row {
        /// Who removed it, and when.
        removed: Hand,
        /// Who wrote in it without knowing, last.
        written: Hand,
    },
}

/// Who did something, and when by their clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hand {
    /// Who.
    pub by: Option<Author>,
    /// When.
    pub at: Timestamp,
}

/// Everything that is in review, in the order of places.
#[must_use]
pub fn questions(doc: &Automerge, merges: &Merges, content: &Content) -> Vec<Question> {
    let about = |path: &Path| {
        if content.is_merged(path) {
            return Some(of_prose(doc, merges, path));
        }
        match content.concurrent(path) {
            [] => of_row(doc, path),
            said => Some(About::Values(by_their_writers(doc, path, said))),
        }
    };
    content.in_review().into_iter().filter_map(|path| Some(Question { about: about(&path)?, path })).collect()
}

/// What makes a decision undone: the answers stand there beside each other again, each told without knowledge of the others. The
/// edits are to be made on one version, each by an actor of its own.
#[must_use]
pub fn reopened(question: &Question) -> Vec<Edit> {
    let path = question.path.clone();
    match &question.about {
        About::Values(said) => said.iter().map(|said| Edit::Settle { path: path.clone(), text: said.text.clone() }).collect(),
        About::Prose { merged, .. } => vec![Edit::Settle { path: path.clone(), text: merged.clone() }, Edit::Confirm { path }],
        About::Row { .. } => [true, false].map(|removed| Edit::Remove { path: path.clone(), removed }).into(),
    }
}

fn of_prose(doc: &Automerge, merges: &Merges, path: &Path) -> About {
    let Some((text, _)) = object(doc, path) else { return About::Prose { ground: String::new(), merged: String::new(), sides: vec![] } };
    let (ground, sides) = sides(doc, &text, path, merges.ends(path).to_vec());
    About::Prose { ground, merged: doc.text(&text).unwrap_or_default(), sides }
}

/// What each end of a text says, and what all of them knew.
fn sides(doc: &Automerge, text: &ObjId, path: &Path, ends: Vec<End>) -> (String, Vec<Said>) {
    if let Some((before, ends)) = undone(doc, path, &ends) {
        return sides(&before, text, path, ends);
    }
    let said = |end: &End| {
        let Hand { by, at } = hand(doc, &end.hash);
        Said { text: doc.text_at(text, &[end.hash]).unwrap_or_default(), by, at }
    };
    let mut said: Vec<Said> = ends.iter().map(said).collect();
    said.sort_by_key(|said| said.at);
    (doc.text_at(text, &common(doc, &ends)).unwrap_or_default(), said)
}

/// The last version that is in the past of every end.
fn common(doc: &Automerge, ends: &[End]) -> Vec<ChangeHash> {
    let beside: HashSet<ChangeHash> = ends
        .iter()
        .flat_map(|end| doc.get_changes_meta(&[end.hash]))
        .map(|meta| meta.hash)
        .chain(ends.iter().map(|end| end.hash))
        .collect();
    let mut heads: HashSet<ChangeHash> = HashSet::new();
    for meta in doc.get_changes_meta(&[]).iter().filter(|meta| !beside.contains(&meta.hash)) {
        heads.retain(|head| !meta.deps.contains(head));
        heads.insert(meta.hash);
    }
    heads.into_iter().collect()
}

/// Where the ends are a decision that was undone: the document before that decision, and the ends that it had then.
fn undone(doc: &Automerge, path: &Path, ends: &[End]) -> Option<(Automerge, Vec<End>)> {
    let metas: Vec<_> = ends.iter().filter_map(|end| doc.get_change_meta_by_hash(&end.hash)).collect();
    let [first, second] = metas.as_slice() else { return None };
    if first.author != second.author || first.deps != second.deps {
        return None;
    }
    let decided = doc.fork_at(&first.deps).ok()?;
    let ends = Merges::of(&decided, &mut Objects::default()).ends(path).to_vec();
    let [decision] = ends.as_slice() else { return None };
    let before = decided.fork_at(&decided.get_change_meta_by_hash(&decision.hash)?.deps).ok()?;
    let ends = Merges::of(&before, &mut Objects::default()).ends(path).to_vec();
    (ends.len() > 1).then_some((before, ends))
}

/// Values that stand there again because a decision was undone are told by those who wrote them first.
fn by_their_writers(doc: &Automerge, path: &Path, said: &[Said]) -> Vec<Said> {
    let is_undone = said.windows(2).all(|two| two[0].by == two[1].by);
    let writers = if is_undone { writers(doc, path) } else { BTreeMap::new() };
    let told = |said: &Said| match writers.get(&said.text) {
        Some(hand) => Said { text: said.text.clone(), by: hand.by, at: hand.at },
        None => said.clone(),
    };
    said.iter().map(told).collect()
}

/// Who last wrote each text into a short field without deciding anything.
fn writers(doc: &Automerge, path: &Path) -> BTreeMap<String, Hand> {
    let Some((map, key)) = holder(doc, path) else { return BTreeMap::new() };
    let mut objects = Objects::default();
    let mut writers = BTreeMap::new();
    for change in doc.get_changes(&[]) {
        let operations = change.decode().operations;
        let is_here = |op: &&automerge::legacy::Op| {
            matches!(&op.key, automerge::legacy::Key::Map(at) if at == key) && objects.find(doc, &op.obj).is_some_and(|one| one.id == map)
        };
        let here: Vec<_> = operations.iter().filter(is_here).collect();
        // Two operations: the first half of a decision comes first.
        if let [op] = here.as_slice()
            && let OpType::Put(ScalarValue::Str(text)) = &op.action
        {
            writers.insert(text.to_string(), hand(doc, &change.hash()));
        }
    }
    writers
}

fn of_row(doc: &Automerge, path: &Path) -> Option<About> {
    let (row, _) = object(doc, path)?;
    let answers = doc.get_all(&row, DELETED).ok()?;
    let removal = answers.iter().rev().find(|(value, _)| value.as_str() == Some(YES)).and_then(|(_, id)| doc.hash_for_opid(id))?;
    let mut objects = Objects::default();
    let beside = doc.get_changes_meta(&[removal]).into_iter().map(|meta| meta.hash);
    let beside = beside.filter_map(|hash| doc.get_change_by_hash(&hash));
    let written = beside.filter(|change| writes_below(doc, &mut objects, change, path)).last().map(|change| hand(doc, &change.hash()));
    Some(About::Row { removed: hand(doc, &removal), written: written.unwrap_or_default() })
}

fn writes_below(doc: &Automerge, objects: &mut Objects, change: &Change, path: &Path) -> bool {
    let mut operations = change.decode().operations.into_iter();
    operations.any(|op| objects.find(doc, &op.obj).is_some_and(|object| object.path.is_in(path)))
}

fn hand(doc: &Automerge, change: &ChangeHash) -> Hand {
    let Some(meta) = doc.get_change_meta_by_hash(change) else { return Hand::default() };
    Hand { by: read::author(doc, &meta.actor), at: Timestamp(meta.timestamp) }
}

#[cfg(test)]
mod tests;
