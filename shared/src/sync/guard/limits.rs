//! How much is too much: everything that grows has its bound here, with the reason. Nobody who works honestly meets one.
//!
//! Bounds of a change protect the library, which reserves and unrolls whatever a change claims. Bounds of a document
//! protect everybody who opens it: the relay holds it in memory, copies it for every trial and reads it whole at a start.

/// Bytes of a change. A page of 20,000 characters is 60 KB.
pub const CHANGE_BYTES: usize = 256 << 10;
/// Operations of a change, one a character: a long page typed or pasted at once. Each takes the library a few hundred bytes.
pub const CHANGE_OPERATIONS: u64 = 20_000;
/// Operations on maps in a change. A new row with all its cells has some dozens; each is looked up at the change's own past.
pub const CHANGE_ENTRIES: usize = 1_000;
/// What the operations of a change replace, together: each character deletes one, settling a field replaces a few.
pub const CHANGE_PREDECESSORS: u64 = 20_000;
/// Versions on which a change builds: as many as there are branches, see [`OWN_HEADS`].
pub const CHANGE_DEPS: u64 = 1_000;
/// Bytes of a key. The longest that a form has is the SHA-256 of a file in hexadecimal digits, with a mark.
pub const KEY_BYTES: u64 = 128;
/// Bytes of a mark: order key, mark of removal, rank, name of a file.
pub const MARK_BYTES: usize = 256;

/// Operations that stand in a document. At a quarter of a million, opening it takes a third of a second and a trial some
/// milliseconds; a case of 30,000 characters, each rewritten three times, has 100,000.
pub const DOCUMENT_OPERATIONS: u64 = 250_000;
/// Operations ever made in a document, with deletions, which leave no row but a mark at what they delete.
pub const DOCUMENT_WRITTEN: u64 = 1_000_000;
/// Bytes of a document as the library saves it without compression.
pub const DOCUMENT_BYTES: usize = 16 << 20;
/// Changes in a document: a hundred a day for a year.
pub const DOCUMENT_CHANGES: u64 = 40_000;
/// Actors of a document: one for each start of the app at which something was written. Every sixteenth change keeps a clock
/// with a number for each actor.
pub const DOCUMENT_ACTORS: u64 = 2_000;
/// Actors of one person in a document, so that nobody uses up the others' share.
pub const OWN_ACTORS: usize = 500;
/// Branches of one person that nobody has merged yet: a device leaves one or two, whoever writes next merges them all.
pub const OWN_HEADS: usize = 32;
/// Rows of a table, removed ones too.
pub const TABLE_ROWS: usize = 2_000;
/// Characters of one long text as it stands.
pub const TEXT_CHARACTERS: usize = 50_000;

/// A change of at most so many operations and bytes is counted by the counters that the library keeps; for a larger one
/// the document itself is measured, once a batch.
pub const LIGHT_OPERATIONS: u64 = 100;
/// See [`LIGHT_OPERATIONS`]. A sentence typed is some 300 bytes.
pub const LIGHT_BYTES: usize = 1_024;

/// Milliseconds of a change's time: from the year 1 to 9999, so that every calendar can show it. A wrong clock refuses nothing.
pub const TIMES: std::ops::RangeInclusive<i64> = -62_135_596_800_000..=253_402_214_400_000;
