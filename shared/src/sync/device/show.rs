//! What the screen asks and what it is shown.

use std::{cmp::Reverse, collections::BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    beginning::Beginning,
    checkpoint::Checkpoint,
    deletions::Deletion,
    handing::HandedLine,
    looking::{Look, Seen},
    losing::LostDocument,
    reading::ReadDocument,
};
use crate::{
    documents::DocumentKind,
    forms::Path,
    ids::{CommandId, DocumentId, Hash},
    importing::Importing,
    people::Directory,
    records::{
        edit::Edit,
        read::{Changed, Content},
        review::Question,
        summary::Summary,
        waits::Waited,
    },
    time::Timestamp,
    workflow::{Act, Command, Deadlines, Refusal, State},
};

/// What the screen wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// Show this document, and again whenever it changes. One document is open at a time in a tab.
    Open {
        /// The document.
        document: DocumentId,
    },
    /// The document is no longer on screen.
    Close {
        /// The document.
        document: DocumentId,
    },
    /// Typing begins in this field, which shows its value in the version `heads` of the view. Until [`Ask::Leave`] the
    /// screen does not write into the field.
    Focus {
        /// The document.
        document: DocumentId,
        /// The field.
        path: Path,
        /// From [`DocumentView::heads`] of the view that the field shows.
        heads: Vec<Hash>,
    },
    /// A keystroke: the field now reads so. Durable at once, as a draft.
    Type {
        /// The document.
        document: DocumentId,
        /// The field.
        path: Path,
        /// Its whole text.
        text: String,
    },
    /// A pause, `compositionend`, or the page hides: the draft becomes a change.
    Keep {
        /// The document.
        document: DocumentId,
    },
    /// The field is left: the draft becomes a change and others' words may appear in the field. Always answered by a view.
    Leave {
        /// The document.
        document: DocumentId,
        /// A number larger than that of every leave before: [`DocumentView::left`] gives it back.
        turn: u32,
    },
    /// One edit that is no typing: a choice made, a row added or removed, one of several values chosen.
    Edit {
        /// The document.
        document: DocumentId,
        /// The edit.
        edit: Edit,
    },
    /// The person decides what several wrote at once, having seen the version `heads`.
    Decide {
        /// The document.
        document: DocumentId,
        /// The decision.
        edit: Edit,
        /// From [`DocumentView::heads`].
        heads: Vec<Hash>,
    },
    /// A decision is taken back: the question stands again as it was.
    Reopen {
        /// The document.
        document: DocumentId,
        /// From [`DocumentView::review`] before the decision.
        question: Question,
    },
    /// Show this of the open document's past, and again when it moves, until something else is looked at.
    Look {
        /// The document.
        document: DocumentId,
        /// What, if anything.
        look: Option<Look>,
    },
    /// Begin a document, with or without network. It is there at once, for this person alone until the relay has taken it.
    Create {
        /// 16 fresh random bytes.
        document: DocumentId,
        /// What it is.
        kind: DocumentKind,
        /// The opening act.
        command: Command,
    },
    /// Begin documents with words in them, each whole or not at all. Those that are here already stay as they are.
    Begin {
        /// In order.
        beginnings: Vec<Beginning>,
    },
    /// Keep the import that is under way as it is; [`Show::Importing`] tells it at the next start.
    KeepImporting {
        /// It.
        importing: Box<Importing>,
    },
    /// What do these documents say, which nobody opens? Each is answered by [`Show::Read`].
    Read {
        /// The documents.
        documents: Vec<DocumentId>,
    },
    /// Make something count. Answered by [`Show::Decided`] when the relay has decided.
    Act {
        /// The document.
        document: DocumentId,
        /// The wish.
        command: Command,
    },
    /// What did it say in an earlier version, when somebody signed it? Answered by [`Show::Earlier`].
    Earlier {
        /// The open document.
        document: DocumentId,
        /// The version.
        heads: Vec<Hash>,
    },
    /// The person has seen that they may not read this document any more.
    Forget {
        /// The document.
        document: DocumentId,
    },
    /// The person has dealt with a refused piece of work and no longer needs it kept.
    Discard {
        /// From [`RefusedWork::id`].
        id: String,
    },
    /// The person keeps a refused piece of work as a note on this device.
    Note {
        /// From [`RefusedWork::id`].
        id: String,
    },
    /// The person no longer needs a note.
    DropNote {
        /// From [`RefusedWork::id`].
        id: String,
    },
    /// What another device of this person handed over is theirs to decide here. What is here already stays as it is.
    TakeBack {
        /// The pieces.
        pieces: Vec<RefusedWork>,
    },
    /// What was discarded is needed after all.
    BringBack {
        /// From [`Deletion::id`].
        id: String,
    },
    /// The person needs no more what the relay did not take of colleagues' changes.
    DropHanded {
        /// The document.
        document: DocumentId,
    },
}

