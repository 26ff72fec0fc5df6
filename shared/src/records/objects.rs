//! Where the objects of a document stand. An object stays where it was made, so what was looked up once holds as long as the
//! document only grows; looking it up costs more than all else that is asked about a small change.

use std::{collections::HashMap, sync::Arc};

use automerge::{
    Automerge, ObjId, ObjType, Prop, ReadDoc,
    legacy::{ObjectId, OpId},
};

use crate::forms::Path;

/// The objects that were looked up in one document.
#[derive(Clone, Debug, Default)]
pub struct Objects(HashMap<ObjectId, Arc<Object>>);

/// An object of a document.
#[derive(Debug)]
pub struct Object {
    /// Its name in the document.
    pub id: ObjId,
    /// Its address.
    pub path: Path,
    /// What it is.
    pub kind: ObjType,
}

impl Objects {
    /// The object that an operation names. `None` for the root, and where the document has no such object.
    pub fn find(&mut self, doc: &Automerge, object: &ObjectId) -> Option<Arc<Object>> {
        if let Some(known) = self.0.get(object) {
            return Some(known.clone());
        }
        let found = Arc::new(Object::of(doc, object)?);
        self.0.insert(object.clone(), found.clone());
        Some(found)
    }
}

impl Object {
    fn of(doc: &Automerge, object: &ObjectId) -> Option<Self> {
        let ObjectId::Id(OpId(counter, actor)) = object else { return None };
        let id = doc.import_obj(&format!("{counter}@{}", actor.to_hex_string())).ok()?;
        let kind = doc.object_type(&id).ok()?;
        let steps = doc.parents(&id).ok()?.path().into_iter().map(|(_, step)| match step {
            Prop::Map(key) => Some(key.to_string()),
            Prop::Seq(_) => None,
        });
        let path = Path::of_steps(&steps.collect::<Option<Vec<_>>>()?);
        Some(Self { id, path, kind })
    }
}
