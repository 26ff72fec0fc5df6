//! Which files changes name. A file stands outside the documents, under its SHA-256; a document names it in a field of files.

use automerge::{
    ScalarValue,
    legacy::{Key, OpType},
};

use super::opened::Opened;
use crate::ids::Hash;

/// The files that changes which the guard accepted name, each once. Only a field of files has keys of 64 hexadecimal digits; a name that was
/// taken back is not told.
#[must_use]
pub fn named_files<'a>(changes: impl IntoIterator<Item = &'a Opened>) -> Vec<Hash> {
    let mut named = Vec::new();
    for change in changes {
        for op in change.operations() {
            let (Key::Map(key), OpType::Put(ScalarValue::Str(name))) = (&op.key, &op.action) else { continue };
            let Some(hash) = Hash::of_hex(key).filter(|_| !name.is_empty()) else { continue };
            if !named.contains(&hash) {
                named.push(hash);
            }
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use automerge::{ActorId, Automerge};

    use super::*;
    use crate::{
        documents::DocumentKind,
        forms::Path,
        records::{edit, edit::Edit, genesis},
        time::Timestamp,
    };

    fn case() -> Automerge {
        let mut doc = Automerge::new();
        doc.apply_changes([genesis::of(DocumentKind::Case)]).unwrap();
        doc.with_actor(ActorId::from([7; 16]))
    }

    fn edited(doc: &mut Automerge, edit: &Edit) -> Opened {
        edit::apply(doc, edit, Timestamp(1)).unwrap().unwrap().into()
    }

    fn file(field: &str, byte: u8, name: &str) -> Edit {
        Edit::Write { path: Path::of_text(field).cell(&Hash([byte; 32]).to_hex()), text: name.into() }
    }

    #[test]
    fn a_change_names_the_files_that_it_adds_and_none_that_it_takes_away() {
        let mut doc = case();
        let row = Path::of_text("evidence.rows");
        let changes = [
            edited(&mut doc, &file("intake.files", 1, "照片.jpg")),
            edited(&mut doc, &file("intake.files", 2, "报告.pdf")),
            edited(&mut doc, &file("intake.files", 1, "")),
            edited(&mut doc, &Edit::Add { path: row.clone(), row: "0123456789abcdef".into(), order: "1".into() }),
            edited(&mut doc, &file(row.row("0123456789abcdef").cell("files").as_str(), 3, "视频.mp4")),
        ];
        let named = |changes: &[Opened]| named_files(changes).iter().map(|hash| hash.0[0]).collect::<Vec<_>>();
        assert_eq!(named(&changes), [1, 2, 3]);
        assert_eq!(named(&changes[2..4]), [0_u8; 0]);
    }

    #[test]
    fn words_that_look_like_a_files_name_are_no_name() {
        let mut doc = case();
        let words = Edit::Write { path: Path::of_text("intake.product"), text: Hash([9; 32]).to_hex() };
        assert_eq!(named_files(&[edited(&mut doc, &words), genesis::of(DocumentKind::Case).into()]), []);
    }
}
