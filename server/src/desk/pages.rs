//! Log entries in pieces that a frame can carry.

use serde_bytes::ByteBuf;
use shared::sync::wire::MAX_ENTRIES;

/// The most bytes of entries in one frame; what else it says has room beside them.
pub(crate) const MOST_BYTES: usize = 900_000;

/// Each page with the number before its first entry.
pub(crate) fn pages(after: u64, entries: Vec<ByteBuf>) -> Vec<(u64, Vec<ByteBuf>)> {
    let mut pages: Vec<(u64, Vec<ByteBuf>)> = Vec::new();
    let mut bytes = 0;
    for (entry, before) in entries.into_iter().zip(after..) {
        bytes += entry.len();
        match pages.last_mut() {
            Some((_, page)) if bytes <= MOST_BYTES && page.len() < MAX_ENTRIES => page.push(entry),
            Some(_) | None => {
                bytes = entry.len();
                pages.push((before, vec![entry]));
            }
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_within_both_limits_and_knows_where_it_begins() {
        let cut = |count: usize, size: usize| -> Vec<(u64, usize)> {
            pages(7, vec![ByteBuf::from(vec![0; size]); count]).iter().map(|(after, page)| (*after, page.len())).collect()
        };
        assert_eq!(cut(0, 1), []);
        assert_eq!(cut(3, 1), [(7, 3)]);
        assert_eq!(cut(501, 1), [(7, 500), (507, 1)]);
        assert_eq!(cut(3, 450_000), [(7, 2), (9, 1)]);
        assert_eq!(cut(2, 1_000_000), [(7, 1), (8, 1)]);
    }
}
