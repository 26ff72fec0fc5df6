//! Tables out of the files that people pick: the browser knows old encodings and inflates what is packed; reading is the business of
//! `shared::importing`. And files for people to take along.

use std::cell::RefCell;

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use shared::{
    files::FileKind,
    importing::{
        Table, Unreadable,
        tables::{csv, xls, xlsx, zip},
    },
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, DragEvent, File, HtmlAnchorElement, HtmlInputElement, TextDecoder, TextDecoderOptions, Url};

/// Files beyond this are no lists.
const LARGEST: f64 = 24_000_000.0;

/// A file that somebody picked, or let fall on the page.
#[derive(Clone)]
pub(crate) struct Picked(File);

/// What was picked in an input, which is empty afterwards, so that the same file can be picked again.
pub(crate) fn picked(input: &HtmlInputElement) -> Option<Picked> {
    let file = input.files()?.get(0)?;
    input.set_value("");
    Some(Picked(file))
}

/// What was let fall.
pub(crate) fn dropped(event: &DragEvent) -> Option<Picked> {
    event.data_transfer()?.files()?.get(0).map(Picked)
}

impl Picked {
    /// What the file is called.
    pub(crate) fn name(&self) -> String {
        self.0.name()
    }

    /// Its tables.
    pub(crate) async fn tables(&self) -> Result<Vec<Table>, Unreadable> {
        if self.0.size() > LARGEST {
            return Err(Unreadable::TooLarge);
        }
        let bytes = JsFuture::from(self.0.array_buffer()).await.map_err(|_| Unreadable::Broken)?;
        let bytes = Uint8Array::new(&bytes).to_vec();
        if bytes.starts_with(b"PK") {
            return xlsx::read(&self.parts(&bytes).await?);
        }
        if bytes.starts_with(&xls::MARK) {
            return xls::read(&bytes);
        }
        let text = text(&bytes).ok_or(Unreadable::Broken)?;
        // Something else altogether: text has no such letters.
        if text.contains('\0') {
            return Err(Unreadable::Broken);
        }
        Ok(vec![csv::read(&self.name(), &text)?])
    }

    /// The parts of a workbook that say anything, inflated; together not larger than they may be.
    async fn parts(&self, bytes: &[u8]) -> Result<xlsx::Parts, Unreadable> {
        let (mut parts, mut room) = (xlsx::Parts::new(), xlsx::LARGEST);
        for part in zip::parts(bytes).ok_or(Unreadable::Broken)?.into_iter().filter(|part| xlsx::is_wanted(&part.name)) {
            let packed = &bytes[part.bytes];
            let plain = if part.is_deflated { inflated(packed, room).await? } else { packed.to_vec() };
            room = room.checked_sub(plain.len()).ok_or(Unreadable::TooLarge)?;
            parts.insert(part.name, String::from_utf8(plain).map_err(|_| Unreadable::Broken)?);
        }
        Ok(parts)
    }
}

/// Text in UTF-8, UTF-16 with its mark, or else GB18030, which has all of GBK and GB 2312 in it.
fn text(bytes: &[u8]) -> Option<String> {
    let decoded = |label| {
        let options = TextDecoderOptions::new();
        options.set_fatal(true);
        let decoder = TextDecoder::new_with_label_and_options(label, &options).ok()?;
        decoder.decode_with_u8_array(bytes).ok()
    };
    match bytes {
        [0xff, 0xfe, ..] => decoded("utf-16le"),
        [0xfe, 0xff, ..] => decoded("utf-16be"),
        _ => decoded("utf-8").or_else(|| decoded("gb18030")),
    }
}

/// What the browser inflates of a packed part, as long as there is room for it.
async fn inflated(packed: &[u8], room: usize) -> Result<Vec<u8>, Unreadable> {
    let mut plain = Vec::new();
    let whole = pour(packed, |piece| {
        plain.extend(piece);
        plain.len() <= room
    });
    match whole.await {
        Ok(true) => Ok(plain),
        Ok(false) => Err(Unreadable::TooLarge),
        Err(_) => Err(Unreadable::Broken),
    }
}

/// Inflates piece by piece; whether all of it was wanted.
async fn pour(packed: &[u8], mut takes: impl FnMut(Vec<u8>) -> bool) -> Result<bool, JsValue> {
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(packed)), &BlobPropertyBag::new())?;
    let make: Function = Reflect::get(&js_sys::global(), &"DecompressionStream".into())?.dyn_into()?;
    let inflater = Reflect::construct(&make, &Array::of1(&"deflate-raw".into()))?;
    let stream = call(&call(&blob, "stream", &Array::new())?, "pipeThrough", &Array::of1(&inflater))?;
    let reader = call(&stream, "getReader", &Array::new())?;
    loop {
        let piece = JsFuture::from(call(&reader, "read", &Array::new())?.dyn_into::<Promise>()?).await?;
        if Reflect::get(&piece, &"done".into())?.is_truthy() {
            return Ok(true);
        }
        if !takes(Uint8Array::new(&Reflect::get(&piece, &"value".into())?).to_vec()) {
            drop(call(&reader, "cancel", &Array::new())?);
            return Ok(false);
        }
    }
}

fn call(of: &JsValue, name: &str, with: &Array) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(of, &name.into())?.dyn_into()?;
    function.apply(of, with)
}

thread_local! {
    /// The address of the file that was saved last: it is given back when there is another one.
    static SAVED: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Saves a text as a file, where the browser saves what people download.
pub(crate) fn save(name: &str, text: &str) {
    save_bytes(name, text.as_bytes());
}

/// Saves bytes as a file; what they are, the name's ending says.
pub(crate) fn save_bytes(name: &str, bytes: &[u8]) {
    // What no system takes in the name of a file.
    let name = name.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], " ");
    if let Err(error) = download(&name, bytes) {
        web_sys::console::warn_1(&error);
    }
}

fn download(name: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(match name.rsplit_once('.') {
        Some((_, "html")) => "text/html;charset=utf-8",
        Some((_, "csv")) => "text/csv;charset=utf-8",
        Some(_) | None => FileKind::of_name(name).map_or("application/octet-stream", FileKind::media_type),
    });
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(bytes)), &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&address);
    link.set_download(name);
    link.set_rel("external"); // Else the router takes the tap.
    document.body().ok_or(JsValue::NULL)?.append_child(&link)?;
    link.click();
    link.remove();
    let before = SAVED.replace(Some(address));
    before.map_or(Ok(()), |before| Url::revoke_object_url(&before))
}
