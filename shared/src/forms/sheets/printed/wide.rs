//! How the columns of a table share the width of a paper: by what stands in them, so that a number is not broken and a long text has room.

/// A paper is so wide, upright and wide, in half Chinese letters.
const PAPER: [u32; 2] = [95, 142];
/// Of these a column leaves so many free.
const FREE: u32 = 4;
/// More than so many no column asks for.
const LONGEST: u32 = 24;
/// A longer word may be broken.
const WORD: u32 = 14;

/// How long a text is, in half Chinese letters.
#[must_use]
pub(in crate::forms::sheets) fn halves(text: &str) -> usize {
    text.chars().map(|letter| if is_chinese(letter) { 2 } else { 1 }).sum()
}

/// The share of each column: what its longest word needs, and a part of what its longest line asks for.
pub(super) fn shares(head: &[String], rows: &[Vec<Vec<String>>], is_wide: bool) -> Vec<u32> {
    let (needs, asks): (Vec<u32>, Vec<u32>) = head.iter().enumerate().map(|(at, name)| column(at, name, rows)).unzip();
    let (all, asked) = (needs.iter().sum::<u32>(), asks.iter().sum::<u32>());
    let room = PAPER[usize::from(is_wide)].saturating_sub(all).min(asked - all);
    let share = |(need, ask): (&u32, &u32)| need * 100 + (ask - need) * 100 * room / (asked - all).max(1);
    needs.iter().zip(&asks).map(share).collect()
}

/// What a column needs, and what it asks for.
fn column(at: usize, name: &String, rows: &[Vec<Vec<String>>]) -> (u32, u32) {
    let lines = || rows.iter().filter_map(|row| row.get(at)).flatten().chain([name]);
    let longest = |lengths: &mut dyn Iterator<Item = usize>| lengths.max().and_then(|most| u32::try_from(most).ok()).unwrap_or(LONGEST);
    let word = longest(&mut lines().flat_map(|line| line.split(may_break)).map(halves)).min(WORD);
    let line = longest(&mut lines().map(|line| halves(line))).min(LONGEST);
    (word.max(4) + FREE, line.max(word).max(4) + FREE)
}

const fn is_chinese(letter: char) -> bool {
    letter >= '\u{2e80}'
}

fn may_break(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '/' | '–' | '—') || is_chinese(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_as_wide_as_what_stands_in_it_asks_for() {
        let head = ["序号", "质量负责人", "处理情况", "Specification"].map(str::to_owned);
        let row = ["1", "陈质量 13959200417", "库存全部封存，已售的召回并作废", ""].map(|text| vec![text.to_owned()]);
        assert_eq!(shares(&head, &[row.to_vec()], true), [800, 2200, 2800, 1700], "where there is room, every column has what it asks for");
        assert_eq!(shares(&head, &[], false), [800, 1400, 1200, 1700]);
        let many: Vec<String> = vec![head[1].clone(); 8];
        let rows = [vec![vec!["陈质量 13959200417".to_owned()]; 8]];
        assert!(shares(&many, &rows, false).iter().all(|share| *share >= 1500), "a number is not broken for others");
    }
}
