//! Files that the page saves for people to take along.

use std::path::Path;

use base64::{Engine, prelude::BASE64_STANDARD};

use super::Device;
use crate::eventually::soon;

/// A file that was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// What it is called.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Device {
    /// Clicks on what saves a file; the file, which people find among the artifacts as well.
    ///
    /// # Panics
    /// When nothing is saved.
    pub async fn save(&self, css: &str) -> Saved {
        let watch = "if (!window.watched) {
               window.watched = true;
               const make = URL.createObjectURL.bind(URL), click = HTMLAnchorElement.prototype.click;
               URL.createObjectURL = blob => {
                 const reader = new FileReader();
                 reader.onload = () => { window.savedBytes = reader.result.split(',')[1] ?? '' };
                 reader.readAsDataURL(blob);
                 return make(blob);
               };
               HTMLAnchorElement.prototype.click = function () { if (this.download) window.savedName = this.download; return click.call(this) };
             }
             window.savedBytes = window.savedName = null";
        self.run(watch).await;
        self.click(css).await;
        let (name, bytes): (String, String) = soon("a file is saved", async || {
            let saved = self.run("return [window.savedName, window.savedBytes]").await;
            serde_json::from_value(saved.clone()).map_err(|_| saved.to_string())
        })
        .await;
        let bytes = BASE64_STANDARD.decode(bytes).expect("base64");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("artifacts/saved");
        std::fs::create_dir_all(&folder).expect("the folder of artifacts can be made");
        std::fs::write(folder.join(&name), &bytes).expect("a file can be written");
        Saved { name, bytes }
    }
}

/// The text of a part of a file of an office program; our own packages pack nothing.
///
/// # Panics
/// When it is no such file, or has no such part.
#[must_use]
pub fn part_of(file: &[u8], name: &str) -> String {
    let parts = shared::importing::tables::zip::parts(file).expect("a package");
    let part = parts.into_iter().find(|part| part.name == name).unwrap_or_else(|| panic!("no part {name}"));
    String::from_utf8(file[part.bytes].to_vec()).expect("text")
}
