//! Content that follows a document change by change: only the fields in which a change wrote are read again, whatever the
//! size of the rest.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use automerge::{
    Automerge, Change, ROOT, ReadDoc,
    legacy::{Key, ObjectId},
};

use super::{Content, Reader};
use crate::{
    forms::{self, Path},
    records::objects::Objects,
};

/// Brings `content`, which is of the document before these changes, up to the document after them. `objects`: those of the
/// document that were looked up.
pub fn refresh(doc: &Automerge, objects: &mut Objects, content: &mut Content, changes: &[Change]) {
    let mut seen = HashSet::new();
    let mut touched = BTreeSet::new();
    for change in changes {
        for op in change.decode().operations {
            let key = match &op.key {
                Key::Map(key) => Some(key.to_string()),
                Key::Seq(_) => None,
            };
            // Many operations of a change work in one object: its place is looked up once.
            if !seen.insert((op.obj.clone(), key.clone())) {
                continue;
            }
            match field(doc, objects, &op.obj, key) {
                Some(field) => drop(touched.insert(field)),
                None => {
                    *content = super::content(doc);
                    return;
                }
            }
        }
    }
    for (section, key) in touched {
        reread(doc, content, &section, &key);
    }
}

/// Section and field of what an operation writes; `None` where it is not within one field.
fn field(doc: &Automerge, objects: &mut Objects, object: &ObjectId, key: Option<String>) -> Option<(String, String)> {
    let object = objects.find(doc, object)?;
    let mut steps = object.path.steps().map(str::to_owned);
    let section = steps.next()?;
    Some((section, steps.next().or(key)?))
}

fn reread(doc: &Automerge, content: &mut Content, section: &str, key: &str) {
    let (Some(form), Ok(Some((_, map)))) = (forms::section(section), doc.get(ROOT, section)) else { return };
    let Some(field) = form.fields.iter().find(|field| field.key == key) else { return };
    let path = Path::field(section, key);
    content.forget(&path);
    let reader = Reader { doc, at: None };
    reader.field(&reader.seen_within(&map, key.to_owned()..=key.to_owned()), &map, path, field, content);
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
