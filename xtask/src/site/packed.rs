//! A finished file and, where it pays, its Brotli twin.

use std::path::Path;

use brotli::enc::{BrotliEncoderParams, backward_references::BrotliEncoderMode};

use super::Source;
use crate::{Outcome, files};

/// What is written: `name`, and `name.br` beside it.
pub(super) struct Packed {
    pub(super) source: Source,
    pub(super) brotli: Option<Vec<u8>>,
}

impl Packed {
    /// Pictures are packed already.
    pub(super) fn new(source: Source) -> Self {
        let brotli = (source.extension() != "png").then(|| compress(&source));
        Self { source, brotli }
    }

    /// Into a folder.
    pub(super) fn write(&self, folder: &Path) -> Outcome {
        files::write(&folder.join(&self.source.name), &self.source.bytes)?;
        match &self.brotli {
            Some(brotli) => files::write(&folder.join(format!("{}.br", self.source.name)), brotli),
            None => Ok(()),
        }
    }
}

/// The slowest quality: it is paid once here, and saves seconds on every bad line.
fn compress(source: &Source) -> Vec<u8> {
    let bytes = &source.bytes;
    // What the mode for fonts does to distances suits code as well.
    let mode = if source.extension() == "wasm" { BrotliEncoderMode::BROTLI_MODE_FONT } else { BrotliEncoderMode::BROTLI_MODE_GENERIC };
    let params = BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: bytes.len(), mode, ..BrotliEncoderParams::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params).expect("memory to memory cannot fail");
    out
}
