//! Which files may be attached, and how large: photographs, videos and papers. What a file is, its own first bytes say; names
//! and headers are claims.

mod named;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

pub use named::Named;

/// A type of file that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// A photograph of a camera or telephone.
    Jpeg,
    /// A picture of a screen or a drawing.
    Png,
    /// A photograph as browsers shrink it.
    Webp,
    /// A photograph of an iPhone.
    Heic,
    /// A video.
    Mp4,
    /// A video of an iPhone.
    QuickTime,
    /// A video that a browser has recorded.
    Webm,
    /// A paper: an inspection report, a certificate, a scanned filing.
    Pdf,
    /// An official document in the national format (GB/T 33190).
    Ofd,
    /// A text: a plan, a technical pack.
    Docx,
    /// A table: formulas, records of production.
    Xlsx,
    /// Slides of a training.
    Pptx,
}

/// How a browser may show a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// In the page.
    Inline,
    /// Only after somebody has saved it: it can hold programs.
    Saved,
}

/// So many first bytes tell what a file is.
pub const HEAD: usize = 64 << 10;
/// The largest file of all, in bytes.
pub const LARGEST: u64 = FileKind::Mp4.largest();

const MIB: u64 = 1 << 20;

impl FileKind {
    /// Every type.
    pub const ALL: &'static [Self] = &[
        Self::Jpeg,
        Self::Png,
        Self::Webp,
        Self::Heic,
        Self::Mp4,
        Self::QuickTime,
        Self::Webm,
        Self::Pdf,
        Self::Ofd,
        Self::Docx,
        Self::Xlsx,
        Self::Pptx,
    ];

    /// Media type, ending of the name, how it is shown, and the most bytes: 40 MiB hold a photograph of 200 million pixels,
    /// 100 MiB a scanned report of two hundred pages, 2 GiB five minutes of 4K or half an hour of ordinary video.
    #[rustfmt::skip]
    const fn row(self) -> (&'static str, &'static str, Shows, u64) {
        match self {
            Self::Jpeg      => ("image/jpeg",      "jpg",  Shows::Inline, 40 * MIB),
            Self::Png       => ("image/png",       "png",  Shows::Inline, 40 * MIB),
            Self::Webp      => ("image/webp",      "webp", Shows::Inline, 40 * MIB),
            Self::Heic      => ("image/heic",      "heic", Shows::Inline, 40 * MIB),
            Self::Mp4       => ("video/mp4",       "mp4",  Shows::Inline, 2048 * MIB),
            Self::QuickTime => ("video/quicktime", "mov",  Shows::Inline, 2048 * MIB),
            Self::Webm      => ("video/webm",      "webm", Shows::Inline, 2048 * MIB),
            Self::Pdf       => ("application/pdf", "pdf",  Shows::Saved,  100 * MIB),
            Self::Ofd       => ("application/ofd", "ofd",  Shows::Saved,  100 * MIB),
            Self::Docx      => ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",   "docx", Shows::Saved, 100 * MIB),
            Self::Xlsx      => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",         "xlsx", Shows::Saved, 100 * MIB),
            Self::Pptx      => ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx", Shows::Saved, 100 * MIB),
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        self.row().0
    }

    /// How names of such files end.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        self.row().1
    }

    /// How it may be shown.
    #[must_use]
    pub const fn shows(self) -> Shows {
        self.row().2
    }

    /// The most bytes that such a file may have.
    #[must_use]
    pub const fn largest(self) -> u64 {
        self.row().3
    }

    /// The type of this media type.
    #[must_use]
    pub fn of_media_type(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.media_type().eq_ignore_ascii_case(text))
    }

    /// What a name claims by its ending.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        let ending = if ending.eq_ignore_ascii_case("jpeg") { "jpg" } else { ending };
        Self::ALL.iter().copied().find(|kind| kind.ending().eq_ignore_ascii_case(ending))
    }

    /// A photograph or drawing, which a browser may show as a picture.
    #[must_use]
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Webp | Self::Heic)
    }

    /// A video.
    #[must_use]
    pub const fn is_video(self) -> bool {
        matches!(self, Self::Mp4 | Self::QuickTime | Self::Webm)
    }

    /// The type of a file that begins with these bytes ([`HEAD`] of them, or all); `None` for what is not taken.
    #[must_use]
    pub fn of_bytes(head: &[u8]) -> Option<Self> {
        match head {
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Webp),
            [_, _, _, size, b'f', b't', b'y', b'p', brands @ ..] => {
                of_brands(&brands[..brands.len().min(usize::from(*size).saturating_sub(8))])
            }
            [0x1a, 0x45, 0xdf, 0xa3, rest @ ..] => holds(&rest[..rest.len().min(64)], b"webm").then_some(Self::Webm),
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [b'P', b'K', 3, 4, packed @ ..] => of_package(packed),
            _ => None,
        }
    }
}

/// Stored by its media type: a type added in the middle shifts nothing.
impl Serialize for FileKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.media_type())
    }
}

