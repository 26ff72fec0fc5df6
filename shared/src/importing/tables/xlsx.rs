//! Workbooks of spreadsheet programs since 2007 (`.xlsx`): the text of every cell, as people see it where that matters. Days come as
//! days, long numbers with all their digits, merged cells filled.

use std::{borrow::Cow, collections::BTreeMap};

use super::{
    Table, Unreadable, dates,
    grid::{Corner, Grid},
    xml::{Tag, Token, Tokens},
};

/// The parts of a workbook by name, inflated, of those that [`is_wanted`].
pub type Parts = BTreeMap<String, String>;

/// All parts together are not larger than this once they are inflated.
pub const LARGEST: usize = 64 << 20;

const WORKBOOK: &str = "xl/workbook.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";
const STRINGS: &str = "xl/sharedStrings.xml";
const STYLES: &str = "xl/styles.xml";

/// Whether a part says anything of the tables.
#[must_use]
pub fn is_wanted(name: &str) -> bool {
    let is_sheet = || name.strip_prefix("xl/worksheets/").is_some_and(|rest| !rest.contains('/') && has_end(rest));
    [WORKBOOK, RELATIONS, STRINGS, STYLES].contains(&name) || is_sheet()
}

fn has_end(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| end == "xml")
}

/// Reads every sheet in which anything stands, in the order of the workbook.
///
/// # Errors
/// Where it is none, or a sheet is too large.
pub fn read(parts: &Parts) -> Result<Vec<Table>, Unreadable> {
    let workbook = parts.get(WORKBOOK).ok_or(Unreadable::Broken)?;
    let targets = relations(parts.get(RELATIONS).map_or("", String::as_str));
    let book = Book {
        strings: strings(parts.get(STRINGS).map_or("", String::as_str)),
        days: days(parts.get(STYLES).map_or("", String::as_str)),
        is_1904: opened(workbook, "workbookPr").any(|tag| matches!(tag.value("date1904").as_deref(), Some("1" | "true"))),
    };
    let mut tables = Vec::new();
    for sheet in opened(workbook, "sheet") {
        let part = sheet.value("id").and_then(|id| targets.get(id.as_ref())).and_then(|target| parts.get(target));
        let Some(part) = part else { continue };
        let name = sheet.value("name").unwrap_or_default().into_owned();
        let table = book.table(name, part)?;
        if !table.rows.is_empty() {
            tables.push(table);
        }
    }
    if tables.is_empty() { Err(Unreadable::Empty) } else { Ok(tables) }
}

/// Every tag of this name.
fn opened<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = Tag<'a>> {
    Tokens::of(text).filter_map(move |token| match token {
        Token::Open(found, tag, _) if found == name => Some(tag),
        Token::Open(..) | Token::Close(_) | Token::Text(_) => None,
    })
}

/// The parts that the workbook names by id.
fn relations(text: &str) -> BTreeMap<String, String> {
    let named = opened(text, "Relationship").filter_map(|tag| {
        let target = tag.value("Target")?;
        let target = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        Some((tag.value("Id")?.into_owned(), target))
    });
    named.collect()
}

/// The texts that cells share; how they are to be pronounced is left out.
fn strings(text: &str) -> Vec<String> {
    let (mut strings, mut is_text, mut is_spoken) = (Vec::new(), false, false);
    for token in Tokens::of(text) {
        match token {
            Token::Open("si", ..) => strings.push(String::new()),
            Token::Open("rPh", _, is_closed) => is_spoken = !is_closed,
            Token::Close("rPh") => is_spoken = false,
            Token::Open("t", _, is_closed) => is_text = !is_closed && !is_spoken,
            Token::Close("t") => is_text = false,
            Token::Text(text) if is_text => strings.last_mut().into_iter().for_each(|string| string.push_str(&text)),
            Token::Open(..) | Token::Close(_) | Token::Text(_) => {}
        }
    }
    strings
}

