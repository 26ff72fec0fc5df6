//! Decisions drawn from bytes: the same bytes decide the same, and nothing more to draw means zero.

/// Bytes to draw from.
#[derive(Clone, Debug)]
pub struct Dice<'a>(pub &'a [u8]);

impl<'a> Dice<'a> {
    /// The next byte.
    pub fn byte(&mut self) -> u8 {
        match self.0.split_first() {
            Some((byte, rest)) => {
                self.0 = rest;
                *byte
            }
            None => 0,
        }
    }

    /// One of so many.
    pub fn below(&mut self, n: usize) -> usize {
        usize::from(self.byte()) % n.max(1)
    }

    /// One of these.
    ///
    /// # Panics
    /// When there are none.
    pub fn one<'b, T>(&mut self, of: &'b [T]) -> &'b T {
        &of[self.below(of.len())]
    }

    /// Up to so many bytes.
    pub fn bytes(&mut self, at_most: usize) -> &'a [u8] {
        let n = self.below(at_most + 1).min(self.0.len());
        let (taken, rest) = self.0.split_at(n);
        self.0 = rest;
        taken
    }

    /// A number, often at an edge.
    pub fn number(&mut self) -> u64 {
        match self.byte() {
            small @ ..200 => u64::from(small),
            200..210 => u64::from(u32::MAX) - u64::from(self.byte()),
            210..220 => u64::from(u32::MAX) + u64::from(self.byte()),
            220..230 => i64::MAX as u64 - u64::from(self.byte()),
            230..240 => u64::MAX - u64::from(self.byte()),
            240.. => u64::from(self.byte()) << (self.byte() % 64),
        }
    }

    /// Whether anything is left to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
