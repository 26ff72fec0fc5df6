//! What a person did, read back from the change that it made: for words that were confirmed long ago and must be told again.

use automerge::{
    Automerge, Change, ChangeHash, ObjId, ObjType, Prop, ReadDoc, ScalarValue,
    legacy::{Key, ObjectId, Op, OpId, OpType},
};

use super::Edit;
use crate::forms::{DELETED, ORDER, Path, YES};

/// The edit that made a change of this document; `None` for a change that no edit made.
#[must_use]
pub fn read_back(doc: &Automerge, change: &Change) -> Option<Edit> {
    let operations = change.decode().operations;
    let first = operations.first()?;
    let object = object(doc, &first.obj)?;
    let path = path(doc, &object)?;
    let Key::Map(key) = &first.key else { return Some(Edit::Write { text: text_then(doc, &object, change.hash())?, path }) };
    let last_text = |key: &str| {
        let puts = operations.iter().rev().filter(|op| matches!(&op.key, Key::Map(at) if at == key));
        puts.filter_map(put).next().map(str::to_owned)
    };
    Some(match first.action {
        OpType::Make(_) => Edit::Add { row: key.to_string(), order: last_text(ORDER).unwrap_or_default(), path },
        _ if key == DELETED => Edit::Remove { removed: last_text(DELETED).as_deref() == Some(YES), path },
        _ => Edit::Write { text: last_text(key).unwrap_or_default(), path: path.cell(key) },
    })
}

fn put(op: &Op) -> Option<&str> {
    match &op.action {
        OpType::Put(ScalarValue::Str(text)) => Some(text),
        _ => None,
    }
}

/// A long text as its writer saw it.
fn text_then(doc: &Automerge, object: &ObjId, at: ChangeHash) -> Option<String> {
    (doc.object_type(object).ok()? == ObjType::Text).then(|| doc.text_at(object, &[at]).ok())?
}

fn object(doc: &Automerge, object: &ObjectId) -> Option<ObjId> {
    let ObjectId::Id(OpId(counter, actor)) = object else { return Some(ObjId::Root) };
    doc.import_obj(&format!("{counter}@{}", actor.to_hex_string())).ok()
}

fn path(doc: &Automerge, object: &ObjId) -> Option<Path> {
    let steps = doc.parents(object).ok()?.path().into_iter().map(|(_, step)| match step {
        Prop::Map(key) => Some(key.to_string()),
        Prop::Seq(_) => None,
    });
    let steps = steps.collect::<Option<Vec<_>>>()?;
    (!steps.is_empty()).then(|| Path::of_steps(&steps))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        documents::DocumentKind,
        records::{edit, genesis},
        time::Timestamp,
    };

    #[test]
    fn every_edit_is_read_back_from_its_change_as_it_was() {
        let path = |text: &str| Path::of_text(text);
        let write = |at: &str, text: &str| Edit::Write { path: path(at), text: text.into() };
        let row = "00000000000000aa";
        let edits = [
            write("causes.problem", "导体电阻偏大"),
            write("causes.problem", "导体电阻：偏大。"),
            write("causes.quality_head", "陈经理"),
            write("causes.quality_head", "黄厂长"),
            write("causes.quality_head", ""),
            Edit::Add { path: path("causes.list"), row: row.into(), order: "1-a".into() },
            write(&format!("causes.list.{row}.text"), "拉丝模磨损"),
            Edit::Remove { path: path(&format!("causes.list.{row}")), removed: true },
            Edit::Remove { path: path(&format!("causes.list.{row}")), removed: true },
            Edit::Remove { path: path(&format!("causes.list.{row}")), removed: false },
        ];
        let mut doc = Automerge::new();
        doc.apply_changes([genesis::of(DocumentKind::Case)]).unwrap();
        let changes: Vec<Change> = edits.iter().map(|edit| edit::apply(&mut doc, edit, Timestamp(5)).unwrap().unwrap()).collect();
        let read: Vec<Edit> = changes.iter().filter_map(|change| read_back(&doc, change)).collect();
        assert_eq!(read, edits);
        assert_eq!(read_back(&doc, &genesis::of(DocumentKind::Case)), None);
    }

    #[test]
    fn a_settled_field_is_read_back_as_what_was_settled_on() {
        let mut doc = Automerge::new();
        doc.apply_changes([genesis::of(DocumentKind::Case)]).unwrap();
        let mut other = doc.fork();
        let write = |doc: &mut Automerge, text: &str| {
            let edit = Edit::Write { path: Path::of_text("causes.quality_head"), text: text.into() };
            edit::apply(doc, &edit, Timestamp(5)).unwrap().unwrap()
        };
        write(&mut doc, "陈");
        doc.apply_changes([write(&mut other, "黄")]).unwrap();
        let settled = write(&mut doc, "黄");
        let expected = Edit::Write { path: Path::of_text("causes.quality_head"), text: "黄".into() };
        assert_eq!(read_back(&doc, &settled), Some(expected));
    }
}
