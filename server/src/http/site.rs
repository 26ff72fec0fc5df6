//! The built site, inside the program.

use axum::http::HeaderMap;
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../target/site"]
#[allow_missing = true]
struct Files;

/// Files that keep their names; every other carries a hash of its content in it.
const LASTING: [&str; 4] = ["index.html", "sw.js", "manifest.webmanifest", "files.json"];

/// What browsers ask for on a page that names no icon, as the survey's: the names of files carry hashes that such a page does not know.
const ICON: &str = "favicon.ico";

/// A file as this browser gets it.
pub(crate) struct Served {
    /// The bytes.
    pub(crate) file: EmbeddedFile,
    /// They are packed with Brotli.
    pub(crate) is_brotli: bool,
    /// What it is.
    pub(crate) kind: &'static str,
    /// May a browser keep it for ever?
    pub(crate) is_immutable: bool,
}

impl Served {
    /// Names the bytes.
    pub(crate) fn tag(&self) -> String {
        let hash: String = self.file.metadata.sha256_hash().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        format!("\"{hash}\"")
    }
}

/// The file of a path without its first slash.
pub(crate) fn file(path: &str, headers: &HeaderMap) -> Option<Served> {
    if path.ends_with(".br") {
        return None;
    }
    let icon = (path == ICON).then(icon).flatten();
    let (path, is_named) = icon.as_deref().map_or((path, true), |icon| (icon, false));
    let plain = || Files::get(path).map(|file| (file, false));
    let packed = if takes_brotli(headers) { Files::get(&format!("{path}.br")).map(|file| (file, true)) } else { None };
    let (file, is_brotli) = packed.or_else(plain)?;
    Some(Served { file, is_brotli, kind: kind(path), is_immutable: is_named && !LASTING.contains(&path) })
}

fn icon() -> Option<String> {
    Files::iter().find(|name| name.starts_with("icon-192-")).map(|name| name.into_owned())
}

fn takes_brotli(headers: &HeaderMap) -> bool {
    let encodings = headers.get("accept-encoding").and_then(|value| value.to_str().ok()).unwrap_or_default();
    encodings.split(',').any(|encoding| {
        let (name, weight) = encoding.split_once(';').unwrap_or((encoding, ""));
        name.trim() == "br" && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
    })
}

#[rustfmt::skip]
fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html"        => "text/html; charset=utf-8",
        "js" | "mjs"  => "text/javascript; charset=utf-8",
        "css"         => "text/css; charset=utf-8",
        "wasm"        => "application/wasm",
        "json"        => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg"         => "image/svg+xml",
        "png"         => "image/png",
        "ico"         => "image/x-icon",
        "woff2"       => "font/woff2",
        "txt"         => "text/plain; charset=utf-8",
        _             => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brotli_is_sent_to_those_who_take_it() {
        for (accepts, expected) in
            [("gzip, deflate, br, zstd", true), ("br;q=1.0", true), ("gzip, br;q=0", false), ("gzip", false), ("", false)]
        {
            let headers = HeaderMap::from_iter([(axum::http::header::ACCEPT_ENCODING, accepts.parse().unwrap())]);
            assert_eq!(takes_brotli(&headers), expected, "{accepts}");
        }
    }

    #[test]
    fn a_browser_compiles_wasm_while_it_streams_only_when_it_is_called_wasm() {
        assert_eq!(kind("app-012345678901.wasm"), "application/wasm");
    }
}
