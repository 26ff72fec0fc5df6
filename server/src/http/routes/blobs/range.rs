//! Which part of a file is asked for: one range, as players of videos ask. Several at once are answered with the whole file, as the standard
//! allows.

use axum::http::{
    HeaderMap,
    header::{IF_RANGE, RANGE},
};

/// What of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// All of it.
    Whole,
    /// From this byte up to, and without, that one.
    Part(u64, u64),
    /// Nothing that the file has.
    Beyond,
}

/// Reads the range that the headers ask for.
pub(super) fn asked(headers: &HeaderMap, tag: &str, size: u64) -> Asked {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if text(IF_RANGE).is_some_and(|wanted| wanted != tag) {
        return Asked::Whole;
    }
    let range = text(RANGE).and_then(|range| range.trim().strip_prefix("bytes=")).and_then(|range| range.trim().split_once('-'));
    let Some((first, last)) = range else { return Asked::Whole };
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u64>().ok()).flatten();
    match (number(first), number(last), first.is_empty(), last.is_empty()) {
        (Some(first), Some(last), ..) if first > last => Asked::Whole,
        (Some(first), ..) if first >= size && (number(last).is_some() || last.is_empty()) => Asked::Beyond,
        (Some(first), Some(last), ..) => Asked::Part(first, size.min(last.saturating_add(1))),
        (Some(first), None, _, true) => Asked::Part(first, size),
        (None, Some(0), true, _) => Asked::Beyond,
        (None, Some(count), true, _) => Asked::Part(size.saturating_sub(count), size),
        (Some(_) | None, None, ..) | (None, Some(_), false, _) => Asked::Whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_answered_and_everything_strange_with_the_whole_file() {
        for (range, expected) in [
            ("bytes=0-0", Asked::Part(0, 1)),
            ("bytes=2-4", Asked::Part(2, 5)),
            ("bytes=2-", Asked::Part(2, 10)),
            ("bytes=2-99", Asked::Part(2, 10)),
            ("bytes=2-18446744073709551615", Asked::Part(2, 10)),
            ("bytes=-3", Asked::Part(7, 10)),
            ("bytes=-99", Asked::Part(0, 10)),
            ("bytes=-0", Asked::Beyond),
            ("bytes=10-", Asked::Beyond),
            ("bytes=10-12", Asked::Beyond),
            ("bytes=4-2", Asked::Whole),
            ("bytes=0-1,3-4", Asked::Whole),
            ("bytes=-", Asked::Whole),
            ("bytes=+1-2", Asked::Whole),
            ("bytes=a-b", Asked::Whole),
            ("bytes=99-b", Asked::Whole),
            ("lines=1-2", Asked::Whole),
        ] {
            let headers = HeaderMap::from_iter([(RANGE, range.parse().unwrap())]);
            assert_eq!(asked(&headers, "\"a\"", 10), expected, "{range}");
        }
        assert_eq!(asked(&HeaderMap::new(), "\"a\"", 10), Asked::Whole);
    }

    #[test]
    fn a_range_of_other_bytes_is_answered_with_the_whole_file() {
        for (tag, expected) in [("\"a\"", Asked::Part(1, 2)), ("\"b\"", Asked::Whole), ("Sun, 22 Nov 2026 08:00:00 GMT", Asked::Whole)] {
            let headers = HeaderMap::from_iter([(RANGE, "bytes=1-1".parse().unwrap()), (IF_RANGE, tag.parse().unwrap())]);
            assert_eq!(asked(&headers, "\"a\"", 10), expected, "{tag}");
        }
    }
}
