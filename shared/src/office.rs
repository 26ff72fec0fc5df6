//! Files that office programs open and people go on writing in: texts (`docx`) and tables (`xlsx`), each a package of a few parts of XML.
//! Nothing here knows what a case is.

mod docx;
mod package;
mod xlsx;

pub use docx::{Cell, Docx, Mark, Row, Stands};
pub use xlsx::{Sheet, Value, workbook};

/// Words as they may stand in a part, as text or as the value of an attribute. What XML has no letter for is left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' => escaped.push(letter),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => {}
            _ => escaped.push(letter),
        }
    }
    escaped
}
