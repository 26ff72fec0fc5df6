//! The list of what belongs to the site: the service worker fetches by it, the relay is rebuilt by it, `bench` adds it up.

use serde::{Deserialize, Serialize};

use super::Source;
use super::packed::Packed;
use crate::{Outcome, digest, wasm::APART};

/// Its file name.
pub(super) const NAME: &str = "files.json";

/// Where `sw.js` takes the list and the version.
const FILES: &str = "/*FILES*/ []";
const VERSION: &str = "/*VERSION*/ \"\"";

/// Everything but the service worker, which cannot list itself.
#[derive(Serialize, Deserialize)]
pub(crate) struct List {
    /// Changes when any file does, or the service worker's own code.
    pub(crate) version: String,
    /// By path.
    pub(crate) files: Vec<Entry>,
}

/// One file as it goes over the line.
#[derive(Serialize, Deserialize)]
pub(crate) struct Entry {
    /// From the root, `/index.html`.
    pub(crate) path: String,
    /// Base64, as Subresource Integrity writes it.
    pub(crate) sha256: String,
    /// As it is.
    pub(crate) bytes: usize,
    /// With Brotli, where the file has such a twin.
    pub(crate) brotli: Option<usize>,
}

/// What the service worker needs to know of a file.
#[derive(Serialize)]
struct Wanted<'a> {
    path: &'a str,
    sha256: &'a str,
}

impl List {
    pub(super) fn of(packed: &[Packed], service_worker: &Source) -> Self {
        let mut files: Vec<Entry> = packed.iter().map(Entry::of).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let lines: Vec<String> = files.iter().map(|file| format!("{} {}", file.path, file.sha256)).collect();
        let all = format!("{}\n{}", lines.join("\n"), digest::hex(&service_worker.bytes));
        Self { version: digest::hex(all.as_bytes())[..16].to_owned(), files }
    }

    /// Tells the service worker what to fetch.
    pub(super) fn inject(&self, service_worker: Source) -> Outcome<Source> {
        let text = String::from_utf8(service_worker.bytes).map_err(|_| "public/sw.js is not UTF-8".to_owned())?;
        for place in [FILES, VERSION] {
            if text.matches(place).count() != 1 {
                return Err(format!("public/sw.js must hold `{place}` exactly once: the build writes the list there"));
            }
        }
        let wanted: Vec<Wanted<'_>> = self
            .files
            .iter()
            .filter(|file| !file.is_for_installing())
            .map(|file| Wanted { path: &file.path, sha256: &file.sha256 })
            .collect();
        let json = serde_json::to_string_pretty(&wanted).map_err(|error| format!("sw.js: {error}"))?;
        let text = text.replace(FILES, &json).replace(VERSION, &format!("\"{}\"", self.version));
        Ok(Source::new(&service_worker.name, text))
    }
}

impl Entry {
    fn of(packed: &Packed) -> Self {
        Self {
            path: format!("/{}", packed.source.name),
            sha256: digest::base64(&packed.source.bytes),
            bytes: packed.source.bytes.len(),
            brotli: packed.brotli.as_ref().map(Vec::len),
        }
    }

    /// A picture that the system asks for when the app is installed; the page never does, with or without a network.
    pub(crate) fn is_for_installing(&self) -> bool {
        self.path.ends_with(".png")
    }

    /// Fetched when somebody first opens a screen of it, or with everything else by the service worker, once the app stands.
    pub(crate) fn is_apart(&self) -> bool {
        let name = APART.split('.').next().unwrap_or_default();
        self.path.strip_prefix('/').is_some_and(|path| path.starts_with(&format!("{name}-")))
    }

    /// What it costs to fetch.
    pub(crate) fn sent(&self) -> usize {
        self.brotli.unwrap_or(self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::super::packed::Packed;
    use super::{List, Source};

    #[test]
    fn the_service_worker_learns_every_file_and_the_version() {
        let worker = || Source::new("sw.js", "const FILES = /*FILES*/ [];\nconst VERSION = /*VERSION*/ \"\";\n");
        let list = List::of(&[Packed::new(Source::new("index.html", "x"))], &worker());
        let text = String::from_utf8(list.inject(worker()).unwrap().bytes).unwrap();
        assert!(text.contains("\"path\": \"/index.html\""), "{text}");
        assert!(text.contains("LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE="), "{text}");
        assert!(text.contains(&format!("const VERSION = \"{}\";", list.version)), "{text}");
    }

    #[test]
    fn a_service_worker_without_a_place_for_the_list_does_not_build() {
        let list = List::of(&[], &Source::new("sw.js", ""));
        assert!(list.inject(Source::new("sw.js", "const FILES = [];")).is_err());
    }

    #[test]
    fn the_version_changes_with_the_service_workers_own_code() {
        let version = |code: &str| List::of(&[], &Source::new("sw.js", code)).version;
        assert_ne!(version("one"), version("two"));
    }
}