/// Of each style of cells, whether it shows days.
fn days(text: &str) -> Vec<bool> {
    let (mut codes, mut days, mut is_of_cells) = (BTreeMap::new(), Vec::new(), false);
    for token in Tokens::of(text) {
        match token {
            Token::Open("numFmt", tag, _) => {
                let number = tag.value("numFmtId").and_then(|id| id.parse::<u32>().ok());
                codes.extend(number.zip(tag.value("formatCode").map(Cow::into_owned)));
            }
            Token::Open("cellXfs", ..) => is_of_cells = true,
            Token::Close("cellXfs") => is_of_cells = false,
            Token::Open("xf", tag, _) if is_of_cells => {
                let number = tag.value("numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                days.push(dates::is_of_days(number, codes.get(&number).map(String::as_str)));
            }
            Token::Open(..) | Token::Close(_) | Token::Text(_) => {}
        }
    }
    days
}

/// What the sheets of a workbook share.
struct Book {
    strings: Vec<String>,
    days: Vec<bool>,
    is_1904: bool,
}

/// A cell that is being read.
#[derive(Default)]
struct Cell {
    row: usize,
    column: usize,
    kind: String,
    style: usize,
    text: String,
}

impl Book {
    fn table(&self, name: String, text: &str) -> Result<Table, Unreadable> {
        let mut grid = Grid::default();
        let (mut row, mut cell, mut is_value) = (0, Cell::default(), false);
        for token in Tokens::of(text) {
            match token {
                Token::Open("row", tag, _) => {
                    row = tag.value("r").and_then(|r| r.parse::<usize>().ok()).unwrap_or(row + 1);
                    cell.column = 0;
                }
                Token::Open("c", tag, is_closed) => {
                    let place = tag.value("r").and_then(|r| place(&r));
                    let (at_row, column) = place.unwrap_or((row.saturating_sub(1), cell.column));
                    let style = tag.value("s").and_then(|s| s.parse().ok()).unwrap_or(0);
                    let kind = tag.value("t").unwrap_or_default().into_owned();
                    cell = Cell { row: at_row, column: column + usize::from(is_closed), kind, style, text: String::new() };
                }
                Token::Open("v" | "t", _, is_closed) => is_value = !is_closed,
                Token::Close("v" | "t") => is_value = false,
                Token::Text(text) if is_value => cell.text.push_str(&text),
                Token::Close("c") => {
                    grid.put((cell.row, cell.column), self.said(&cell))?;
                    cell.column += 1;
                }
                Token::Open("mergeCell", tag, _) => {
                    tag.value("ref").as_deref().and_then(range).into_iter().for_each(|(from, to)| grid.merge(from, to))
                }
                Token::Open(..) | Token::Close(_) | Token::Text(_) => {}
            }
        }
        grid.table(name)
    }

    /// What a cell says to people.
    fn said(&self, cell: &Cell) -> String {
        let text = cell.text.trim();
        match cell.kind.as_str() {
            "s" => text.parse::<usize>().ok().and_then(|at| self.strings.get(at)).cloned().unwrap_or_default(),
            "str" | "inlineStr" | "e" | "d" => cell.text.clone(),
            "b" => if text == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            _ => match text.parse() {
                Ok(number) => dates::shown(number, self.days.get(cell.style) == Some(&true), self.is_1904),
                Err(_) => text.to_owned(),
            },
        }
    }
}

/// Row and column, from 0, of a place such as `B3`.
fn place(text: &str) -> Option<Corner> {
    let digits = text.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, digits) = text.split_at(digits);
    let letter = |column: Option<usize>, letter: u8| {
        let value = letter.to_ascii_uppercase().checked_sub(b'A').filter(|value| *value < 26)?;
        column?.checked_mul(26)?.checked_add(usize::from(value) + 1)
    };
    let column = letters.bytes().fold(Some(0), letter)?;
    Some((digits.parse::<usize>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

fn range(text: &str) -> Option<(Corner, Corner)> {
    let (from, to) = text.split_once(':')?;
    Some((place(from)?, place(to)?))
}
