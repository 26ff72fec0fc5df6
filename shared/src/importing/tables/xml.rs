//! XML as programs write it into workbooks: tags, attributes, text. No entities beyond the five and numbers, no document types; names
//! are told without their prefix.

use std::borrow::Cow;

/// A piece of XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// A tag opens; `true` where it closes at once.
    Open(&'a str, Tag<'a>, bool),
    /// A tag closes.
    Close(&'a str),
    /// Text between tags.
    Text(Cow<'a, str>),
}

/// What stands in a tag behind its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag<'a>(&'a str);

impl<'a> Tag<'a> {
    /// The value of an attribute.
    pub(crate) fn value(self, name: &str) -> Option<Cow<'a, str>> {
        let mut rest = self.0;
        loop {
            let (key, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            let (value, behind) = after[1..].split_once(quote)?;
            if local(key.trim()) == name {
                return Some(unescaped(value));
            }
            rest = behind;
        }
    }
}

/// The pieces of a text; it ends where the text is no XML any more.
pub(crate) struct Tokens<'a>(&'a str);

impl<'a> Tokens<'a> {
    pub(crate) const fn of(text: &'a str) -> Self {
        Self(text)
    }

    /// Goes on behind `end`, or to the end of everything.
    fn skip(&mut self, end: &str) -> &'a str {
        let (skipped, rest) = self.0.split_once(end).unwrap_or((self.0, ""));
        self.0 = rest;
        skipped
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let Some(at) = self.0.find('<') else {
                let text = std::mem::take(&mut self.0);
                return (!text.is_empty()).then(|| Token::Text(unescaped(text)));
            };
            if at > 0 {
                let (text, rest) = self.0.split_at(at);
                self.0 = rest;
                return Some(Token::Text(unescaped(text)));
            }
            if let Some(rest) = self.0.strip_prefix("<![CDATA[") {
                self.0 = rest;
                return Some(Token::Text(Cow::Borrowed(self.skip("]]>"))));
            }
            if self.0.starts_with("<!--") {
                self.skip("-->");
                continue;
            }
            if self.0.starts_with("<?") || self.0.starts_with("<!") {
                self.skip(">");
                continue;
            }
            self.0 = &self.0[1..];
            let inside = self.tag();
            if let Some(name) = inside.strip_prefix('/') {
                return Some(Token::Close(local(name.trim())));
            }
            let is_closed = inside.ends_with('/');
            let inside = inside.trim_end_matches('/');
            let (name, tag) = inside.split_at(inside.find(|letter: char| letter.is_whitespace()).unwrap_or(inside.len()));
            return Some(Token::Open(local(name), Tag(tag), is_closed));
        }
    }
}

impl<'a> Tokens<'a> {
    /// Up to the end of a tag: a `>` between quotation marks is none.
    fn tag(&mut self) -> &'a str {
        let mut quote = None;
        for (at, letter) in self.0.char_indices() {
            match (quote, letter) {
                (None, '"' | '\'') => quote = Some(letter),
                (Some(open), _) if open == letter => quote = None,
                (None, '>') => {
                    let inside = &self.0[..at];
                    self.0 = &self.0[at + 1..];
                    return inside;
                }
                (None | Some(_), _) => {}
            }
        }
        std::mem::take(&mut self.0)
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The five entities, and letters by their number; spreadsheet programs also write `_x000D_` for the end of a line.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') && !text.contains("_x000D_") {
        return Cow::Borrowed(text);
    }
    let text = text.replace("_x000D_", "");
    let (mut out, mut rest) = (String::with_capacity(text.len()), text.as_str());
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let letter = after.split_once(';').filter(|(name, _)| name.len() <= 8).and_then(|(name, behind)| Some((letter_of(name)?, behind)));
        match letter {
            Some((letter, behind)) => {
                out.push(letter);
                rest = behind;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn letter_of(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(number)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_attributes_and_text_are_told_apart() {
        let text = "<?xml version=\"1.0\"?><!-- > --><x:a b='1>2' r:id=\"&#x8054;\">一&amp;二<c/></x:a>";
        let tokens: Vec<Token<'_>> = Tokens::of(text).collect();
        let Token::Open("a", tag, false) = tokens[0] else { panic!("{tokens:?}") };
        assert_eq!((tag.value("b").as_deref(), tag.value("id").as_deref(), tag.value("c")), (Some("1>2"), Some("联"), None));
        assert_eq!(tokens[1], Token::Text("一&二".into()));
        assert!(matches!(tokens[2], Token::Open("c", _, true)) && tokens[3] == Token::Close("a"));
    }

    #[test]
    fn what_is_no_xml_comes_to_an_end() {
        for text in ["<", "<a", "<a b=", "</", "<!--", "<![CDATA[x", "&#99999999;&nope;&", "<a b=\"1", "<a =>"] {
            for token in Tokens::of(text) {
                if let Token::Open(_, tag, _) = token {
                    assert_eq!(tag.value("z"), None, "{text}");
                }
            }
        }
    }
}
