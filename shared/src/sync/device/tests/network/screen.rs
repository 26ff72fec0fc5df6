//! What a person sees on their device.

use crate::{
    ids::DocumentId,
    importing::Importing,
    records::read::Content,
    sync::device::{Attached, Deletion, DocumentLine, DocumentView, LostDocument, ReadDocument, RefusedWork, Seen, Show, Truth, follow},
    workflow::Code,
};

#[derive(Default)]
pub(super) struct Screen {
    pub(super) document: Option<DocumentView>,
    pub(super) truth: Truth,
    pub(super) refused: Vec<RefusedWork>,
    pub(super) notes: Vec<RefusedWork>,
    pub(super) deletions: Vec<Deletion>,
    pub(super) lost: Vec<LostDocument>,
    pub(super) missing: Option<DocumentId>,
    pub(super) lines: Vec<DocumentLine>,
    pub(super) decided: Vec<Option<Code>>,
    pub(super) earlier: Option<Content>,
    pub(super) seen: Option<Seen>,
    pub(super) attached: Vec<(String, Attached)>,
    pub(super) importing: Option<Importing>,
    pub(super) read: Vec<(DocumentId, Option<ReadDocument>)>,
}

impl Screen {
    pub(super) fn show(&mut self, show: Show) {
        match show {
            Show::Document(view) => {
                self.document = Some(*view);
                self.missing = None;
            }
            Show::Follows { view, changed } => {
                let before = self.document.take().expect("it was shown whole before");
                assert_eq!(before.line.summary.id, view.line.summary.id, "it is the same document");
                let mut content = before.content;
                content.follow(changed);
                self.document = Some(DocumentView { content, ..*view });
            }
            Show::Truth(truth) => self.truth = truth,
            Show::Refused(refused) => self.refused = refused,
            Show::Decided { refused, .. } => self.decided.push(refused.map(|refusal| refusal.code)),
            Show::Documents(lines) => self.lines = lines,
            Show::Moved { lines, gone } => follow(&mut self.lines, lines, &gone),
            Show::Lost(lost) => self.lost = lost,
            Show::Missing(document) => self.missing = Some(document),
            Show::Notes(notes) => self.notes = notes,
            Show::Deletions(deletions) => self.deletions = deletions,
            Show::Earlier { content, .. } => self.earlier = content.map(|content| *content),
            Show::Seen { seen, .. } => self.seen = Some(*seen),
            Show::Read { document, read } => self.read.push((document, read.map(|read| *read))),
            Show::Importing(importing) => self.importing = Some(*importing),
            Show::Checkpoint(_) | Show::Directory(_) | Show::Deadlines(_) => {}
        }
    }
}
