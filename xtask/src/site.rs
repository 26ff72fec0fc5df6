//! The site as the relay serves it: `target/site`, whole or not at all.
//!
//! Files are named by their content, so a browser may keep them for ever; `index.html`, `sw.js` and
//! `manifest.webmanifest` keep their names and lead to the others. `files.json` lists all of it.

mod fingerprint;
mod list;
mod names;
mod packed;
mod style;

pub(crate) use list::{Entry, List};
pub(crate) use names::Source;

use std::path::Path;

use crate::{Outcome, files, progress, wasm};
use packed::Packed;

/// Where the relay takes the site from when it is compiled.
const SITE: &str = "target/site";
const NEW: &str = "target/site.new";
const OLD: &str = "target/site.old";
const STAMP: &str = "target/site.stamp";

/// Holds the list of all files once it is written; filled in last of all.
const SERVICE_WORKER: &str = "sw.js";

/// Builds what changed.
pub(crate) fn build() -> Outcome {
    let fingerprint = fingerprint::of_inputs()?;
    let is_built = files::read(Path::new(STAMP)).is_ok_and(|stamp| stamp == fingerprint.as_bytes());
    if is_built && Path::new(SITE).join(list::NAME).exists() {
        progress::step("site: unchanged");
        return Ok(());
    }
    let bundle = wasm::build()?;
    progress::step("site: names, lists and brotli");
    publish(assemble(bundle)?)?;
    files::write(Path::new(STAMP), fingerprint.as_bytes())
}

/// The list beside the site that was built last.
pub(crate) fn list() -> Outcome<List> {
    let path = Path::new(SITE).join(list::NAME);
    serde_json::from_slice(&files::read(&path)?).map_err(|error| format!("{}: {error}", path.display()))
}

/// The service worker's size, raw and with Brotli: the list cannot hold it.
pub(crate) fn service_worker_sent() -> Outcome<(usize, usize)> {
    let size = |name: &str| files::read(&Path::new(SITE).join(name)).map(|bytes| bytes.len());
    Ok((size(SERVICE_WORKER)?, size(&format!("{SERVICE_WORKER}.br"))?))
}

/// Everything under its final name, with the list and the service worker.
fn assemble(bundle: wasm::Bundle) -> Outcome<(Vec<Packed>, List)> {
    let mut sources =
        vec![Source::new("app.js", bundle.glue), Source::new("app.wasm", bundle.wasm), Source::new(wasm::APART, bundle.apart)];
    sources.extend(bundle.snippets);
    sources.push(Source::new("main.css", style::inline(Path::new("style/main.css"))?));
    let mut service_worker = None;
    for path in files::below(Path::new("public"))? {
        let name = path.file_name().expect("a listed file has a name").to_string_lossy().into_owned();
        let source = Source::new(&name, files::read(&path)?);
        if name == SERVICE_WORKER { service_worker = Some(source) } else { sources.push(source) }
    }
    let service_worker = service_worker.ok_or("public/sw.js is missing: without it the app cannot start offline")?;

    let mut packed: Vec<Packed> = names::settle(sources)?.into_iter().map(Packed::new).collect();
    let list = List::of(&packed, &service_worker);
    packed.push(Packed::new(list.inject(service_worker)?));
    Ok((packed, list))
}

/// Puts the new site in the place of the old one, unless it is the same: then the relay need not be compiled again.
fn publish((packed, list): (Vec<Packed>, List)) -> Outcome {
    let new = Path::new(NEW);
    files::remove_folder(new)?;
    for file in &packed {
        file.write(new)?;
    }
    let json = serde_json::to_vec_pretty(&list).map_err(|error| format!("{}: {error}", list::NAME))?;
    files::write(&new.join(list::NAME), &json)?;

    let (site, old) = (Path::new(SITE), Path::new(OLD));
    if files::read(&site.join(list::NAME)).is_ok_and(|before| before == json) {
        progress::step("site: the same as before");
        return files::remove_folder(new);
    }
    files::remove_folder(old)?;
    if site.exists() {
        files::rename(site, old)?;
    }
    files::rename(new, site)?;
    files::remove_folder(old)
}
