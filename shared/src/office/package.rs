//! The package around the parts: a ZIP archive in which nothing is packed, so that a checksum is all it takes. Our texts are small.

/// Bytes of a package, and what its directory will say of them.
#[derive(Default)]
pub(super) struct Package {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    parts: u16,
}

/// A part begins with this.
const PART: u32 = 0x0403_4b50;
/// Its line in the directory.
const LINE: u32 = 0x0201_4b50;
/// The end of the directory.
const END: u32 = 0x0605_4b50;
/// Programs of this version can read it; names are UTF-8; nothing is packed; midnight of 1 January 1980: a package says nothing of when it
/// was made, so that the same words make the same bytes.
const HEAD: [u16; 5] = [20, 0x0800, 0, 0, 0x21];

impl Package {
    /// One more part.
    pub(super) fn part(mut self, name: &str, text: &str) -> Self {
        let at = u32_of(self.bytes.len());
        let (size, length) = (u32_of(text.len()), u16::try_from(name.len()).expect("names of parts are short"));
        let mut told: Vec<u8> = HEAD.iter().flat_map(|word| word.to_le_bytes()).collect();
        told.extend([checksum(text.as_bytes()), size, size].iter().flat_map(|word| word.to_le_bytes()));
        told.extend(length.to_le_bytes());
        told.extend([0; 2]);
        self.bytes.extend(PART.to_le_bytes());
        self.bytes.extend(&told);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(text.as_bytes());
        self.directory.extend(LINE.to_le_bytes());
        self.directory.extend(20_u16.to_le_bytes());
        self.directory.extend(told);
        // No comment, the first disk, no attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(at.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.parts += 1;
        self
    }

    /// The whole package.
    pub(super) fn finished(mut self) -> Vec<u8> {
        let (at, size) = (u32_of(self.bytes.len()), u32_of(self.directory.len()));
        self.bytes.append(&mut self.directory);
        self.bytes.extend(END.to_le_bytes());
        self.bytes.extend([0; 4]);
        self.bytes.extend([self.parts, self.parts].iter().flat_map(|word| word.to_le_bytes()));
        self.bytes.extend([size, at].iter().flat_map(|word| word.to_le_bytes()));
        self.bytes.extend([0; 2]);
        self.bytes
    }
}

fn u32_of(length: usize) -> u32 {
    u32::try_from(length).expect("what people write is far below 4 GiB")
}

/// CRC-32, as ISO 3309 and every ZIP have it.
fn checksum(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = {
        let (mut table, mut at) = ([0; 256], 0);
        while at < 256 {
            let (mut word, mut bit) = (at as u32, 0);
            while bit < 8 {
                word = if word & 1 == 1 { word >> 1 ^ 0xedb8_8320 } else { word >> 1 };
                bit += 1;
            }
            table[at] = word;
            at += 1;
        }
        table
    };
    !bytes.iter().fold(!0, |sum: u32, byte| {
        let [low, ..] = sum.to_le_bytes();
        sum >> 8 ^ TABLE[usize::from(low ^ byte)]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::importing::tables::zip;

    #[test]
    fn a_package_is_read_back_part_by_part() {
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926, "the check value of the algorithm");
        let package = Package::default().part("一.xml", "<a>甲</a>").part("b/b.xml", "").finished();
        let parts = zip::parts(&package).expect("an archive");
        let read: Vec<_> =
            parts.into_iter().map(|part| (part.name, String::from_utf8(package[part.bytes].to_vec()).expect("text"))).collect();
        assert_eq!(read, [("一.xml".to_owned(), "<a>甲</a>".to_owned()), ("b/b.xml".to_owned(), String::new())]);
    }
}
