//! The encodings of the format's columns, as a liar writes them: a few bytes that claim any number of values.

/// Columns that honest changes have.
pub const KNOWN: [u64; 12] = [0x01, 0x02, 0x11, 0x13, 0x15, 0x34, 0x42, 0x56, 0x57, 0x70, 0x71, 0x73];
/// Keys in maps.
pub const KEY: u64 = 0x15;
/// Whether an operation inserts.
pub const INSERT: u64 = 0x34;
/// What operations do.
pub const ACTION: u64 = 0x42;
/// Kind and length of values.
pub const VALUE: u64 = 0x56;
/// The bytes of values.
pub const VALUES: u64 = 0x57;
/// How many operations each one replaces.
pub const REPLACED: u64 = 0x70;
/// Whose operations are replaced.
pub const PREDECESSOR_ACTOR: u64 = 0x71;
/// Which operations are replaced.
pub const PREDECESSOR: u64 = 0x73;
/// Whether a mark grows.
pub const EXPAND: u64 = 0x94;
/// Names of marks.
pub const MARK: u64 = 0xa5;
/// The bit of a specification that says that the column is compressed.
pub const DEFLATED: u64 = 0x08;

/// A number of LEB128.
#[must_use]
pub fn unsigned(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value >= 0x80 {
        bytes.push(u8::try_from(value & 0x7f).expect("seven bits") | 0x80);
        value >>= 7;
    }
    bytes.push(u8::try_from(value).expect("seven bits"));
    bytes
}

/// A signed number of LEB128.
#[must_use]
pub fn signed(mut value: i64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while !(-0x40..0x40).contains(&value) {
        bytes.push(u8::try_from(value & 0x7f).expect("seven bits") | 0x80);
        value >>= 7;
    }
    bytes.push(u8::try_from(value & 0x7f).expect("seven bits"));
    bytes
}

/// The same number, claimed so often.
#[must_use]
pub fn run(times: i64, value: u64) -> Vec<u8> {
    [signed(times), unsigned(value)].concat()
}

/// The same difference, claimed so often.
#[must_use]
pub fn steps(times: i64, step: i64) -> Vec<u8> {
    [signed(times), signed(step)].concat()
}

/// Nothing, claimed so often.
#[must_use]
pub fn nothing(times: u64) -> Vec<u8> {
    [vec![0], unsigned(times)].concat()
}

/// A text, claimed so often, of which only `text` is there.
#[must_use]
pub fn texts(times: i64, claimed: u64, text: &[u8]) -> Vec<u8> {
    [signed(times), unsigned(claimed), text.to_vec()].concat()
}
