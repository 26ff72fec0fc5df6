//! Acts that the person asked for in this tab, and what became of them.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    ids::{CommandId, DocumentId},
    sync::device::{Ask, Beginning},
    workflow::{Act, Args, Command, Refusal},
};

use crate::state::tell::Tell;

/// An act that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    /// Its command.
    pub(crate) id: CommandId,
    /// The document.
    pub(crate) document: DocumentId,
    /// What was asked.
    pub(crate) act: Act,
    /// `None` while the relay has not decided; then whether it refused.
    pub(crate) decision: Option<Option<Refusal>>,
}

/// An act of which somebody tells and for which they have not asked yet. It outlives its page: another tab may take the work over in the
/// middle of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Begun {
    /// Where its dialog stands.
    pub(crate) at: &'static str,
    /// The document that it is about, if there is one yet.
    pub(crate) document: Option<DocumentId>,
    /// Of which kind of document.
    pub(crate) kind: DocumentKind,
    /// What is to be asked.
    pub(crate) act: Act,
    /// What was told so far.
    pub(crate) args: Args,
    /// The day, as it was typed.
    pub(crate) on: String,
}

/// The acts asked for, oldest first.
#[derive(Clone, Copy)]
pub(crate) struct Acts {
    asked: RwSignal<Vec<Asked>>,
    /// The one that is being told.
    pub(crate) begun: RwSignal<Option<Begun>>,
    tell: Tell,
}

pub(in crate::state) fn provide(tell: Tell) -> Acts {
    let acts = Acts { asked: RwSignal::new(Vec::new()), begun: RwSignal::new(None), tell };
    provide_context(acts);
    acts
}

/// The acts asked for.
pub(crate) fn use_acts() -> Acts {
    expect_context()
}

impl Acts {
    /// Those of a document.
    pub(crate) fn of(self, document: DocumentId) -> Vec<Asked> {
        self.asked.with(|asked| asked.iter().filter(|asked| asked.document == document).cloned().collect())
    }

    /// Asks; the relay decides.
    pub(crate) fn ask(self, document: DocumentId, command: Command) {
        self.remember(document, &command);
        self.tell.ask(Ask::Act { document, command });
    }

    /// Begins a document; it is there at once, and counts when the relay has taken its opening.
    pub(crate) fn create(self, document: DocumentId, kind: DocumentKind, command: Command) {
        self.remember(document, &command);
        self.tell.ask(Ask::Create { document, kind, command });
    }

    /// Begins a document with words in it.
    pub(crate) fn begin(self, beginning: Beginning) {
        self.remember(beginning.document, &beginning.command);
        self.tell.ask(Ask::Begin { beginnings: vec![beginning] });
    }

    /// What became of everything that was asked for, by its command.
    pub(crate) fn decisions(self) -> BTreeMap<CommandId, Option<Option<Refusal>>> {
        self.asked.with(|asked| asked.iter().map(|asked| (asked.id, asked.decision.clone())).collect())
    }

    fn remember(self, document: DocumentId, command: &Command) {
        self.asked.update(|asked| asked.push(Asked { id: command.id, document, act: command.act, decision: None }));
    }

    pub(in crate::state) fn decided(self, id: CommandId, refused: Option<Refusal>) {
        self.asked.update(|all| {
            if let Some(asked) = all.iter_mut().find(|asked| asked.id == id) {
                asked.decision = Some(refused);
            }
        });
    }

    pub(in crate::state) fn forget(self) {
        self.asked.set(Vec::new());
        self.begun.set(None);
    }
}
