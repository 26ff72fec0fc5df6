//! Papers as a text that an office program opens: the same parts in the same order as on the printer.

use super::{Hand, Printed, Sheet, Side, halves};
use crate::{
    forms::Path,
    key,
    office::{Cell, Docx, Mark, Row, Stands},
    signing::{self, Strokes},
    words::Locale,
};

/// Frames are laid on a grid of so many columns, which all numbers of cells share.
const GRID: usize = 60;
/// Of these a label takes so many; a long one that stands alone takes the second.
const LABEL: [usize; 2] = [12, 24];
/// Half the width of a Chinese letter takes so much of a column of the grid, upright and wide, in hundredths.
const HALF: [usize; 2] = [64, 43];
/// And so much is left free beside the letters.
const FREE: usize = 110;

/// The file of these papers, each on pages of its own, with these lines in the foot of every page.
#[must_use]
pub fn docx(sheet: &Sheet, papers: &[(Path, Vec<Printed>)], title: &str, foot: Vec<String>, locale: Locale) -> Vec<u8> {
    let half = HALF[usize::from(sheet.is_wide)];
    let mut writing = Writing { docx: Docx::new(title, locale, sheet.is_wide, foot), frame: Vec::new(), half, locale };
    for (at, (_, parts)) in papers.iter().enumerate() {
        if at > 0 {
            writing.next_page();
        }
        parts.iter().for_each(|part| writing.part(part));
    }
    writing.close();
    writing.docx.finished()
}

struct Writing {
    docx: Docx,
    /// The rows of the frame that is being drawn: parts with frames stand beneath each other in one.
    frame: Vec<Row>,
    /// See [`HALF`].
    half: usize,
    locale: Locale,
}

impl Writing {
    fn part(&mut self, part: &Printed) {
        match part {
            Printed::Title(lines) => self.open(|docx| lines.iter().for_each(|line| docx.title(line))),
            Printed::Caption(text) => self.open(|docx| docx.caption(text)),
            Printed::NextPage(text) => {
                self.next_page();
                self.docx.caption(text);
            }
            Printed::Line(cells) => self.row(self.line(cells)),
            Printed::Table(columns, head, rows) => self.table(columns, head, rows),
            Printed::Band(text) => self.row(vec![Cell::label(GRID, text)]),
            Printed::Block(lines) => self.row(vec![Cell::of(GRID, lines.clone())]),
            Printed::Heading(text) => self.open(|docx| docx.heading(2, text)),
            Printed::Text(lines) => self.open(|docx| lines.iter().for_each(|line| docx.paragraph(line))),
            Printed::Chapter(title, text) => self.open(|docx| {
                docx.heading(3, title);
                docx.paragraph(text);
            }),
            Printed::Signed(sides) => {
                let cells = sides.iter().map(|side| self.side(side, GRID / sides.len().max(1))).collect();
                self.row(cells);
            }
        }
    }

    fn row(&mut self, cells: Vec<Cell>) {
        self.frame.push(Row { cells, is_head: false });
    }

    /// A frame of its own: its head is repeated on every page over which it goes.
    fn table(&mut self, columns: &[u32], head: &[String], rows: &[Vec<Vec<String>>]) {
        self.close();
        let heads = Row { cells: head.iter().map(|text| Cell::label(1, text)).collect(), is_head: true };
        let rows = rows.iter().map(|cells| Row { cells: cells.iter().map(|lines| Cell::of(1, lines.clone())).collect(), is_head: false });
        let rows: Vec<Row> = std::iter::once(heads).chain(rows).collect();
        self.docx.table(columns, &rows);
    }

    /// Labels and what stands beside them, over the whole width; a long label that stands alone is not broken.
    fn line(&self, cells: &[(String, Vec<String>)]) -> Vec<Cell> {
        let is_long = matches!(cells, [(name, _)] if halves(name) * self.half + FREE > LABEL[0] * 100);
        let label = LABEL[usize::from(is_long)];
        let wide = GRID / cells.len().max(1) - label;
        cells.iter().flat_map(|(name, lines)| [Cell::label(label, name), Cell::of(wide, lines.clone())]).collect()
    }

    fn side(&self, side: &Side, span: usize) -> Cell {
        let label = [Mark::Words(side.label.clone())];
        let hands = side.hands.iter().flat_map(|hand| self.hand(hand));
        Cell { span, marks: label.into_iter().chain(hands).chain([Mark::Words(side.days.clone())]).collect(), stands: Stands::Top }
    }

    /// What a hand left, the name beneath it where that is not what was typed, and whether the form says something else since.
    fn hand(&self, hand: &Hand) -> Vec<Mark> {
        let name = hand.args.text("name");
        let called = key!("sign.drawn").fill(self.locale, &[("name", name)]);
        let left = match (Strokes::of_text(hand.args.text(signing::STROKES)), hand.args.text(signing::TYPED)) {
            (Some(strokes), _) => Mark::Drawn(strokes, called),
            (None, "") => Mark::Words(key!("sign.without_strokes").text(self.locale).to_owned()),
            (None, typed) => Mark::Words(typed.to_owned()),
        };
        let changed = hand.is_changed.then(|| Mark::Words(key!("sign.changed").text(self.locale).to_owned()));
        let beneath = Some(Mark::Words(name.to_owned())).filter(|beneath| *beneath != left);
        [Some(left), beneath, changed].into_iter().flatten().collect()
    }

    /// What follows stands outside frames.
    fn open(&mut self, write: impl FnOnce(&mut Docx)) {
        self.close();
        write(&mut self.docx);
    }

    fn next_page(&mut self) {
        self.close();
        self.docx.next_page();
    }

    /// The frame ends here.
    fn close(&mut self) {
        if !self.frame.is_empty() {
            let rows = std::mem::take(&mut self.frame);
            self.docx.table(&[1; GRID], &rows);
        }
    }
}
