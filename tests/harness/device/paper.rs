//! The page as its browser prints it.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::json;

use super::Device;

/// What came out of the printer.
#[derive(Debug)]
pub struct Paper {
    /// The file.
    pub pdf: Vec<u8>,
    /// Width and height of each page, in millimetres.
    pub pages: Vec<(u32, u32)>,
}

impl Device {
    /// Prints the page as its style sheet asks. Chromium alone.
    ///
    /// # Panics
    /// When the browser does not print.
    pub async fn print(&self) -> Paper {
        let said = self.command("Page.printToPDF", json!({ "preferCSSPageSize": true, "printBackground": false })).await;
        let pdf = STANDARD.decode(said["data"].as_str().expect("a file")).expect("Base64");
        let pages = boxes(&String::from_utf8_lossy(&pdf));
        Paper { pdf, pages }
    }
}

/// The `/MediaBox` of every page; points are 1/72 inch.
fn boxes(pdf: &str) -> Vec<(u32, u32)> {
    let one = |rest: &str| -> Option<(u32, u32)> {
        let inner = rest.trim_start().strip_prefix('[')?.split_once(']')?.0;
        let numbers: Vec<f64> = inner.split_whitespace().filter_map(|number| number.parse().ok()).collect();
        match numbers.as_slice() {
            [_, _, width, height] => Some((millimetres(*width), millimetres(*height))),
            _ => None,
        }
    };
    pdf.split("/MediaBox").skip(1).filter_map(one).collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "no paper is that large, none is negative")]
fn millimetres(points: f64) -> u32 {
    (points / 72.0 * 25.4).round() as u32
}
