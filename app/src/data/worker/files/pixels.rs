//! Pictures made smaller, away from the page: upright, as JPEG, without what a camera writes beside the picture (place, device).

use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ImageBitmap, ImageEncodeOptions, OffscreenCanvas, OffscreenCanvasRenderingContext2d};

/// The long side of what is sent: enough to read a nameplate.
const LONG: u32 = 2048;
/// The long side of what lists show.
const SMALL: u32 = 320;
const QUALITY: f64 = 0.85;

/// A picture in both sizes, as JPEG.
pub(super) struct Pictures {
    pub(super) large: Vec<u8>,
    pub(super) small: Vec<u8>,
}

/// Makes both. Fails where the browser cannot read the picture, or cannot draw in a worker.
pub(super) async fn both(blob: &Blob) -> Result<Pictures, JsValue> {
    let bitmap = Bitmap::of(blob).await?;
    Ok(Pictures { large: bitmap.jpeg(LONG).await?, small: bitmap.jpeg(SMALL).await? })
}

/// Makes the small one of whatever the browser can draw.
pub(in crate::data) async fn small(picture: &JsValue) -> Result<Vec<u8>, JsValue> {
    Bitmap::of(picture).await?.jpeg(SMALL).await
}

/// Its memory is given back at once: a camera's picture takes fifty megabytes.
struct Bitmap(ImageBitmap);

impl Drop for Bitmap {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl Bitmap {
    async fn of(picture: &JsValue) -> Result<Self, JsValue> {
        let options = Object::new();
        Reflect::set(&options, &"imageOrientation".into(), &"from-image".into())?;
        let scope = js_sys::global();
        let create: Function = Reflect::get(&scope, &"createImageBitmap".into())?.dyn_into()?;
        let promise: Promise = create.call2(&scope, picture, &options)?.dyn_into()?;
        Ok(Self(JsFuture::from(promise).await?.dyn_into()?))
    }

    async fn jpeg(&self, long: u32) -> Result<Vec<u8>, JsValue> {
        let (width, height) = fitted((self.0.width(), self.0.height()), long);
        let canvas = OffscreenCanvas::new(width, height)?;
        let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
        let context: OffscreenCanvasRenderingContext2d = context.dyn_into()?;
        let (w, h) = (f64::from(width), f64::from(height));
        // JPEG has no transparency: a drawing stands on paper.
        context.set_fill_style_str("#fff");
        context.fill_rect(0.0, 0.0, w, h);
        context.set_image_smoothing_enabled(true);
        drop(Reflect::set(&context, &"imageSmoothingQuality".into(), &"high".into()));
        context.draw_image_with_image_bitmap_and_dw_and_dh(&self.0, 0.0, 0.0, w, h)?;
        let options = ImageEncodeOptions::new();
        options.set_type("image/jpeg");
        options.set_quality(QUALITY);
        let blob: Blob = JsFuture::from(canvas.convert_to_blob_with_options(&options)?).await?.dyn_into()?;
        let buffer = JsFuture::from(blob.array_buffer()).await?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }
}

/// The size with this long side, never larger than it is.
fn fitted((width, height): (u32, u32), long: u32) -> (u32, u32) {
    let longest = width.max(height).max(1);
    if longest <= long {
        return (width.max(1), height.max(1));
    }
    let scaled = |side: u32| u32::try_from(u64::from(side) * u64::from(long) / u64::from(longest)).unwrap_or(long).max(1);
    (scaled(width), scaled(height))
}
