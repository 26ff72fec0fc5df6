//! Keys by which rows and ranks are sorted: text that sorts, with random letters at the end, so that two people without
//! network never make the same one. Between any two keys there is always another.

/// The letters of a key, as they sort.
const LETTERS: &[u8] = b"-0123456789abcdefghijklmnopqrstuvwxyz";

/// A key after everything made before `now` (milliseconds): 13 digits, then the random letters.
#[must_use]
pub fn at_end(now: i64, random: &str) -> String {
    format!("{now:013}-{random}")
}

/// A key that sorts after `before` and ahead of `after`; empty text stands for the very beginning and the very end.
#[must_use]
pub fn between(before: &str, after: &str, random: &str) -> String {
    let low: Vec<usize> = digits(before).collect();
    let high: Vec<usize> = digits(after).collect();
    let mut key = String::new();
    let mut is_below_high = after.is_empty();
    for at in 0.. {
        let from = low.get(at).copied().unwrap_or(0);
        let to = if is_below_high { LETTERS.len() } else { high.get(at).copied().unwrap_or(0) };
        if to > from + 1 {
            key.push(char::from(LETTERS[usize::midpoint(from, to)]));
            break;
        }
        key.push(char::from(LETTERS[from]));
        is_below_high |= from < to;
        if at > low.len() + high.len() + 1 {
            break; // Nothing lies between equal keys: after both is as good as it gets.
        }
    }
    format!("{key}-{random}")
}

/// The key with which the `from`th of these sorted keys comes to stand at place `to`.
#[must_use]
pub fn moved(keys: &[String], from: usize, to: usize, random: &str) -> String {
    let others: Vec<&str> = keys.iter().enumerate().filter(|(at, _)| *at != from).map(|(_, key)| key.as_str()).collect();
    let at = |place: Option<usize>| place.and_then(|place| others.get(place)).copied().unwrap_or_default();
    between(at(to.checked_sub(1)), at(Some(to)), random)
}

/// The sorting part of a key; the random letters are part of it, so that there is room between neighbours made at once.
fn digits(key: &str) -> impl Iterator<Item = usize> {
    key.bytes().map(|byte| LETTERS.iter().position(|letter| *letter == byte).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_always_room_between_two_rows() {
        let (mut low, high) = (at_end(1_795_363_200_000, "aaaa"), at_end(1_795_363_200_001, "bbbb"));
        for step in 0..200 {
            let middle = between(&low, &high, "cccc");
            assert!(low < middle && middle < high, "step {step}: {low} < {middle} < {high}");
            low = middle;
        }
        assert!(between("", &high, "dddd") < high);
        assert!(between(&high, "", "eeee") > high);
    }

    #[test]
    fn a_moved_row_stands_where_it_was_moved_to() {
        let keys: Vec<String> = (0..5).map(|at| at_end(1_795_363_200_000 + at, "aaaa")).collect();
        for from in 0..keys.len() {
            for to in 0..keys.len() {
                let mut now = keys.clone();
                now[from] = moved(&keys, from, to, "bbbb");
                let mine = now[from].clone();
                now.sort();
                assert_eq!(now.iter().position(|key| *key == mine), Some(to), "{from} to {to}");
            }
        }
    }
}
