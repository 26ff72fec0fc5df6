//! Long texts that several people wrote at once. They merge character by character, which keeps every word and may make a sentence
//! that nobody wrote: until somebody who has seen it all writes there or confirms it, the place is in review.
//!
//! Nothing is kept in the document for that. Of the changes that wrote in a text, those on which no other builds are its
//! *ends*: one end, and its writer has seen everything; several, and nobody has.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use automerge::{ActorId, Automerge, Change, ChangeHash, legacy::Key};

use super::{objects::Objects, opened::Opened};
use crate::{forms::Path, ids::Hash};

/// The ends of each long text of a document.
#[derive(Clone, Debug, Default)]
pub struct Merges(BTreeMap<Path, Vec<End>>);

/// A change on which no other change to the same text builds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// The change.
    pub hash: ChangeHash,
    /// Who made it.
    pub actor: ActorId,
}

impl Merges {
    /// Those of a whole document. `objects`: those of it that were looked up.
    #[must_use]
    pub fn of(doc: &Automerge, objects: &mut Objects) -> Self {
        let mut merges = Self::default();
        merges.follow_all(doc, objects, doc.get_changes(&[]));
        merges
    }

    /// As they were [told](Self::iter) of the same document.
    pub fn of_ends(ends: impl IntoIterator<Item = (Path, Vec<(Hash, ActorId)>)>) -> Self {
        let end = |(hash, actor): (Hash, ActorId)| End { hash: hash.into(), actor };
        Self(ends.into_iter().map(|(path, ends)| (path, ends.into_iter().map(end).collect())).collect())
    }

    /// The ends of each text in which somebody has written.
    pub fn iter(&self) -> impl Iterator<Item = (&Path, &[End])> {
        self.0.iter().map(|(path, ends)| (path, ends.as_slice()))
    }

    /// As [`Merges::follow`], where nobody needs the operations of the changes any more.
    pub fn follow_all(&mut self, doc: &Automerge, objects: &mut Objects, changes: Vec<Change>) {
        let mut past = Past::new(doc);
        for change in changes {
            self.take(doc, objects, &mut past, &change.into());
        }
    }

    /// Brings them up to these changes, which are in the document and not yet told here, in causal order.
    pub fn follow(&mut self, doc: &Automerge, objects: &mut Objects, changes: &[Opened]) {
        let mut past = Past::new(doc);
        for change in changes {
            self.take(doc, objects, &mut past, change);
        }
    }

    fn take(&mut self, doc: &Automerge, objects: &mut Objects, past: &mut Past<'_>, change: &Opened) {
        for path in texts(doc, objects, change) {
            self.write(path, change, past);
        }
    }

    /// A change wrote in a text; whether it brought several ends together.
    pub(super) fn write(&mut self, path: Path, change: &Change, past: &mut Past<'_>) -> bool {
        let ends = self.0.entry(path).or_default();
        let before = ends.len();
        ends.retain(|end| !past.is_before(end, change));
        let settles = before - ends.len() > 1;
        ends.push(End { hash: change.hash(), actor: change.actor_id().clone() });
        settles
    }

    /// The ends of a text; none where nobody has written.
    #[must_use]
    pub fn ends(&self, path: &Path) -> &[End] {
        self.0.get(path).map_or(&[], Vec::as_slice)
    }

    /// The texts that nobody has looked at since several wrote in them at once.
    #[must_use]
    pub fn open(&self) -> BTreeSet<Path> {
        self.0.iter().filter(|(_, ends)| ends.len() > 1).map(|(path, _)| path.clone()).collect()
    }
}

/// The long texts in which a change writes.
pub(super) fn texts(doc: &Automerge, objects: &mut Objects, change: &Opened) -> Vec<Path> {
    let mut found = Vec::new();
    let mut last = None;
    for op in change.operations() {
        // A change of many characters names one text many times.
        if matches!(op.key, Key::Map(_)) || last == Some(&op.obj) {
            continue;
        }
        let path = objects.find(doc, &op.obj).map(|object| object.path.clone());
        found.extend(path.filter(|path| !found.contains(path)));
        last = Some(&op.obj);
    }
    found
}

/// What builds on what, looked up only where it is asked for.
pub(super) struct Past<'a> {
    doc: &'a Automerge,
    graph: Option<Graph>,
}

/// The changes in causal order: the place of each, and what it builds on.
struct Graph {
    places: HashMap<ChangeHash, usize>,
    ground: Vec<Vec<usize>>,
}

impl<'a> Past<'a> {
    pub(super) const fn new(doc: &'a Automerge) -> Self {
        Self { doc, graph: None }
    }

    /// Whether `change` builds on `end`.
    fn is_before(&mut self, end: &End, change: &Change) -> bool {
        // An actor's changes build on each other.
        if end.actor == *change.actor_id() || change.deps().contains(&end.hash) {
            return true;
        }
        let graph = self.graph.get_or_insert_with(|| Graph::of(self.doc));
        let (Some(end), Some(change)) = (graph.places.get(&end.hash), graph.places.get(&change.hash())) else { return false };
        graph.is_before(*end, *change)
    }
}

impl Graph {
    fn of(doc: &Automerge) -> Self {
        let (mut places, mut ground) = (HashMap::new(), Vec::new());
        for (place, meta) in doc.get_changes_meta(&[]).into_iter().enumerate() {
            places.insert(meta.hash, place);
            ground.push(meta.deps.iter().filter_map(|dep| places.get(dep).copied()).collect());
        }
        Self { places, ground }
    }

    /// Walks back from `later`, no further than `earlier` stands.
    fn is_before(&self, earlier: usize, later: usize) -> bool {
        let mut seen = vec![false; later.saturating_sub(earlier) + 1];
        let mut ahead = vec![later];
        while let Some(at) = ahead.pop() {
            if at == earlier {
                return true;
            }
            for before in self.ground[at].iter().copied().filter(|before| *before >= earlier) {
                if !std::mem::replace(&mut seen[before - earlier], true) {
                    ahead.push(before);
                }
            }
        }
        false
    }
}