impl<'de> Deserialize<'de> for FileKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::of_media_type(&text).ok_or_else(|| D::Error::custom("a type of file that this version does not know"))
    }
}

/// A file of ISO's base media format: its main brand, four bytes of version, the brands with which it is compatible.
fn of_brands(brands: &[u8]) -> Option<FileKind> {
    const HEIC: [&[u8]; 4] = [b"heic", b"heix", b"heim", b"heis"];
    const VIDEO: [&[u8]; 8] = [b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV", b"XAVC", b"hvc1", b"dash"];
    let main = brands.get(..4)?;
    let compatible = |wanted: &[&[u8]]| brands.chunks_exact(4).any(|brand| wanted.contains(&brand));
    match main {
        b"qt  " => Some(FileKind::QuickTime),
        b"mif1" | b"msf1" => compatible(&HEIC).then_some(FileKind::Heic),
        _ if HEIC.contains(&main) => Some(FileKind::Heic),
        _ if VIDEO.contains(&main) || main.starts_with(b"iso") => Some(FileKind::Mp4),
        _ => None,
    }
}

/// A packed folder: what it is, the names of its first files say.
fn of_package(packed: &[u8]) -> Option<FileKind> {
    let is_office = holds(packed, b"[Content_Types].xml") || holds(packed, b"_rels/.rels");
    [(b"word/".as_slice(), FileKind::Docx), (b"xl/", FileKind::Xlsx), (b"ppt/", FileKind::Pptx)]
        .into_iter()
        .find(|(folder, _)| is_office && holds(packed, folder))
        .map(|(_, kind)| kind)
        .or_else(|| holds(packed, b"OFD.xml").then_some(FileKind::Ofd))
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_first_bytes_say() {
        for (head, expected) in [
            (b"\xff\xd8\xff\xe0\0\x10JFIF".as_slice(), Some(FileKind::Jpeg)),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Some(FileKind::Png)),
            (b"RIFF\x24\0\0\0WEBPVP8 ", Some(FileKind::Webp)),
            (b"RIFF\x24\0\0\0WAVEfmt ", None),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Some(FileKind::Heic)),
            (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", Some(FileKind::Heic)),
            (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", None),
            (b"\0\0\0\x14ftypmif1\0\0\0\0mif1heic", None), // the last four bytes are no brand any more
            (b"\0\0\0\x18ftypavif\0\0\0\0mif1avif", None),
            (b"\0\0\0\x18ftypmp42\0\0\0\0isommp42", Some(FileKind::Mp4)),
            (b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2", Some(FileKind::Mp4)),
            (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", Some(FileKind::QuickTime)),
            (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm", Some(FileKind::Webm)),
            (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x88matroska", None),
            (b"%PDF-1.7\n", Some(FileKind::Pdf)),
            (b"PK\x03\x04\x14\0[Content_Types].xml..word/document.xml", Some(FileKind::Docx)),
            (b"PK\x03\x04\x14\0_rels/.rels..xl/workbook.xml", Some(FileKind::Xlsx)),
            (b"PK\x03\x04\x14\0[Content_Types].xml..ppt/slides", Some(FileKind::Pptx)),
            (b"PK\x03\x04\x14\0OFD.xml..Doc_0/", Some(FileKind::Ofd)),
            (b"PK\x03\x04\x14\0holiday/photo.jpg", None),
            (b"<svg xmlns=\"http://www.w3.org/2000/svg\">", None),
            (b"<!doctype html><script>", None),
            (b"MZ\x90\0", None),
            (b"\xff\xd8", None),
            (b"", None),
        ] {
            assert_eq!(FileKind::of_bytes(head), expected, "{}", head.escape_ascii());
        }
    }

    #[test]
    fn every_type_is_found_by_its_media_type_and_none_is_larger_than_the_largest() {
        for kind in FileKind::ALL {
            assert_eq!(FileKind::of_media_type(&kind.media_type().to_uppercase()), Some(*kind));
            assert!(kind.largest() <= LARGEST);
        }
        assert_eq!(FileKind::of_media_type("image/svg+xml"), None);
    }

    #[test]
    fn a_name_claims_a_type_by_its_ending() {
        for kind in FileKind::ALL {
            assert_eq!(FileKind::of_name(&format!("车间.2.{}", kind.ending().to_uppercase())), Some(*kind));
        }
        assert_eq!(FileKind::of_name("IMG_1.jpeg"), Some(FileKind::Jpeg));
        assert_eq!(["jpg", "photo.exe", "", "a."].map(FileKind::of_name), [None; 4]);
    }

    #[test]
    fn what_can_hold_programs_is_not_shown_in_the_page() {
        let inline = FileKind::ALL.iter().filter(|kind| kind.shows() == Shows::Inline);
        assert!(inline.into_iter().all(|kind| kind.media_type().starts_with("image/") || kind.media_type().starts_with("video/")));
    }
}
