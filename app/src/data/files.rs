//! What the page and its data worker say to each other about files, and addresses of what the worker hands over.

use std::{collections::BTreeSet, sync::Arc};

use js_sys::Array;
use serde::{Deserialize, Serialize};
use shared::{
    files::FileKind,
    forms::Path,
    ids::{DocumentId, Hash},
    sync::media::{FileLine, Why},
};
use wasm_bindgen::JsCast;
use web_sys::{Blob, File, HtmlInputElement, Url};

/// A set of files in a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Spot {
    /// The document.
    pub document: DocumentId,
    /// The field.
    pub path: Path,
}

/// From the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum FileAsk {
    /// The camera is about to open for this place: browsers that are short of memory end the page meanwhile.
    Picking(Spot),
    /// The camera has closed with or without a picture, or the person has been told.
    Picked,
    /// A picture or file is wanted, until [`FileAsk::Leave`].
    Look(Wanted),
    /// It is no longer on the screen.
    Leave(Wanted),
    /// A small picture that the page has made, of a video.
    Still(Wanted, Vec<u8>),
    /// The person no longer needs a file that could not be sent.
    Discard(String),
    /// These files stay on this device; those that are not here are fetched when there is a line, after everything else.
    Carry(BTreeSet<Hash>),
}

/// Bytes for the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Wanted {
    /// Of which file.
    pub hash: Hash,
    /// What its name claims that it is; the bytes themselves say it where they are here.
    pub kind: Option<FileKind>,
    /// All of it, not only a small picture.
    pub is_whole: bool,
}

/// To the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum FileSaid {
    /// What the relay does not have yet.
    Lines(Vec<FileLine>),
    /// What is being stored on this device.
    Keeping(Vec<Keeping>),
    /// A file was not taken.
    NotTaken {
        /// Where it should have been attached.
        spot: Spot,
        /// What it is called.
        name: String,
        /// Why.
        why: Why,
    },
    /// Of the files that are to stay on this device, those that are still to come.
    ToCome(Vec<Hash>),
    /// The browser ended the page while the camera was open for this place, and handed nothing over.
    Interrupted(Option<Spot>),
}

/// A file that is being stored on this device: not safe yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Keeping {
    /// Where it is to be attached.
    pub spot: Spot,
    /// What it is called.
    pub name: String,
    /// Hundredths that are stored.
    pub percent: u32,
}

/// Where something that was wanted is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// Here.
    Here(Address),
    /// At the relay, which must be reached to see it.
    Away,
    /// Nobody has sent it yet.
    Nowhere,
    /// Here, and the browser cannot draw it.
    Undrawn,
}

/// As [`Seen`], on the way from the worker, where bytes travel beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Standing {
    Here,
    Online,
    Away,
    Nowhere,
    Undrawn,
}

/// The address of bytes in this browser, for as long as anybody holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address(Arc<Revoked>);

#[derive(Debug, PartialEq, Eq)]
struct Revoked(String);

impl Address {
    fn of(blob: &Blob) -> Option<Self> {
        Url::create_object_url_with_blob(blob).ok().map(|address| Self(Arc::new(Revoked(address))))
    }

    /// As elements take it.
    pub(crate) fn text(&self) -> String {
        self.0.0.clone()
    }
}

impl Drop for Revoked {
    fn drop(&mut self) {
        if self.0.starts_with("blob:") {
            drop(Url::revoke_object_url(&self.0));
        }
    }
}

/// Where the relay answers with a file.
pub(super) fn at_relay(hash: Hash) -> String {
    format!("/api/blobs/{}", hash.to_hex())
}

/// The worker's answer to [`FileAsk::Look`]: what was wanted and where it is, with bytes beside it.
pub(super) fn of_answer(answer: &Array) -> Option<(Wanted, Seen)> {
    let (wanted, standing): (Wanted, Standing) = super::of_js(&answer.get(0))?;
    let seen = match standing {
        Standing::Here => Seen::Here(Address::of(answer.get(1).dyn_ref()?)?),
        Standing::Online => Seen::Here(Address(Arc::new(Revoked(at_relay(wanted.hash))))),
        Standing::Away => Seen::Away,
        Standing::Nowhere => Seen::Nowhere,
        Standing::Undrawn => Seen::Undrawn,
    };
    Some((wanted, seen))
}

/// Files that were picked for a place.
pub(crate) struct Picked {
    spot: Spot,
    files: Vec<File>,
}

/// What was picked in an input, which is empty afterwards, so that the same file can be picked again.
pub(crate) fn picked(spot: &Spot, input: &HtmlInputElement) -> Picked {
    let files = input.files();
    let files = files.iter().flat_map(|files| (0..files.length()).filter_map(|at| files.get(at))).collect();
    input.set_value("");
    Picked { spot: spot.clone(), files }
}

impl Picked {
    /// Leaves out those for which so many bytes have no room; their names.
    pub(crate) fn leave_out(&mut self, room: u64) -> Vec<String> {
        let mut left = room as f64;
        let is_too_much = |file: &mut File| {
            let fits = file.size() <= left;
            left -= if fits { file.size() } else { 0.0 };
            !fits
        };
        self.files.extract_if(.., is_too_much).map(|file| file.name()).collect()
    }

    /// For the worker: `[place, file, …]`; `None` for no file.
    pub(super) fn message(&self) -> Option<Array> {
        let message = Array::of1(&super::to_js(&self.spot));
        for file in &self.files {
            message.push(file);
        }
        (!self.files.is_empty()).then_some(message)
    }
}
