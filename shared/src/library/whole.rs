//! A whole document as a page of its own, for a file of the archive (7.4): every section and field that says something, and what its ledger
//! has recorded. It opens in any browser and prints without our app.

use std::fmt::Write as _;

use crate::{
    files::Named,
    forms::{self, Field, Holds, Kind, Path},
    key,
    records::{
        read::Content,
        spoken::{self, Names, Spoken},
    },
    words::{Key, Locale},
    workflow::{self, State},
};

/// A file of the archive that is being written.
pub struct File<'a> {
    html: String,
    locale: Locale,
    names: Names<'a>,
}

/// How it looks on paper.
const STYLE: &str = "body{font:16px/1.6 sans-serif;max-width:50em;margin:2em auto;padding:0 1em}h1{break-before:page}h1:first-of-type{break-before:auto}\
    dt{font-weight:600}dd{margin:0 0 .5em;white-space:pre-wrap;overflow-wrap:anywhere}section{break-inside:avoid-page}.row{border-left:2px solid;padding-left:1em;margin:.5em 0}";

impl<'a> File<'a> {
    /// An empty one.
    #[must_use]
    pub fn new(title: &str, locale: Locale, names: Names<'a>) -> Self {
        let mut file = Self { html: String::new(), locale, names };
        let head = format!("<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><title>", locale.tag());
        file.html.push_str(&head);
        file.text(title);
        file.html.push_str("</title><style>");
        file.html.push_str(STYLE);
        file.html.push_str("</style>");
        file
    }

    /// The whole file.
    #[must_use]
    pub fn finished(self) -> String {
        self.html + "</html>"
    }

    /// One more document.
    pub fn document(&mut self, title: &str, content: &Content, state: &State) {
        self.element("h1", title);
        let spoken = Spoken { content, state, locale: self.locale, names: self.names, cases: &Vec::new };
        for section in forms::of(state.kind) {
            let rounds = if section.has_rounds() { state.round } else { 1 };
            for round in (1..=rounds).filter(|round| section.is_asked_in(*round)) {
                let root = Path::section_root(&forms::of_round(section, round));
                let before = self.html.len();
                self.html.push_str("<section>");
                let title = section.title.text(self.locale);
                match round {
                    1 => self.element("h2", title),
                    _ => {
                        self.element("h2", &format!("{title} · {}", key!("library.round").fill(self.locale, &[("n", &round.to_string())])))
                    }
                }
                if self.fields(section.fields, &root, &spoken) {
                    self.html.push_str("</section>");
                } else {
                    self.html.truncate(before); // Nothing stands in it.
                }
            }
        }
        self.ledger(state);
    }

    /// The fields that say something; whether any does.
    fn fields(&mut self, fields: &'static [Field], at: &Path, spoken: &Spoken<'_>) -> bool {
        let before = self.html.len();
        self.html.push_str("<dl>");
        let empty = self.html.len();
        for field in fields {
            self.field(field, &at.cell(field.key), spoken);
        }
        let says = self.html.len() > empty;
        if says {
            self.html.push_str("</dl>")
        } else {
            self.html.truncate(before)
        }
        says
    }

    fn field(&mut self, field: &'static Field, path: &Path, spoken: &Spoken<'_>) {
        let label = field.label.text(self.locale);
        match field.kind.holds() {
            Holds::Rows(cells) => {
                let rows = spoken.content.live_rows(path).map(|row| (None, path.row(&row.id)));
                self.table(label, cells, rows.collect(), spoken);
            }
            Holds::Each(vocabulary, cells) => {
                let rows = vocabulary.values.iter().map(|(code, key)| (Some(*key), path.row(code)));
                self.table(label, cells, rows.collect(), spoken);
            }
            Holds::Value => {
                let text = self.said(field, path, spoken);
                if !text.trim().is_empty() {
                    self.element("dt", label);
                    self.element("dd", &text);
                }
            }
        }
    }

