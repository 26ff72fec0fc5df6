//! What the screen is told after each step: what is no longer as it was shown.

use std::collections::BTreeSet;

use super::{
    Device, Effect, Shelf,
    show::{DocumentLine, DocumentView, Show, Truth, follow},
    u32_of,
};
use crate::{ids::DocumentId, records::read::Content};

/// What the screen shows that is no longer so.
#[derive(Debug, Default)]
pub(super) struct Stale {
    /// The whole list.
    pub(super) list: bool,
    /// Lines of it, of documents that are gone as well.
    pub(super) lines: BTreeSet<DocumentId>,
    pub(super) document: bool,
    pub(super) refused: bool,
    pub(super) lost: bool,
    pub(super) deletions: bool,
}

impl Device {
    /// Tells what is no longer so; `before` is the truth that was told last.
    pub(super) fn refresh(&mut self, before: Truth) {
        let stale = std::mem::take(&mut self.stale);
        if stale.refused {
            self.effects.push(Effect::Show(Show::Refused(self.refused.values().rev().cloned().collect())));
            self.effects.push(Effect::Show(Show::Notes(self.notes.values().rev().cloned().collect())));
        }
        if stale.lost {
            self.effects.push(Effect::Show(Show::Lost(self.lost_documents())));
        }
        if stale.deletions {
            self.effects.push(Effect::Show(Show::Deletions(self.deletions.values().rev().cloned().collect())));
        }
        let has_moved = stale.list || !stale.lines.is_empty();
        if stale.list {
            let mut list: Vec<DocumentLine> = Vec::new();
            follow(&mut list, self.documents.keys().filter_map(|document| self.line(*document)).collect(), &[]);
            self.effects.push(Effect::Show(Show::Documents(list)));
        } else if has_moved {
            let (here, gone): (BTreeSet<DocumentId>, _) = stale.lines.iter().partition(|document| self.documents.contains_key(document));
            let lines = here.into_iter().filter_map(|document| self.line(document)).collect();
            self.effects.push(Effect::Show(Show::Moved { lines, gone: gone.into_iter().collect() }));
        }
        if stale.document
            && let Some(view) = self.open.and_then(|document| self.view(document))
        {
            let show = self.showing(view);
            self.effects.push(Effect::Show(show));
            self.show_past();
        }
        self.truth.drafts = u32_of(self.loaded.values().filter(|loaded| loaded.is_typing()).count());
        self.truth.saved = self.documents.values().map(Shelf::saved).sum();
        self.truth.sent = self.documents.values().map(Shelf::sent).sum();
        self.truth.refused = u32_of(self.refused.len());
        if self.truth != before || has_moved {
            self.effects.push(Effect::Show(Show::Truth(self.truth)));
        }
    }

    /// The view whole, where the screen does not show this document yet; after that only what is other in it.
    fn showing(&mut self, mut view: DocumentView) -> Show {
        let document = view.line.summary.id;
        let before = self.shown.take().filter(|(of, _)| *of == document);
        let (_, content) = self.shown.insert((document, view.content.clone()));
        match before {
            Some((_, before)) => {
                view.content = Content::default();
                Show::Follows { view: Box::new(view), changed: content.since(&before) }
            }
            None => Show::Document(Box::new(view)),
        }
    }

    pub(super) fn line(&self, document: DocumentId) -> Option<DocumentLine> {
        let shelf = self.documents.get(&document)?;
        Some(DocumentLine {
            summary: shelf.listed.summary.clone(),
            waits: shelf.listed.waits.clone(),
            asked: self.waiting(document).into_iter().map(|command| command.act).collect(),
            saved: shelf.saved(),
            sent: shelf.sent(),
            refused: u32_of(self.refused.values().filter(|work| work.document == document).count()),
            is_complete: shelf.held >= shelf.listed.n,
        })
    }

    pub(super) fn view(&self, document: DocumentId) -> Option<DocumentView> {
        let (line, loaded) = (self.line(document)?, self.loaded.get(&document)?);
        let waiting = self.waiting(document).into_iter().cloned().collect();
        let handed = self.handed_lines(document);
        Some(DocumentView { handed, ..loaded.view(line, self.begun(document), waiting, self.left) })
    }
}
