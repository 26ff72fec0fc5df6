//! What the screen is shown of the files that the relay does not have yet.

use serde::{Deserialize, Serialize};

use super::{Effect, Media, Why};
use crate::{
    files::FileKind,
    forms::Path,
    ids::{DocumentId, Hash},
};

/// A file that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileLine {
    /// Names it.
    pub id: String,
    /// Its document.
    pub document: DocumentId,
    /// The set of files in which it stands, or will.
    pub path: Path,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// What it is named by; `None` until it is ready.
    pub hash: Option<Hash>,
    /// Bytes to be sent.
    pub size: u64,
    /// Bytes that are at the relay.
    pub sent: u64,
    /// How it stands.
    pub progress: Progress,
}

/// How a file stands that the relay does not have yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Progress {
    /// It is on this device.
    Kept,
    /// It is on its way.
    Sending,
    /// It cannot be sent.
    Refused(Why),
}

impl Media {
    pub(super) fn show(&mut self) {
        let lines = self.kept.values().map(|kept| {
            let piece = kept.ready.as_ref().unwrap_or(&kept.original);
            let progress = match kept.refused {
                Some(why) => Progress::Refused(why),
                None if self.sending.is_busy_with(&kept.id) => Progress::Sending,
                None => Progress::Kept,
            };
            FileLine {
                id: kept.id.clone(),
                document: kept.document,
                path: kept.path.clone(),
                name: kept.name.clone(),
                kind: piece.kind,
                hash: kept.ready.as_ref().map(|piece| piece.hash),
                size: piece.size,
                sent: self.sending.sent(&kept.id),
                progress,
            }
        });
        let lines = lines.collect();
        self.effects.push(Effect::Show(lines));
    }
}
