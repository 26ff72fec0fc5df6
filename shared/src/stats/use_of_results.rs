//! What 7.4 makes of the records: knowledge, suggestions for the catalogue, the quality map, the archive.

pub mod archive;
pub mod frequent;
pub mod knowledge;
pub mod quality_map;
pub mod suggestions;