    fn table(&mut self, label: &str, cells: &'static [Field], rows: Vec<(Option<Key>, Path)>, spoken: &Spoken<'_>) {
        let before = self.html.len();
        self.element("dt", label);
        self.html.push_str("<dd>");
        let empty = self.html.len();
        for (name, row) in rows {
            let start = self.html.len();
            self.html.push_str("<div class=\"row\">");
            name.into_iter().for_each(|name| self.element("strong", name.text(self.locale)));
            if self.fields(cells, &row, spoken) {
                self.html.push_str("</div>");
            } else {
                self.html.truncate(start);
            }
        }
        if self.html.len() > empty { self.html.push_str("</dd>") } else { self.html.truncate(before) }
    }

    /// What a field says, in words; files with the hashes by which they are found. What is only shown stands where it was written.
    fn said(&self, field: &'static Field, path: &Path, spoken: &Spoken<'_>) -> String {
        match field.kind {
            Kind::Files => {
                let marks = spoken.content.marks(path).iter();
                let named = marks.map(|mark| format!("{} ({})", Named::of_text(&mark.text).name, mark.option));
                named.collect::<Vec<_>>().join(key!("app.comma").text(self.locale))
            }
            Kind::Shown(_) => String::new(),
            Kind::Line
            | Kind::Prose
            | Kind::ProseWithin(_)
            | Kind::Day
            | Kind::Number
            | Kind::Choice(_)
            | Kind::Ticks(_)
            | Kind::Ranked(_)
            | Kind::Pick(_)
            | Kind::Picks(_)
            | Kind::Rows(_)
            | Kind::Each(..) => spoken.standing(path, field),
        }
    }

    fn ledger(&mut self, state: &State) {
        self.html.push_str("<section>");
        self.element("h2", key!("library.ledger").text(self.locale));
        self.html.push_str("<dl>");
        for entry in &state.entries {
            let by = entry.by.to_string();
            let (act, by) = (entry.act.words().text(self.locale), (self.names)(&by).unwrap_or(by));
            self.element("dt", &format!("{} · {act} · {by}", entry.on));
            self.html.push_str("<dd>");
            let asks = workflow::rule(state.kind, entry.act).map_or(&[][..], |rule| rule.asks);
            for field in asks.iter().chain(workflow::OF_ALL) {
                let text = spoken::value(self.locale, self.names, &field.kind, entry.args.text(field.key));
                if !text.is_empty() {
                    self.text(&key!("importing.kept").fill(self.locale, &[("heading", field.label.text(self.locale)), ("text", &text)]));
                    self.html.push('\n');
                }
            }
            self.html.push_str("</dd>");
        }
        self.html.push_str("</dl></section>");
    }

    fn element(&mut self, tag: &str, text: &str) {
        write!(self.html, "<{tag}>").expect("writing to a string");
        self.text(text);
        write!(self.html, "</{tag}>").expect("writing to a string");
    }

    /// Words are words, whatever letters they have.
    fn text(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '&' => self.html.push_str("&amp;"),
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                other => self.html.push(other),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::tests::Walk;

    /// [R-7.4-5]
    #[test]
    fn a_file_holds_what_was_written_and_what_was_recorded_and_nothing_empty() {
        let mut walk = Walk::recorded();
        walk.put("intake.product", "电线 <1.5 mm²> & 电缆").put("intake.trademark", "");
        let names = |id: &str| (id == walk.state.entries[0].by.to_string()).then(|| "陈科长".to_owned());
        let mut file = File::new("某企业", Locale::Chinese, &names);
        file.document("某企业 · 电线", &walk.content, &walk.state);
        let html = file.finished();
        for words in ["电线 &lt;1.5 mm²&gt; &amp; 电缆", "不合格项目", "陈科长", "基本情况", "质量技术帮扶工作记录表"]
        {
            assert!(html.contains(words), "{words}: {html}");
        }
        assert!(!html.contains("<dd></dd></dl>") && !html.contains("商标</dt>"), "{html}");
        assert_eq!(html.matches("<section>").count(), html.matches("</section>").count());
        assert_eq!(html.matches("<dl>").count(), html.matches("</dl>").count());
        assert_eq!(html.matches("<div").count(), html.matches("</div>").count());
    }
}
