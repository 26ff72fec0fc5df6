//! How headings, paragraphs and tables look: the fonts in which Chinese offices write, which every one of their machines has.

use std::fmt::Write as _;

use super::{MAIN, XML};
use crate::words::Locale;

/// Name, half points, bold, what stands above and beneath (twentieths of a point), how the paragraph stands.
#[rustfmt::skip]
const STYLES: [(&str, u32, bool, u32, u32, &str); 11] = [
    ("Cover",    52, true, 3000, 240, "<w:jc w:val=\"center\"/>"),
    ("Subtitle", 24, false,   0, 900, "<w:jc w:val=\"center\"/>"),
    ("Title",    36, true,    0, 240, "<w:jc w:val=\"center\"/>"),
    ("Heading1", 32, true,  360, 160, "<w:outlineLvl w:val=\"0\"/>"),
    ("Heading2", 26, true,  240, 100, "<w:outlineLvl w:val=\"1\"/>"),
    ("Heading3", 24, true,  160,  60, "<w:outlineLvl w:val=\"2\"/>"),
    ("Caption",  24, true,  120, 120, "<w:jc w:val=\"center\"/>"),
    ("BodyText", 24, false,   0, 100, "<w:spacing w:after=\"100\" w:line=\"360\" w:lineRule=\"auto\"/>"),
    ("Cell",     21, false,   0,   0, ""),
    ("Quiet",    18, false,   0,  80, ""),
    ("Footer",   15, false,   0,   0, ""),
];

/// Those that stay with what follows them.
const LEADING: [&str; 7] = ["Cover", "Subtitle", "Title", "Heading1", "Heading2", "Heading3", "Caption"];

/// The part.
pub(super) fn styles(locale: Locale) -> String {
    let mut text = format!(
        "{XML}<w:styles xmlns:w=\"{MAIN}\"><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"SimSun\" w:cs=\"Times New Roman\"/>\
         <w:sz w:val=\"24\"/><w:lang w:val=\"en-US\" w:eastAsia=\"{}\"/></w:rPr></w:rPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>",
        match locale {
            Locale::Chinese | Locale::English => "zh-CN",
        }
    );
    for (name, size, is_bold, above, beneath, more) in STYLES {
        let is_heading = LEADING.contains(&name);
        let keep = if is_heading { "<w:keepNext/><w:keepLines/>" } else { "" };
        let spacing =
            if more.contains("w:spacing") { String::new() } else { format!("<w:spacing w:before=\"{above}\" w:after=\"{beneath}\"/>") };
        // In Chinese a paragraph begins two letters further in.
        let indent = match locale {
            Locale::Chinese if name == "BodyText" => "<w:ind w:firstLineChars=\"200\" w:firstLine=\"480\"/>",
            Locale::Chinese | Locale::English => "",
        };
        let fonts = if is_heading { "<w:rFonts w:eastAsia=\"SimHei\"/>" } else { "" };
        let bold = if is_bold { "<w:b/>" } else { "" };
        let colour = if name == "Quiet" { "<w:color w:val=\"56606C\"/>" } else { "" };
        write!(
            text,
            "<w:style w:type=\"paragraph\" w:styleId=\"{name}\"><w:name w:val=\"{}\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/>\
             <w:pPr>{keep}{spacing}{more}{indent}</w:pPr><w:rPr>{fonts}{bold}{colour}<w:sz w:val=\"{size}\"/></w:rPr></w:style>",
            known_as(name)
        )
        .expect("writing to a string");
    }
    text + "</w:styles>"
}

/// The name under which the programs know a style: then headings make the list beside the text.
fn known_as(name: &str) -> &str {
    match name {
        "Heading1" => "heading 1",
        "Heading2" => "heading 2",
        "Heading3" => "heading 3",
        "BodyText" => "Body Text",
        "Footer" => "footer",
        "Caption" => "caption",
        other => other,
    }
}
