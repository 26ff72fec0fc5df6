//! What a tablet shows, kept as the machine last told it.

use shared::{
    documents::DocumentKind,
    people::Directory,
    records::read::Content,
    sync::{
        device::{DocumentLine, DocumentView, LostDocument, RefusedWork, Show, Truth, follow},
        wire::FromRelay,
    },
    workflow::{Code, Deadlines},
};

#[derive(Debug, Default)]
pub(super) struct Screen {
    /// Every document, and the cases among them.
    pub(super) documents: Option<Vec<DocumentLine>>,
    pub(super) cases: Vec<DocumentLine>,
    pub(super) document: Option<DocumentView>,
    pub(super) directory: Directory,
    pub(super) deadlines: Deadlines,
    pub(super) truth: Truth,
    pub(super) refused: Vec<RefusedWork>,
    pub(super) notes: Vec<RefusedWork>,
    pub(super) lost: Vec<LostDocument>,
    pub(super) decided: Option<Option<Code>>,
    pub(super) heard: Option<FromRelay>,
    pub(super) earlier: Option<Content>,
}

impl Screen {
    pub(super) fn show(&mut self, show: Show) {
        match show {
            Show::Documents(documents) => {
                self.cases = cases(&documents);
                self.documents = Some(documents);
            }
            Show::Moved { lines, gone } => {
                follow(&mut self.cases, cases(&lines), &gone);
                follow(self.documents.get_or_insert_default(), lines, &gone);
            }
            Show::Document(document) => self.document = Some(*document),
            Show::Follows { view, changed } => {
                let mut content = self.document.take().expect("it was shown whole before").content;
                content.follow(changed);
                self.document = Some(DocumentView { content, ..*view });
            }
            Show::Missing(_) => self.document = None,
            Show::Seen { .. } => {} // A tablet of the stories looks at no past.
            Show::Earlier { content, .. } => self.earlier = content.map(|content| *content),
            Show::Directory(directory) => self.directory = directory,
            Show::Deadlines(deadlines) => self.deadlines = deadlines,
            Show::Truth(truth) => self.truth = truth,
            Show::Refused(refused) => self.refused = refused,
            Show::Lost(lost) => self.lost = lost,
            Show::Notes(notes) => self.notes = notes,
            Show::Deletions(_) | Show::Checkpoint(_) | Show::Importing(_) | Show::Read { .. } => {}
            Show::Decided { refused, .. } => self.decided = Some(refused.map(|refusal| refusal.code)),
        }
    }
}

fn cases(lines: &[DocumentLine]) -> Vec<DocumentLine> {
    lines.iter().filter(|line| line.summary.kind == DocumentKind::Case).cloned().collect()
}
