//! Content that follows a document change by change: only the fields in which a change wrote are read again, whatever the
//! size of the rest.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use automerge::{
    Automerge, ObjId, ROOT, ReadDoc,
    legacy::{Key, ObjectId},
};

use super::{Content, Reader};
use crate::{
    forms::{self, Field, Kind, Path},
    records::{merges::Merges, objects::Objects, opened::Opened},
};

/// Brings `content`, which is of the document before these changes, up to the document after them, and `merges` with it. `objects`:
/// those of the document that were looked up.
pub fn refresh(doc: &Automerge, objects: &mut Objects, merges: &mut Merges, content: &mut Content, changes: &[Opened]) {
    merges.follow(doc, objects, changes);
    follow(doc, objects, content, changes);
    content.merged = merges.open();
}

fn follow(doc: &Automerge, objects: &mut Objects, content: &mut Content, changes: &[Opened]) {
    let mut seen = HashSet::new();
    let mut touched = BTreeSet::new();
    for change in changes {
        for op in change.operations() {
            let key = match &op.key {
                Key::Map(key) => Some(key.to_string()),
                Key::Seq(_) => None,
            };
            // Many operations of a change work in one object: its place is looked up once.
            if !seen.insert((op.obj.clone(), key.clone())) {
                continue;
            }
            match place(doc, objects, &op.obj, key) {
                Some(place) => drop(touched.insert(place)),
                None => {
                    *content = super::content(doc);
                    return;
                }
            }
        }
    }
    for Touched { section, key, row } in touched {
        reread(doc, content, &section, &key, row.as_deref());
    }
}

/// A field in which was written; of a table that has a row for each value of a vocabulary, the row: none says anything of another.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Touched {
    section: String,
    key: String,
    row: Option<String>,
}

/// What an operation touches; `None` where it is not within one field.
fn place(doc: &Automerge, objects: &mut Objects, object: &ObjectId, key: Option<String>) -> Option<Touched> {
    let object = objects.find(doc, object)?;
    let mut steps = object.path.steps().map(str::to_owned).chain(key);
    let (section, key) = (steps.next()?, steps.next()?);
    let is_each = matches!(form(&section, &key), Some(Field { kind: Kind::Each(..), .. }));
    Some(Touched { row: steps.next().filter(|_| is_each), section, key })
}

fn form(section: &str, key: &str) -> Option<&'static Field> {
    forms::section(section)?.fields.iter().find(|field| field.key == key)
}

fn reread(doc: &Automerge, content: &mut Content, section: &str, key: &str, row: Option<&str>) {
    let (Some(field), Ok(Some((_, map)))) = (form(section, key), doc.get(ROOT, section)) else { return };
    let (path, reader) = (Path::field(section, key), Reader { doc, at: None });
    let within = |map: &ObjId, key: &str| reader.seen_within(map, key.to_owned()..=key.to_owned());
    let seen = within(&map, key);
    match (&field.kind, row) {
        (Kind::Each(vocabulary, cells), Some(code)) => {
            content.forget(&path.row(code));
            if let (Some(table), Some(_)) = (seen.child(key), vocabulary.words(code))
                && let Some(row) = within(table, code).child(code)
            {
                reader.map(&reader.seen(row), row, &path.row(code), cells, content);
            }
        }
        (_, _) => {
            content.forget(&path);
            reader.field(&seen, &map, path, field, content);
        }
    }
}

impl Content {
    /// As if nothing stood there.
    fn forget(&mut self, path: &Path) {
        fn cut<T>(map: &mut BTreeMap<Path, T>, path: &Path) {
            let below = map.range(path.clone()..).map(|(at, _)| at).take_while(|at| at.as_str().starts_with(path.as_str()));
            for at in below.filter(|at| at.is_in(path)).cloned().collect::<Vec<_>>() {
                map.remove(&at);
            }
        }
        cut(&mut self.fields, path);
        cut(&mut self.rows, path);
        cut(&mut self.marks, path);
    }
}
