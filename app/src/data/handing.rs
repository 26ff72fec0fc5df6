//! What the page and its data worker say to each other about files that devices hand to each other; sharing and saving them.

use std::cell::RefCell;

use js_sys::{Array, Function, Object, Promise, Reflect};
use serde::{Deserialize, Serialize};
use shared::{
    documents::DocumentKind,
    ids::DocumentId,
    sync::handing::{Flaw, Hello},
    workflow::Refusal,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, FilePropertyBag, HtmlAnchorElement, HtmlInputElement, Url};

/// From the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum HandAsk {
    /// What could be handed over of the open document? Answered by [`HandSaid::Offer`].
    Offer(DocumentId),
    /// Make the file; answered by [`Made`] and the file, or by [`HandSaid::NotMade`].
    Make {
        /// The open document.
        document: DocumentId,
        /// All of it, or only what the relay has not confirmed.
        is_whole: bool,
        /// With the photographs and papers that are here.
        has_files: bool,
        /// For these devices too.
        also: Vec<Hello>,
    },
    /// How does this device introduce itself? Answered by [`HandSaid::Hello`].
    Hello,
    /// A file that came as a series of codes; answered like one that was picked, by [`HandSaid::Received`].
    Series(Vec<u8>),
}

/// To the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum HandSaid {
    /// What could be handed over; `None` where the relay does not have the document yet.
    Offer(DocumentId, Option<Offer>),
    /// The file could not be made.
    NotMade,
    /// What a QR code says of this device; `None` in a browser that keeps no keys.
    Hello(Option<String>),
    /// A file is being opened and tried.
    Receiving,
    /// What became of it.
    Received(Result<Box<Receipt>, Flaw>),
}

/// What could be handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Offer {
    /// Whoever does not have the document can begin with it.
    pub has_log: bool,
    /// Bytes of the whole document.
    pub bytes: u64,
    /// Changes that the relay has not confirmed, others' among them, and their bytes.
    pub waiting: (u32, u64),
    /// The files that are here, and their bytes.
    pub files: (u32, u64),
    /// Files that stand in the document and cannot come along: not here, or too large.
    pub left: u32,
    /// Who can open it: each name once.
    pub people: Vec<String>,
}

/// The file is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Made {
    /// Of which document.
    pub document: DocumentId,
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub size: u64,
    /// The texts of QR codes, where it is small enough.
    pub frames: Vec<String>,
}

/// What came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Receipt {
    /// The document.
    pub document: DocumentId,
    /// What it is.
    pub kind: DocumentKind,
    /// Its name.
    pub title: String,
    /// Who handed it over.
    pub from: String,
    /// The document, or more of it, was not here before.
    pub is_further: bool,
    /// Of each author the changes that were not here and wait for the relay now.
    pub new: Vec<(String, u32)>,
    /// So many were here.
    pub known: u32,
    /// What the rules do not allow: author, how many, why the first of them.
    pub refused: Vec<(String, u32, Refusal)>,
    /// So many build on what is neither here nor in the file.
    pub groundless: u32,
    /// Authors whose devices are not known here.
    pub strangers: u32,
    /// Files that are here now.
    pub files: u32,
    /// Files that could not be stored.
    pub lost_files: u32,
}

/// What stands first in arrays about this.
const MADE: &str = "made";
const GIVEN: &str = "given";

thread_local! {
    /// The file that was made last, for sharing and saving.
    static LAST: RefCell<Option<(Blob, String)>> = const { RefCell::new(None) };
}

/// The worker's message that a file was made.
pub(super) fn made_message(made: &Made, file: &Blob) -> Array {
    Array::of3(&MADE.into(), &super::to_js(made), file)
}

/// Such a message; its file is kept for sharing and saving.
pub(super) fn of_made(message: &Array) -> Option<Made> {
    let made: Made = (message.get(0).as_string()? == MADE).then(|| super::of_js(&message.get(1)))??;
    let file = message.get(2).dyn_into().ok()?;
    LAST.with_borrow_mut(|last| *last = Some((file, made.name.clone())));
    Some(made)
}

/// The page's message with the file that was picked in an input; the input is empty afterwards.
pub(super) fn given_message(input: &HtmlInputElement) -> Option<Array> {
    let file = input.files()?.get(0)?;
    input.set_value("");
    Some(Array::of2(&GIVEN.into(), &file))
}

/// The file of such a message.
pub(super) fn of_given(message: &Array) -> Option<Blob> {
    (message.get(0).as_string()? == GIVEN).then(|| message.get(1).dyn_into().ok())?
}

/// The ways in which this browser shares files, the better one first: some share nothing but types that they know.
const SHARED_AS: [(&str, &str); 2] = [("", "application/x-liandong-file"), (".txt", "text/plain")];

/// Whether this browser can share the file that was made last.
pub(crate) fn can_share() -> bool {
    shareable().is_some()
}

/// Opens the system's sheet for sharing. Must follow a tap.
pub(crate) async fn share() {
    let Some(data) = shareable() else { return };
    if let Some(promise) = call("share", &data).and_then(|promise| promise.dyn_into::<Promise>().ok()) {
        drop(JsFuture::from(promise).await); // Whoever closes the sheet has changed their mind.
    }
}

fn shareable() -> Option<Object> {
    SHARED_AS.iter().find_map(|(ending, kind)| {
        let (data, file) = (Object::new(), last(ending, kind)?);
        Reflect::set(&data, &"files".into(), &Array::of1(&file)).ok()?;
        call("canShare", &data)?.is_truthy().then_some(data)
    })
}

fn call(name: &str, data: &Object) -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let function: Function = Reflect::get(&navigator, &name.into()).ok()?.dyn_into().ok()?;
    function.call1(&navigator, data).ok()
}

/// The file that was made last.
fn last(ending: &str, kind: &str) -> Option<File> {
    LAST.with_borrow(|last| {
        let (blob, name) = last.as_ref()?;
        let options = FilePropertyBag::new();
        options.set_type(kind);
        File::new_with_blob_sequence_and_options(&Array::of1(blob), &format!("{name}{ending}"), &options).ok()
    })
}

/// Saves it where the browser saves what people download.
pub(crate) fn save() {
    if download().is_none() {
        web_sys::console::warn_1(&"there is nothing to save".into());
    }
}

fn download() -> Option<()> {
    let file = last("", SHARED_AS[0].1)?;
    let address = Url::create_object_url_with_blob(&file).ok()?;
    let document = web_sys::window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(&file.name());
    link.set_rel("external"); // Else the router takes the tap.
    document.body()?.append_child(&link).ok()?;
    link.click();
    link.remove();
    // The browser has taken the file's bytes by the time that somebody can have read on.
    gloo_timers::callback::Timeout::new(60_000, move || drop(Url::revoke_object_url(&address))).forget();
    Some(())
}

/// Bytes as the browser's own.
pub(super) fn blob_of(bytes: &[u8]) -> Option<Blob> {
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(&js_sys::Uint8Array::from(bytes)), &BlobPropertyBag::new()).ok()
}
