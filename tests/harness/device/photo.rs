//! Photographs as cameras make them, picked as people pick them, and where the page says that they are.

use std::path::{Path, PathBuf};

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::json;
use shared::ids::Hash;

use super::Device;
use crate::eventually::soon;

/// The camera was held upright: its rows stand on end, and say so, beside a place that is nobody's business.
const TURNED: &[u8; 44] = b"Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x0f\0\x02\0\0\0\x04GPS\0\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";

/// A file of the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// What it is named by; `None` until it is ready.
    pub hash: Option<Hash>,
    /// Where it is: `kept`, `sending`, `sent`, `refused`.
    pub state: String,
    /// What it is called.
    pub name: String,
    /// Its picture is drawn.
    pub is_drawn: bool,
}

impl Device {
    /// A photograph of this width and height in rows and columns of the camera, in a file of this name.
    ///
    /// # Panics
    /// When the browser cannot draw, or the file cannot be written.
    pub async fn photograph(&self, name: &str, (width, height): (u32, u32), colour: &str) -> (PathBuf, Vec<u8>) {
        let script = format!(
            "const canvas = new OffscreenCanvas({width}, {height}); const c = canvas.getContext('2d');
             c.fillStyle = {}; c.fillRect(0, 0, {width}, {height});
             for (let n = 0; n < 4000; n++) {{
               c.fillStyle = `hsl(${{n * 7 % 360}} 40% ${{30 + n % 50}}%)`; c.fillRect(n * 97 % {width}, n * 61 % {height}, 40, 25);
             }}
             c.fillStyle = {}; c.fillRect(0, 0, {width}, {height} / 3);
             canvas.convertToBlob({{ type: 'image/jpeg', quality: 0.95 }}).then(async blob => {{
               const reader = new FileReader(); reader.onload = () => done(reader.result.split(',')[1]); reader.readAsDataURL(blob);
             }})",
            json!(colour),
            json!(colour)
        );
        let drawn = self.run_async(&script).await;
        let plain = BASE64_STANDARD.decode(drawn.as_str().expect("a picture")).expect("base64");
        let bytes = turned(&plain);
        (self.file(name, &bytes), bytes)
    }

    /// A video that the browser has recorded, a second or so of one colour, in a file of this name.
    ///
    /// # Panics
    /// When the browser cannot record, or the file cannot be written.
    pub async fn video(&self, name: &str, colour: &str) -> PathBuf {
        let script = format!(
            "const canvas = document.createElement('canvas'); canvas.width = 640; canvas.height = 360; const c = canvas.getContext('2d');
             let n = 0; const drawn = setInterval(() => {{ c.fillStyle = {}; c.fillRect(0, 0, 640, 360); c.fillStyle = '#fff'; c.fillRect(n++ % 600, 300, 40, 40) }}, 40);
             const recorder = new MediaRecorder(canvas.captureStream(25), {{ mimeType: 'video/webm' }}); const parts = [];
             recorder.ondataavailable = event => {{ parts.push(event.data); if (parts.length === 8) recorder.stop() }};
             recorder.onstop = () => {{ clearInterval(drawn); const reader = new FileReader();
               reader.onload = () => done(reader.result.split(',')[1]); reader.readAsDataURL(new Blob(parts)) }};
             recorder.start(100)",
            json!(colour)
        );
        let recorded = self.run_async(&script).await;
        let bytes = BASE64_STANDARD.decode(recorded.as_str().expect("a video")).expect("base64");
        self.file(name, &bytes)
    }

    /// A file of this name on the person's device.
    ///
    /// # Panics
    /// When it cannot be written.
    #[must_use]
    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.profile.path().join(name);
        std::fs::write(&path, bytes).expect("a file can be written");
        path
    }

    /// A folder of this name on the person's device.
    ///
    /// # Panics
    /// When it cannot be made.
    #[must_use]
    pub fn folder(&self, name: &str) -> PathBuf {
        let path = self.profile.path().join(name);
        std::fs::create_dir_all(&path).expect("a folder can be made");
        path
    }

    /// Picks files for a field, several at once.
    ///
    /// # Panics
    /// When the page takes none.
    pub async fn pick(&self, field: &str, files: &[&Path]) {
        let input = self.field(field).await;
        let files = files.iter().map(|file| file.display().to_string()).collect::<Vec<_>>().join("\n");
        input.send_keys(files).await.expect("an input takes files");
    }

    /// The files of a field, as the grid shows them.
    pub async fn tiles(&self, field: &str) -> Vec<Tile> {
        let script = format!(
            "return [...document.querySelectorAll(\"[data-path='{field}'] .Photo\")].map(tile => {{
               const picture = tile.querySelector('img');
               return [tile.dataset.file ?? '', tile.dataset.state, tile.querySelector('.Photo__name').textContent,
                       Boolean(picture?.complete && picture.naturalWidth > 0)];
             }})"
        );
        let tiles: Vec<(String, String, String, bool)> = serde_json::from_value(self.run(&script).await).expect("tiles");
        let tiles = tiles.into_iter();
        tiles.map(|(hash, state, name, is_drawn)| Tile { hash: Hash::of_hex(&hash), state, name, is_drawn }).collect()
    }

    /// Waits until the files of a field fulfil a condition.
    pub async fn tiles_show(&self, field: &str, what: &str, condition: impl Fn(&[Tile]) -> bool) -> Vec<Tile> {
        soon(&format!("{field} shows {what}"), async || {
            let tiles = self.tiles(field).await;
            if condition(&tiles) { Ok(tiles) } else { Err(format!("{tiles:?}")) }
        })
        .await
    }
}

/// The same picture with what a camera writes beside it: behind the first mark of a JPEG.
fn turned(plain: &[u8]) -> Vec<u8> {
    let length = u16::try_from(TURNED.len() + 2).expect("a short segment").to_be_bytes();
    [&plain[..2], &[0xff, 0xe1], &length, TURNED.as_slice(), &plain[2..]].concat()
}

/// Width and height of a JPEG, from its frame.
///
/// # Panics
/// When it has none.
#[must_use]
pub fn size_of(jpeg: &[u8]) -> (u16, u16) {
    let mut at = 2;
    loop {
        let (marker, length) = (jpeg[at + 1], usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]])));
        if matches!(marker, 0xc0..=0xc2) {
            let side = |from: usize| u16::from_be_bytes([jpeg[from], jpeg[from + 1]]);
            return (side(at + 7), side(at + 5));
        }
        at += 2 + length;
    }
}
