//! A text on A4 for any program that opens Word's files: headings, paragraphs, framed tables, a foot with the number of the page.

mod styles;
mod table;

use std::fmt::Write as _;

pub use table::{Cell, Mark, Row, Stands};

use super::{escaped, package::Package};
use crate::words::Locale;

/// A text that is being written.
#[derive(Debug)]
pub struct Docx {
    title: String,
    locale: Locale,
    is_wide: bool,
    foot: Vec<String>,
    body: String,
}

/// A twentieth of a point is what everything is measured in.
const SHORT: u32 = 11_906;
const LONG: u32 = 16_838;
const MARGIN: u32 = 964;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
    <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
    <Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
    <Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
    <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>";
const OF_TEXT: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer1.xml\"/></Relationships>";

impl Docx {
    /// An empty one, upright or wide, with these lines in the foot of every page.
    #[must_use]
    pub fn new(title: &str, locale: Locale, is_wide: bool, foot: Vec<String>) -> Self {
        Self { title: title.to_owned(), locale, is_wide, foot, body: String::new() }
    }

    /// What it is, large, in the middle.
    pub fn title(&mut self, text: &str) {
        self.styled("Title", text);
    }

    /// What a whole book is, low on its first page, with a line beneath.
    pub fn cover(&mut self, title: &str, under: &str) {
        self.styled("Cover", title);
        self.styled("Subtitle", under);
    }

    /// A heading, from 1 for chapters to 3.
    pub fn heading(&mut self, level: u8, text: &str) {
        self.styled(&format!("Heading{}", level.clamp(1, 3)), text);
    }

    /// The caption of what stands beneath.
    pub fn caption(&mut self, text: &str) {
        self.styled("Caption", text);
    }

    /// What stands in prose: each of its lines is a paragraph, as it is printed.
    pub fn paragraph(&mut self, text: &str) {
        text.split('\n').for_each(|line| self.styled("BodyText", line));
    }

    /// A paragraph in small, quiet letters.
    pub fn quiet(&mut self, text: &str) {
        self.styled("Quiet", text);
    }

    /// What follows begins on a new page.
    pub fn next_page(&mut self) {
        self.body.push_str("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
    }

    /// A framed table: how its columns share the width, and its rows.
    pub fn table(&mut self, columns: &[u32], rows: &[Row]) {
        let width = self.width();
        table::write(&mut self.body, width, columns, rows);
    }

    /// The whole file.
    #[must_use]
    pub fn finished(self) -> Vec<u8> {
        let (width, height) = if self.is_wide { (LONG, SHORT) } else { (SHORT, LONG) };
        let turned = if self.is_wide { " w:orient=\"landscape\"" } else { "" };
        let document = format!(
            "{XML}<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
             xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\"><w:body>{}<w:sectPr>\
             <w:footerReference w:type=\"default\" r:id=\"rId2\"/><w:pgSz w:w=\"{width}\" w:h=\"{height}\"{turned}/>\
             <w:pgMar w:top=\"{MARGIN}\" w:right=\"{MARGIN}\" w:bottom=\"{MARGIN}\" w:left=\"{MARGIN}\" w:header=\"480\" w:footer=\"480\" w:gutter=\"0\"/>\
             </w:sectPr></w:body></w:document>",
            self.body
        );
        let core = format!(
            "{XML}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>{}</dc:language></cp:coreProperties>",
            escaped(&self.title),
            self.locale.tag()
        );
        Package::default()
            .part("[Content_Types].xml", &format!("{XML}{TYPES}"))
            .part("_rels/.rels", &format!("{XML}{RELATIONS}"))
            .part("word/_rels/document.xml.rels", &format!("{XML}{OF_TEXT}"))
            .part("word/document.xml", &document)
            .part("word/styles.xml", &styles::styles(self.locale))
            .part("word/footer1.xml", &self.footer())
            .part("docProps/core.xml", &core)
            .finished()
    }

    /// How wide its lines are.
    const fn width(&self) -> u32 {
        (if self.is_wide { LONG } else { SHORT }) - 2 * MARGIN
    }

    fn styled(&mut self, style: &str, text: &str) {
        write!(self.body, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", run(text)).expect("writing to a string");
    }

    fn footer(&self) -> String {
        let lines: String =
            self.foot.iter().map(|line| format!("<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{}</w:p>", run(line))).collect();
        format!(
            "{XML}<w:ftr xmlns:w=\"{MAIN}\">{lines}<w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:jc w:val=\"center\"/></w:pPr>\
             <w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>"
        )
    }
}

/// A run of letters; its lines stay lines.
fn run(text: &str) -> String {
    let lines = text.split('\n').map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line.trim_end_matches('\r'))));
    format!("<w:r>{}</w:r>", lines.collect::<Vec<_>>().join("<w:br/>"))
}

#[cfg(test)]
mod tests;
