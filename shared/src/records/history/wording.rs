//! What is different between two wordings of a long text: word by word where a script has words, character by character where it
//! writes without spaces, and gathered so that people can read it.

use serde::{Deserialize, Serialize};

/// A piece of two wordings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// In which wording it stands.
    pub stands: Stands,
    /// Its text.
    pub text: String,
}

/// In which wording a piece stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stands {
    /// In both.
    Same,
    /// In the earlier alone.
    Gone,
    /// In the later alone.
    New,
}

/// Past so many differences the two wordings have nothing to do with each other, and are shown one after the other.
const MOST: usize = 1_200;
/// So few characters between two differences do not keep them apart.
const BRIDGE: usize = 2;

/// The pieces of two wordings, in the order of reading. Those that are the same or gone add up to `before`, those that are the
/// same or new to `after`.
#[must_use]
pub fn parts(before: &str, after: &str) -> Vec<Part> {
    let (a, b) = (tokens(before), tokens(after));
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let end = a[start..].iter().rev().zip(b[start..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (middle_a, middle_b) = (&a[start..a.len() - end], &b[start..b.len() - end]);
    let mut parts = Gathered::default();
    parts.put(Stands::Same, &a[..start]);
    for (stands, token) in script(middle_a, middle_b) {
        parts.put(stands, &[token]);
    }
    parts.put(Stands::Same, &a[a.len() - end..]);
    aligned(bridged(parts.0))
}

/// Words and numbers in one piece, every other character alone.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = if is_of_word(first) { rest.find(|c| !is_of_word(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
        let (token, after) = rest.split_at(word);
        tokens.push(token);
        rest = after;
    }
    tokens
}

/// Letters of scripts with words; everything from the CJK radicals on is written without spaces.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() && c < '\u{2e80}'
}

