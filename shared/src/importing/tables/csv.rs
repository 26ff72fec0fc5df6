//! Text with separators: comma, semicolon or tab, whichever the text uses; quotation marks as RFC 4180 has them. What is copied out of a
//! spreadsheet is such text too.

use super::{Table, Unreadable};

/// What spreadsheet programs look for at the beginning of a file in UTF-8.
const MARK: char = '\u{feff}';
/// Text beyond this is no list.
const LONGEST: usize = 32 << 20;

/// Reads a table.
///
/// # Errors
/// Where there is too much of it, or nothing.
pub fn read(name: &str, text: &str) -> Result<Table, Unreadable> {
    if text.len() > LONGEST {
        return Err(Unreadable::TooLarge);
    }
    let text = text.trim_start_matches(MARK);
    let separator = separator(text);
    // A quotation mark that is never closed is a letter like any other: else it would swallow the rest of the list.
    let rows = rows(text, separator, true).or_else(|| rows(text, separator, false)).unwrap_or_default();
    let table = Table { name: name.to_owned(), rows }.settled()?;
    if table.rows.is_empty() { Err(Unreadable::Empty) } else { Ok(table) }
}

/// Writes a table as spreadsheet programs open it: with the mark of UTF-8 and their ends of lines.
#[must_use]
pub fn write<'a>(rows: impl IntoIterator<Item = Vec<&'a str>>) -> String {
    let mut text = String::from(MARK);
    for row in rows {
        for (at, cell) in row.into_iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            if cell.contains([',', '"', '\n', '\r']) || cell.trim() != cell {
                text.push('"');
                text.push_str(&cell.replace('"', "\"\""));
                text.push('"');
            } else {
                text.push_str(cell);
            }
        }
        text.push_str("\r\n");
    }
    text
}

/// The separator that stands most often in the first lines.
fn separator(text: &str) -> char {
    let head: Vec<&str> = text.lines().take(20).collect();
    let count = |separator: char| head.iter().map(|line| line.matches(separator).count()).sum::<usize>();
    ['\t', ';'].into_iter().fold(',', |best, other| if count(other) > count(best) { other } else { best })
}

/// The rows; `None` where a quotation mark is never closed.
fn rows(text: &str, separator: char, quotes: bool) -> Option<Vec<Vec<String>>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut letters = text.chars().peekable();
    let mut is_quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            '"' if quotes && cell.is_empty() => is_quoted = true,
            _ if is_quoted => cell.push(letter),
            '\r' | '\n' => {
                if letter == '\r' && letters.peek() == Some(&'\n') {
                    letters.next();
                }
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ if letter == separator => row.push(std::mem::take(&mut cell)),
            _ => cell.push(letter),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    (!is_quoted).then_some(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        read("list", text).map(|table| table.rows).unwrap_or_default()
    }

    #[test]
    fn separators_quotes_and_ends_of_lines_are_those_of_the_text() {
        assert_eq!(cells("a,\"b, \"\"c\"\"\nd\",e\r\n1,2,3"), [["a", "b, \"c\"\nd", "e"], ["1", "2", "3"]]);
        assert_eq!(cells("\u{feff}企业;产品\r甲;纸杯\r"), [["企业", "产品"], ["甲", "纸杯"]]);
        assert_eq!(cells("企业\t产品\n甲\t水嘴, 冷热\n"), [["企业", "产品"], ["甲", "水嘴, 冷热"]]);
        assert_eq!(cells("a,12\" pipe\n\n,,\nb,c,,\n\n"), [vec!["a", "12\" pipe"], vec![], vec![], vec!["b", "c"]]);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_swallows_nothing() {
        assert_eq!(cells("a,\"b\nc,d\n"), [["a", "\"b"], ["c", "d"]]);
    }

    #[test]
    fn nothing_and_too_much_are_told() {
        assert_eq!(read("list", " ,\n\n"), Err(Unreadable::Empty));
        assert_eq!(read("list", &"a,b\n".repeat(super::super::MOST_ROWS + 1)), Err(Unreadable::TooLarge));
        assert_eq!(read("list", &",x".repeat(super::super::MOST_COLUMNS)), Err(Unreadable::TooLarge));
    }

    #[test]
    fn what_is_written_is_read_back() {
        let rows = [vec!["企业", "备注"], vec!["甲, 乙", "他说“好”\n再说\"不\""], vec!["", " x"]];
        let text = write(rows.clone());
        assert!(text.starts_with('\u{feff}') && text.contains("\r\n"));
        assert_eq!(cells(&text), rows);
    }
}
