//! Deterministic CBOR (RFC 8949, 4.2.1), as much of it as signing needs: shortest heads, definite lengths. Written and never read.

/// What is written so far.
#[derive(Debug, Default)]
pub(super) struct Writer(pub(super) Vec<u8>);

impl Writer {
    /// So many items follow.
    pub(super) fn array(&mut self, items: usize) {
        self.head(4, items as u64);
    }

    /// So many pairs follow; the caller sorts them.
    pub(super) fn map(&mut self, pairs: usize) {
        self.head(5, pairs as u64);
    }

    pub(super) fn number(&mut self, number: u64) {
        self.head(0, number);
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.head(2, bytes.len() as u64);
        self.0.extend(bytes);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.head(3, text.len() as u64);
        self.0.extend(text.as_bytes());
    }

    fn head(&mut self, major: u8, number: u64) {
        let bytes = number.to_be_bytes();
        let (code, from) = match number {
            0..=23 => (bytes[7], 8),
            24..=0xff => (24, 7),
            0x100..=0xffff => (25, 6),
            0x1_0000..=0xffff_ffff => (26, 4),
            _ => (27, 0),
        };
        self.0.push(major << 5 | code);
        self.0.extend(&bytes[from..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of RFC 8949, appendix A.
    #[test]
    fn heads_are_the_shortest() {
        for (number, expected) in [
            (0, &[0x00][..]),
            (23, &[0x17]),
            (24, &[0x18, 0x18]),
            (1_000, &[0x19, 0x03, 0xe8]),
            (1_000_000, &[0x1a, 0x00, 0x0f, 0x42, 0x40]),
            (1_000_000_000_000, &[0x1b, 0x00, 0x00, 0x00, 0xe8, 0xd4, 0xa5, 0x10, 0x00]),
        ] {
            let mut writer = Writer::default();
            writer.number(number);
            assert_eq!(writer.0, expected, "{number}");
        }
        let mut writer = Writer::default();
        writer.array(2);
        writer.text("水");
        writer.bytes(&[1]);
        assert_eq!(writer.0, [0x82, 0x63, 0xe6, 0xb0, 0xb4, 0x41, 0x01]);
    }
}
