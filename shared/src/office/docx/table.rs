//! Framed tables: rows of cells over a common grid, so that rows of different cells stand beneath each other in one frame.

use std::fmt::Write as _;

use super::{escaped, run};
use crate::signing::{Strokes, WIDTH};

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// From the left; their spans fill the grid.
    pub cells: Vec<Cell>,
    /// It is repeated at the top of every page; only for the first row of a table.
    pub is_head: bool,
}

/// A cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Over so many columns of the grid.
    pub span: usize,
    /// Its paragraphs.
    pub marks: Vec<Mark>,
    /// Where they stand in it.
    pub stands: Stands,
}

/// Where the paragraphs of a cell stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// At the left, half way down.
    Left,
    /// In the middle, half way down.
    Middle,
    /// At the left, from above.
    Top,
}

/// What stands in a paragraph of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// Words.
    Words(String),
    /// What a hand drew on a device's glass, and what it is called for those who do not see it.
    Drawn(Strokes, String),
}

impl Cell {
    /// A cell with these lines.
    #[must_use]
    pub fn of(span: usize, lines: Vec<String>) -> Self {
        Self { span, marks: lines.into_iter().map(Mark::Words).collect(), stands: Stands::Left }
    }

    /// A label, in the middle.
    #[must_use]
    pub fn label(span: usize, text: &str) -> Self {
        Self { stands: Stands::Middle, ..Self::of(span, vec![text.to_owned()]) }
    }
}

/// A hand is as wide on paper as on the printed sheet, in points.
const HAND: u32 = 96;

pub(super) fn write(body: &mut String, width: u32, columns: &[u32], rows: &[Row]) {
    let all: u32 = columns.iter().sum::<u32>().max(1);
    let widths: Vec<u32> = columns.iter().map(|share| width * share / all).collect();
    body.push_str(
        "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders><w:top w:val=\"single\" w:sz=\"4\"/><w:left w:val=\"single\" w:sz=\"4\"/>\
         <w:bottom w:val=\"single\" w:sz=\"4\"/><w:right w:val=\"single\" w:sz=\"4\"/><w:insideH w:val=\"single\" w:sz=\"4\"/>\
         <w:insideV w:val=\"single\" w:sz=\"4\"/></w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:top w:w=\"40\" w:type=\"dxa\"/>\
         <w:left w:w=\"90\" w:type=\"dxa\"/><w:bottom w:w=\"40\" w:type=\"dxa\"/><w:right w:w=\"90\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>",
    );
    for width in &widths {
        write!(body, "<w:gridCol w:w=\"{width}\"/>").expect("writing to a string");
    }
    body.push_str("</w:tblGrid>");
    for row in rows {
        let head = if row.is_head { "<w:tblHeader/>" } else { "" };
        write!(body, "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"420\" w:hRule=\"atLeast\"/>{head}</w:trPr>")
            .expect("writing to a string");
        let mut at = 0;
        for cell in &row.cells {
            let wide: u32 = widths.iter().skip(at).take(cell.span).sum();
            at += cell.span;
            one(body, wide, cell);
        }
        body.push_str("</w:tr>");
    }
    // Between two tables without a paragraph the programs see one.
    body.push_str("</w:tbl><w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/></w:pPr></w:p>");
}

fn one(body: &mut String, width: u32, cell: &Cell) {
    let span = if cell.span > 1 { format!("<w:gridSpan w:val=\"{}\"/>", cell.span) } else { String::new() };
    let (down, centred) = match cell.stands {
        Stands::Left => ("center", ""),
        Stands::Middle => ("center", "<w:jc w:val=\"center\"/>"),
        Stands::Top => ("top", ""),
    };
    write!(body, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}<w:vAlign w:val=\"{down}\"/></w:tcPr>")
        .expect("writing to a string");
    for mark in &cell.marks {
        let run = match mark {
            Mark::Words(text) => run(text),
            Mark::Drawn(strokes, name) => drawn(strokes, name),
        };
        write!(body, "<w:p><w:pPr><w:pStyle w:val=\"Cell\"/>{centred}</w:pPr>{run}</w:p>").expect("writing to a string");
    }
    // A cell ends with a paragraph, or the file is broken.
    if cell.marks.is_empty() {
        body.push_str("<w:p><w:pPr><w:pStyle w:val=\"Cell\"/></w:pPr></w:p>");
    }
    body.push_str("</w:tc>");
}

/// Strokes as the one kind of drawing that needs no picture beside it and that all programs of the last twenty years draw.
fn drawn(strokes: &Strokes, name: &str) -> String {
    let (wide, tall) = (HAND, HAND * u32::from(strokes.height) / u32::from(WIDTH));
    let mut path = String::new();
    for stroke in &strokes.strokes {
        for (at, dot) in stroke.iter().enumerate() {
            let step = if at == 0 { "m" } else { "l" };
            write!(path, "{step}{},{}", dot.x, dot.y).expect("writing to a string");
        }
        if let [dot] = stroke.as_slice() {
            write!(path, "l{},{}", dot.x + 1, dot.y).expect("writing to a string");
        }
    }
    format!(
        "<w:r><w:pict><v:shape style=\"width:{wide}pt;height:{tall}pt\" coordsize=\"{WIDTH},{}\" path=\"{path}e\" filled=\"f\" \
         strokecolor=\"#16202e\" strokeweight=\"1pt\" alt=\"{}\"/></w:pict></w:r>",
        strokes.height,
        escaped(name)
    )
}
