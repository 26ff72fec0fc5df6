//! A change chunk as its fields: our own reading and writing of the format, which believes nothing and allows everything.

use sha2::{Digest, Sha256};

use crate::columns::{signed, unsigned};

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];

/// The fields of a change, in the order of the format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// The kind of chunk: 0 document, 1 change, 2 compressed change, 3 bundle.
    pub kind: u8,
    /// What it builds on.
    pub deps: Vec<[u8; 32]>,
    /// Who wrote it.
    pub actor: Vec<u8>,
    /// The actor's how manyeth.
    pub seq: u64,
    /// The number of its first operation.
    pub start_op: u64,
    /// When, in milliseconds.
    pub time: i64,
    /// Words beside it.
    pub message: Vec<u8>,
    /// Other actors that its operations name.
    pub others: Vec<Vec<u8>>,
    /// Columns: specification and bytes.
    pub columns: Vec<(u64, Vec<u8>)>,
    /// What follows the columns.
    pub extra: Vec<u8>,
}

impl Chunk {
    /// Takes an honest change apart.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let mut reader = Reader(&bytes[8..]);
        let kind = reader.bytes(1)[0];
        reader.unsigned();
        let count = reader.unsigned();
        let deps = (0..count).map(|_| reader.bytes(32).try_into().expect("32 bytes were taken")).collect();
        let actor = reader.prefixed();
        let (seq, start_op, time) = (reader.unsigned(), reader.unsigned(), reader.signed());
        let message = reader.prefixed();
        let count = reader.unsigned();
        let others = (0..count).map(|_| reader.prefixed()).collect();
        let count = reader.unsigned();
        let lengths: Vec<_> = (0..count).map(|_| (reader.unsigned(), reader.unsigned())).collect();
        let columns = lengths.into_iter().map(|(spec, length)| (spec, reader.bytes(length).to_vec())).collect();
        Self { kind, deps, actor, seq, start_op, time, message, others, columns, extra: reader.0.to_vec() }
    }

    /// Puts it together, with the right length and checksum.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut body = unsigned(self.deps.len() as u64);
        body.extend(self.deps.iter().flatten());
        prefix(&mut body, &self.actor);
        body.extend([unsigned(self.seq), unsigned(self.start_op), signed(self.time)].concat());
        prefix(&mut body, &self.message);
        body.extend(unsigned(self.others.len() as u64));
        for other in &self.others {
            prefix(&mut body, other);
        }
        body.extend(unsigned(self.columns.len() as u64));
        for (spec, data) in &self.columns {
            body.extend([unsigned(*spec), unsigned(data.len() as u64)].concat());
        }
        body.extend(self.columns.iter().flat_map(|(_, data)| data));
        body.extend(&self.extra);
        sealed(self.kind, &body)
    }

    /// The bytes of a column, made where it is not there; columns stay in the order of their specifications.
    pub fn column(&mut self, spec: u64) -> &mut Vec<u8> {
        let at = self.columns.partition_point(|(other, _)| *other < spec);
        if self.columns.get(at).is_none_or(|(other, _)| *other != spec) {
            self.columns.insert(at, (spec, Vec::new()));
        }
        &mut self.columns[at].1
    }

    /// With a column replaced.
    #[must_use]
    pub fn with(mut self, spec: u64, data: Vec<u8>) -> Self {
        *self.column(spec) = data;
        self
    }
}

/// A chunk of any kind and body, with the right length and checksum.
#[must_use]
pub fn sealed(kind: u8, body: &[u8]) -> Vec<u8> {
    let covered = [&[kind][..], &unsigned(body.len() as u64), body].concat();
    [&MAGIC[..], &Sha256::digest(&covered)[..4], &covered].concat()
}

fn prefix(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend(unsigned(bytes.len() as u64));
    out.extend(bytes);
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn bytes(&mut self, n: u64) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(usize::try_from(n).expect("an honest length"));
        self.0 = rest;
        taken
    }

    fn prefixed(&mut self) -> Vec<u8> {
        let n = self.unsigned();
        self.bytes(n).to_vec()
    }

    fn unsigned(&mut self) -> u64 {
        let mut value = 0;
        for shift in (0..).step_by(7) {
            let byte = self.bytes(1)[0];
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        value
    }

    fn signed(&mut self) -> i64 {
        let before = self.0.len();
        let value = self.unsigned();
        let bits = 7 * (before - self.0.len());
        if bits >= 64 { value.cast_signed() } else { (value << (64 - bits)).cast_signed() >> (64 - bits) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::World;

    #[test]
    fn an_honest_change_survives_being_taken_apart() {
        for honest in &World::get().honest {
            assert_eq!(Chunk::of(honest.raw_bytes()).bytes(), honest.raw_bytes());
        }
    }
}
