//! What is written is read back as any reader of such packages does.

use super::*;
use crate::{
    importing::tables::{
        xml::{Token, Tokens},
        zip,
    },
    signing::Strokes,
};

/// The parts of a package by name.
fn parts(package: &[u8]) -> Vec<(String, String)> {
    let parts = zip::parts(package).expect("an archive");
    parts.into_iter().map(|part| (part.name, String::from_utf8(package[part.bytes].to_vec()).expect("text"))).collect()
}

fn part(package: &[u8], name: &str) -> String {
    parts(package).into_iter().find(|(one, _)| one == name).expect("the part").1
}

/// Every element is closed by its own name.
fn is_well_formed(text: &str) -> bool {
    let mut open = Vec::new();
    for token in Tokens::of(text) {
        match token {
            Token::Open(name, _, false) => open.push(name.to_owned()),
            Token::Close(name) if open.pop().as_deref() != Some(name) => return false,
            Token::Open(..) | Token::Close(_) | Token::Text(_) => {}
        }
    }
    open.is_empty()
}

#[test]
fn a_text_holds_what_was_written_whatever_letters_it_has() {
    let mut docx = Docx::new("工具书 <一>", Locale::Chinese, false, vec!["第1版".to_owned()]);
    docx.title("行业质量工具书");
    docx.heading(1, "一、生产设备");
    docx.paragraph("电阻 < 12.1 Ω & 温度 \"稳\"\n第二行\u{1}𠮷");
    let hand = Strokes::of_text(&strokes().to_text()).expect("a drawing");
    let cells = vec![
        Cell::label(1, "质量负责人"),
        Cell { marks: vec![Mark::Drawn(hand, "签名".to_owned())], ..Cell::of(2, Vec::new()) },
        Cell::of(1, vec!["两\n行".to_owned()]),
    ];
    docx.table(&[1, 2, 3, 1], &[Row { cells, is_head: true }, Row { cells: vec![Cell::of(4, Vec::new())], is_head: false }]);
    let file = docx.finished();

    assert_eq!(crate::files::FileKind::of_bytes(&file), Some(crate::files::FileKind::Docx), "it may be attached again");
    for (name, text) in parts(&file) {
        assert!(is_well_formed(&text), "{name}: {text}");
    }
    let text = part(&file, "word/document.xml");
    for words in [
        "电阻 &lt; 12.1 Ω &amp; 温度 &quot;稳&quot;",
        "两</w:t><w:br/>",
        "第二行𠮷",
        "w:gridSpan w:val=\"2\"",
        "coordsize=\"1000,400\"",
        "<w:tblHeader/>",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(part(&file, "word/footer1.xml").contains("第1版") && part(&file, "docProps/core.xml").contains("工具书 &lt;一&gt;"));
}

fn strokes() -> Strokes {
    use crate::signing::Dot;
    let dot = |x, y, at| Dot { x, y, at, pressure: 0 };
    Strokes { height: 400, strokes: vec![vec![dot(100, 100, 0), dot(500, 300, 40), dot(900, 120, 90)], vec![dot(450, 50, 200)]] }
}