/// The shortest way from `a` to `b`, token by token (Myers 1986).
fn script<'t>(a: &[&'t str], b: &[&'t str]) -> Vec<(Stands, &'t str)> {
    let all = |stands, tokens: &[&'t str]| tokens.iter().map(|token| (stands, *token)).collect::<Vec<_>>();
    let Some(trace) = trace(a, b) else { return [all(Stands::Gone, a), all(Stands::New, b)].concat() };
    let (mut x, mut y) = (a.len(), b.len());
    let mut back = Vec::with_capacity(x.max(y));
    for (d, reached) in trace.iter().enumerate().rev() {
        // Diagonal k = x - y stands at k + d + 1.
        let k = x + d + 1 - y;
        let from = if is_down(reached, k, d) { k + 1 } else { k - 1 };
        let (before_x, shift) = (reached[from], d + 1);
        // y = x - k, where k = from - shift.
        let is_after = |x: usize, y: usize| x > before_x && y + from > before_x + shift;
        while x > 0 && y > 0 && (d == 0 || is_after(x, y)) {
            (x, y) = (x - 1, y - 1);
            back.push((Stands::Same, a[x]));
        }
        if d > 0 && x == before_x {
            y -= 1;
            back.push((Stands::New, b[y]));
        } else if d > 0 {
            x -= 1;
            back.push((Stands::Gone, a[x]));
        }
    }
    back.reverse();
    back
}

/// For each number of differences `d`, how far each diagonal from `-d - 1` to `d + 1` was reached with one less; `None` where there
/// are too many.
fn trace(a: &[&str], b: &[&str]) -> Option<Vec<Vec<usize>>> {
    let most = (a.len() + b.len()).min(MOST);
    let mut trace = Vec::new();
    let mut reached = vec![0; 3];
    for d in 0..=most {
        let mut next = vec![0; 2 * d + 5];
        for k in (1..=2 * d + 1).step_by(2) {
            let mut x = if is_down(&reached, k, d) { reached[k + 1] } else { reached[k - 1] + 1 };
            // y = x - k, where k = (k - d - 1).
            let mut y = x + d + 1 - k;
            while x < a.len() && y < b.len() && a[x] == b[y] {
                (x, y) = (x + 1, y + 1);
            }
            next[k + 1] = x;
            if x >= a.len() && y >= b.len() {
                trace.push(reached);
                return Some(trace);
            }
        }
        trace.push(std::mem::replace(&mut reached, next));
    }
    None
}

/// Whether the diagonal at `k` is reached by a new token rather than by one that is gone.
fn is_down(reached: &[usize], k: usize, d: usize) -> bool {
    k == 1 || (k != 2 * d + 1 && reached[k - 1] < reached[k + 1])
}

/// Pieces being gathered: what is gone stands before what is new in its place.
#[derive(Default)]
struct Gathered(Vec<Part>);

impl Gathered {
    fn put(&mut self, stands: Stands, tokens: &[&str]) {
        let text: String = tokens.concat();
        if text.is_empty() {
            return;
        }
        let parts = &mut self.0;
        let place = match (stands, parts.as_slice()) {
            (Stands::Gone, [.., gone, new]) if new.stands == Stands::New && gone.stands == Stands::Gone => parts.len() - 2,
            (Stands::Gone, [.., new]) if new.stands == Stands::New => {
                parts.insert(parts.len() - 1, Part { stands, text });
                return;
            }
            (_, [.., last]) if last.stands == stands => parts.len() - 1,
            _ => {
                parts.push(Part { stands, text });
                return;
            }
        };
        parts[place].text.push_str(&text);
    }
}

/// Joins differences between which hardly anything is the same.
fn bridged(parts: Vec<Part>) -> Vec<Part> {
    let mut gathered = Gathered::default();
    let is_change = |part: Option<&Part>| part.is_some_and(|part| part.stands != Stands::Same);
    for (at, part) in parts.iter().enumerate() {
        let is_between = at > 0 && is_change(parts.get(at - 1)) && is_change(parts.get(at + 1));
        let is_bridge = part.stands == Stands::Same && part.text.chars().count() <= BRIDGE && !part.text.contains(is_end);
        if is_between && is_bridge {
            gathered.put(Stands::Gone, &[&part.text]);
            gathered.put(Stands::New, &[&part.text]);
        } else {
            gathered.put(part.stands, &[&part.text]);
        }
    }
    gathered.0
}

/// A sentence that came or went is told with the stop at its own end, not with that of the sentence before.
fn aligned(mut parts: Vec<Part>) -> Vec<Part> {
    for at in 1..parts.len().saturating_sub(1) {
        let [before, change, after] = &mut parts[at - 1..=at + 1] else { continue };
        let is_alone = (before.stands, after.stands) == (Stands::Same, Stands::Same) && change.stands != Stands::Same;
        let stop = change.text.chars().next().filter(|stop| is_alone && is_end(*stop) && after.text.starts_with(*stop));
        if let Some(stop) = stop {
            before.text.push(stop);
            change.text.remove(0);
            change.text.push(stop);
            after.text.remove(0);
        }
    }
    parts.retain(|part| !part.text.is_empty());
    parts
}

/// What ends a sentence, in Chinese (stop, semicolon, exclamation and question mark) or not: it keeps two differences apart.
fn is_end(c: char) -> bool {
    matches!(c, '\u{3002}' | '\u{ff1b}' | '\u{ff01}' | '\u{ff1f}' | '\n' | '.' | ';' | '!' | '?')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn drawn(before: &str, after: &str) -> String {
        let draw = |part: Part| match part.stands {
            Stands::Same => part.text,
            Stands::Gone => format!("[-{}-]", part.text),
            Stands::New => format!("[+{}+]", part.text),
        };
        parts(before, after).into_iter().map(draw).collect()
    }

    #[test]
    fn differences_are_gathered_as_people_read_them() {
        for (before, after, expected) in [
            ("", "", ""),
            ("拉丝模磨损", "拉丝模磨损", "拉丝模磨损"),
            ("", "拉丝模", "[+拉丝模+]"),
            ("拉丝模", "", "[-拉丝模-]"),
            ("开头。结尾。", "林工说：开头。结尾。王工说完。", "[+林工说：+]开头。结尾。[+王工说完。+]"),
            ("导体电阻偏大", "导体电阻严重偏大", "导体电阻[+严重+]偏大"),
            ("the wire is thin", "the wires are thin", "the [-wire is-][+wires are+] thin"),
            ("标准 12.5 毫米", "标准 13.5 毫米", "标准 [-12-][+13+].5 毫米"),
            ("甲乙丙丁戊", "子乙丑丁寅", "[-甲乙丙丁戊-][+子乙丑丁寅+]"),
        ] {
            assert_eq!(drawn(before, after), expected);
        }
    }

    #[test]
    fn wordings_that_have_nothing_in_common_are_shown_one_after_the_other() {
        let (before, after) = ("甲".repeat(MOST), "乙".repeat(MOST));
        let of = |stands, text: &str| Part { stands, text: text.to_owned() };
        assert_eq!(parts(&before, &after), [of(Stands::Gone, &before), of(Stands::New, &after)]);
    }

    proptest! {
        #[test]
        fn the_pieces_add_up_to_both_wordings(before in "[甲乙丙。ab ]{0,24}", after in "[甲乙丙。ab ]{0,24}") {
            let parts = parts(&before, &after);
            let of = |other: Stands| parts.iter().filter(|part| part.stands != other).map(|part| part.text.as_str()).collect::<String>();
            prop_assert_eq!(of(Stands::New), before);
            prop_assert_eq!(of(Stands::Gone), after);
        }
    }
}