/// What the screen is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Show {
    /// The documents that this person may read, the most recently moved first. From then on only what [moves](Show::Moved) is told.
    Documents(Vec<DocumentLine>),
    /// What is another in that list: [`follow`] brings it up to it.
    Moved {
        /// Lines that are new or no longer as they were.
        lines: Vec<DocumentLine>,
        /// Documents that are in the list no more.
        gone: Vec<DocumentId>,
    },
    /// The open document.
    Document(Box<DocumentView>),
    /// The open document again, all but its content: of that, what is [other](Content::since) than it was told last.
    Follows {
        /// The view without its content.
        view: Box<DocumentView>,
        /// What is other in its content.
        changed: Changed,
    },
    /// What is looked at of the open document's past.
    Seen {
        /// The document.
        document: DocumentId,
        /// What is seen.
        seen: Box<Seen>,
    },
    /// The bodies and experts to choose from.
    Directory(Directory),
    /// How long everything takes here; until this is shown, the defaults of the standard.
    Deadlines(Deadlines),
    /// The document that should be opened is not on this device.
    Missing(DocumentId),
    /// Where the person's work stands, all in all.
    Truth(Truth),
    /// What the relay refused, kept until the person has dealt with it.
    Refused(Vec<RefusedWork>),
    /// What this person may not read any more and what was on this device, the last loss first.
    Lost(Vec<LostDocument>),
    /// Refused work that the person keeps as notes.
    Notes(Vec<RefusedWork>),
    /// What was deleted on this device, the last first.
    Deletions(Vec<Deletion>),
    /// To be kept outside the store: what it holds now.
    Checkpoint(Checkpoint),
    /// What a document says that nobody opens.
    Read {
        /// The document.
        document: DocumentId,
        /// `None` where it is not here.
        read: Option<Box<ReadDocument>>,
    },
    /// What this device keeps of imports, at the start.
    Importing(Box<Importing>),
    /// What the open document said in an earlier version.
    Earlier {
        /// The document.
        document: DocumentId,
        /// The version.
        heads: Vec<Hash>,
        /// `None` where it never said so.
        content: Option<Box<Content>>,
    },
    /// The relay has decided a command.
    Decided {
        /// The command.
        id: CommandId,
        /// The document.
        document: DocumentId,
        /// `None`: it counts.
        refused: Option<Refusal>,
    },
}

/// A document in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentLine {
    /// As the relay last told, the device's own unconfirmed work not counted.
    pub summary: Summary,
    /// What waits in it, told likewise; `None` until it was told.
    pub waits: Waited,
    /// What this person asked for and the relay has not decided.
    pub asked: Vec<Act>,
    /// Changes saved on this device and not yet sent.
    pub saved: u32,
    /// Changes sent and not yet confirmed.
    pub sent: u32,
    /// Refused pieces of work.
    pub refused: u32,
    /// The whole document is on this device.
    pub is_complete: bool,
}

impl AsRef<Self> for DocumentLine {
    fn as_ref(&self) -> &Self {
        self
    }
}

/// Brings a list up to what moved in it.
pub fn follow<L: AsRef<DocumentLine> + From<DocumentLine>>(list: &mut Vec<L>, lines: Vec<DocumentLine>, gone: &[DocumentId]) {
    let told: BTreeSet<DocumentId> = lines.iter().map(|line| line.summary.id).chain(gone.iter().copied()).collect();
    list.retain(|line| !told.contains(&line.as_ref().summary.id));
    list.extend(lines.into_iter().map(L::from));
    list.sort_by_key(|line| {
        let Summary { moved_at, id, .. } = &line.as_ref().summary;
        Reverse((*moved_at, *id))
    });
}

/// The open document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentView {
    /// With the three states.
    pub line: DocumentLine,
    /// A newer version wrote in it what this one does not know: it is only read here.
    pub is_newer: bool,
    /// What people wrote, own unconfirmed work included.
    pub content: Content,
    /// What the ledger says.
    pub state: State,
    /// The version that this view shows.
    pub heads: Vec<Hash>,
    /// What this person asked for and the relay has not decided, in the order of asking.
    pub waiting: Vec<Command>,
    /// The last [`Ask::Leave`] that was heard: what was typed before it is in this view. A view of before shows less, and a
    /// text alone does not tell which of the two it is.
    pub left: u32,
    /// What waits for a person's decision.
    pub review: Vec<Question>,
    /// Colleagues' changes that came without a network.
    pub handed: Vec<HandedLine>,
}

/// The truth chip: where this person's work on this device stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Truth {
    /// Fields being typed in, each keystroke saved as a draft.
    pub drafts: u32,
    /// Changes saved on this device, not yet sent.
    pub saved: u32,
    /// Changes sent, not yet confirmed.
    pub sent: u32,
    /// Pieces of work that the relay refused.
    pub refused: u32,
    /// Rows that a newer version of the app wrote: kept, and read once it is here again.
    pub unread: u32,
    /// The connection.
    pub link: Link,
    /// When the relay last confirmed work of this person.
    pub confirmed_at: Option<Timestamp>,
    /// When the relay was last heard.
    pub contact_at: Option<Timestamp>,
    /// The relay cannot store at the moment (its disk is full, say); work waits here.
    pub is_relay_full: bool,
}

/// The connection to the relay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Link {
    /// Not connected; the device tries again by itself.
    #[default]
    Offline,
    /// Connected.
    Online,
    /// The relay asks for a new sign-in; work goes on and waits.
    SignedOut,
}

/// What a person did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Work {
    /// They wrote.
    Edit(Edit),
    /// They asked that something count.
    Act(Command),
}

/// Work that the relay refused: the person's words and the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedWork {
    /// Names it.
    pub id: String,
    /// The document.
    pub document: DocumentId,
    /// What it was.
    pub work: Work,
    /// Why it was refused.
    pub refusal: Refusal,
    /// When it was written, by this device's clock.
    pub written_at: Timestamp,
    /// When it was refused.
    pub refused_at: Timestamp,
}
