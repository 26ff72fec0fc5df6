//! Acts that the person asked for in this tab, and what became of them.

use leptos::prelude::*;
use shared::{
    ids::{CommandId, DocumentId},
    sync::device::Ask,
    workflow::{ActKind, Command, Refusal},
};

use super::tell::Tell;

/// An act that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    /// Its command.
    pub(crate) id: CommandId,
    /// The case.
    pub(crate) case: DocumentId,
    /// What was asked.
    pub(crate) kind: ActKind,
    /// `None` while the relay has not decided; then whether it refused.
    pub(crate) decision: Option<Option<Refusal>>,
}

/// The acts asked for, oldest first.
#[derive(Clone, Copy)]
pub(crate) struct Acts {
    asked: RwSignal<Vec<Asked>>,
    tell: Tell,
}

pub(super) fn provide(tell: Tell) -> Acts {
    let acts = Acts { asked: RwSignal::new(Vec::new()), tell };
    provide_context(acts);
    acts
}

/// The acts asked for.
pub(crate) fn use_acts() -> Acts {
    expect_context()
}

impl Acts {
    /// Those of a case.
    pub(crate) fn of(self, case: DocumentId) -> Vec<Asked> {
        self.asked.with(|asked| asked.iter().filter(|asked| asked.case == case).cloned().collect())
    }

    /// Asks; the relay decides.
    pub(crate) fn ask(self, case: DocumentId, command: Command) {
        self.asked.update(|asked| asked.push(Asked { id: command.id, case, kind: command.act.kind(), decision: None }));
        self.tell.ask(Ask::Act { case, command });
    }

    pub(super) fn decided(self, id: CommandId, refused: Option<Refusal>) {
        self.asked.update(|all| {
            if let Some(asked) = all.iter_mut().find(|asked| asked.id == id) {
                asked.decision = Some(refused);
            }
        });
    }

    pub(super) fn forget(self) {
        self.asked.set(Vec::new());
    }
}
