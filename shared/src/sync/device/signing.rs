//! The device's part in signatures: its key is made known to the relay, what was signed must be what is here, and it follows the
//! changes under it when these get other names.

use std::collections::HashMap;

use automerge::Automerge;
use serde_bytes::ByteBuf;

use super::{
    Device, Effect, Link, Show,
    store::{Table, Write},
};
use crate::{
    documents::DocumentKind,
    forms,
    ids::{CommandId, DocumentId, Hash},
    records::{self, ledger, read},
    signing,
    sync::{rebuild::renamed, wire::FromDevice},
    workflow::{Act, Code, Command},
};

impl Device {
    /// The key is known: an old device has one from its first start with this release on.
    pub(super) fn keyed(&mut self, point: Vec<u8>) {
        self.key = Some(point);
        if self.truth.link == Link::Online {
            self.register();
        }
    }

    /// Registers the key under the present session, before anything that was signed with it is sent.
    pub(super) fn register(&mut self) {
        self.effects.extend(self.key.clone().map(|key| Effect::Send(FromDevice::RegisterKey { key: ByteBuf::from(key) })));
    }

    /// What speaks against a signature that was just given: the browser could not seal it, or the form moved while the person signed.
    pub(super) fn speaks_against(&self, document: DocumentId, id: CommandId) -> Option<Code> {
        let command = &self.commands.get(&id)?.command;
        if signing::wants_seal(&command.args) {
            return Some(Code::NoKey);
        }
        let doc = self.loaded.get(&document)?.doc();
        (!says_what_was_signed(doc, command, &command.heads)).then_some(Code::SignedOther)
    }

    /// Shows what somebody signed.
    pub(super) fn earlier(&mut self, document: DocumentId, heads: Vec<Hash>) {
        let Some(loaded) = self.loaded.get(&document) else { return };
        let content = read::content_at(loaded.doc(), &heads).map(Box::new);
        self.effects.push(Effect::Show(Show::Earlier { document, heads, content }));
    }

    /// What a document is.
    #[must_use]
    pub fn kind(&self, document: DocumentId) -> Option<DocumentKind> {
        self.documents.get(&document).map(|shelf| shelf.listed.summary.kind)
    }

    /// Changes of the document have other names now, `moved` says which: what waits to be decided is about the same version under its
    /// new names. A signature stays where that version says what was signed; otherwise it is put aside with the reason.
    pub(super) fn follow(&mut self, document: DocumentId, doc: &Automerge, moved: &HashMap<Hash, Vec<Hash>>) -> Vec<Write> {
        let waiting: Vec<CommandId> = self.waiting(document).into_iter().map(|command| command.id).collect();
        let mut writes = Vec::new();
        for id in waiting {
            let Some(waiting) = self.commands.get_mut(&id).filter(|waiting| waiting.command.act != Act::Open) else { continue };
            let heads = renamed(&waiting.command.heads, moved);
            // A version that is gone with a backup cannot be named any more: a signature may still agree with today's.
            let is_gone = heads.iter().any(|hash| !read::contains(doc, *hash));
            let is_signed = !waiting.command.args.text(signing::SIGNED).is_empty();
            let heads = if is_gone && is_signed { records::heads(doc) } else { heads };
            if heads == waiting.command.heads {
                continue;
            }
            if says_what_was_signed(doc, &waiting.command, &heads) {
                waiting.command.heads = heads;
                writes.push(Write::put(Table::Commands, id.to_string(), &*waiting));
            } else {
                writes.extend(self.put_aside(id, Code::SignedOther.into()));
            }
        }
        self.stale.document = true;
        writes
    }
}

/// Whether the document says at these heads what a command signed; a command that signs nothing agrees with everything.
fn says_what_was_signed(doc: &Automerge, command: &Command, heads: &[Hash]) -> bool {
    let signed = command.args.text(signing::SIGNED);
    if signed.is_empty() {
        return true;
    }
    let Some(state) = ledger::state(doc) else { return false };
    let rule = signing::signing_rule(state.kind, command.act);
    let section = rule.and_then(|rule| rule.signs).and_then(forms::section);
    let content = if heads.is_empty() { Some(read::content(doc)) } else { read::content_at(doc, heads) };
    section.zip(content).is_some_and(|(section, content)| signing::content_hash(&content, section, state.round).to_hex() == signed)
}
