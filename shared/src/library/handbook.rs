//! The industry quality handbook (7.4 ¶2): its entries in six chapters, for the screen and as a text for office programs.

use chrono::NaiveDate;

use crate::{
    forms::Path,
    ids::DocumentId,
    key,
    office::Docx,
    records::read::Content,
    vocab::HandbookChapter,
    words::{Key, Locale},
};

/// An entry, as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The document.
    pub id: DocumentId,
    /// Everybody may read it.
    pub is_published: bool,
    /// The industry.
    pub industry: String,
    /// The chapter; `None` while nobody has said.
    pub chapter: Option<HandbookChapter>,
    /// The problem that the industry has.
    pub problem: String,
    /// What was done about it.
    pub solution: String,
    /// From where it was distilled, where that is no case.
    pub source: String,
    /// The cases from which it was learnt.
    pub cases: Vec<DocumentId>,
}

impl Entry {
    /// The entry that a document is.
    #[must_use]
    pub fn of(id: DocumentId, is_published: bool, content: &Content) -> Self {
        let field = |key| content.field("handbook", key).trim().to_owned();
        Self {
            id,
            is_published,
            industry: field("industry"),
            chapter: HandbookChapter::of_code(&field("chapter")),
            problem: field("problem"),
            solution: field("solution"),
            source: field("source"),
            cases: content.marks(&Path::field("handbook", "cases")).iter().filter_map(|mark| mark.option.parse().ok()).collect(),
        }
    }

    /// From where it was learnt, in words.
    #[must_use]
    pub fn learnt_from(&self, locale: Locale) -> Option<String> {
        let cases = (!self.cases.is_empty()).then(|| key!("handbook.of_cases").fill(locale, &[("n", &self.cases.len().to_string())]));
        let source = Some(self.source.clone()).filter(|source| !source.is_empty());
        let known: Vec<String> = [cases, source].into_iter().flatten().collect();
        (!known.is_empty()).then(|| key!("handbook.learnt_from").fill(locale, &[("from", &known.join(key!("app.comma").text(locale)))]))
    }
}

/// The chapters in their order, those without entries too; entries of one industry stand together.
#[must_use]
pub fn chapters(entries: &[Entry]) -> Vec<(HandbookChapter, Vec<&Entry>)> {
    let of = |chapter: HandbookChapter| {
        let mut here: Vec<&Entry> = entries.iter().filter(|entry| entry.chapter == Some(chapter)).collect();
        here.sort_by(|one, other| (&one.industry, one.id).cmp(&(&other.industry, other.id)));
        (chapter, here)
    };
    HandbookChapter::ALL.iter().map(|chapter| of(*chapter)).collect()
}

/// What a chapter is called, with its number.
#[must_use]
pub fn title_of(chapter: HandbookChapter, locale: Locale) -> String {
    let at = HandbookChapter::ALL.iter().position(|one| *one == chapter).unwrap_or_default();
    let number = key!("sheet.numerals").text(locale).split(',').nth(at).unwrap_or_default();
    key!("handbook.chapter").fill(locale, &[("n", number), ("name", chapter.words().text(locale))])
}

/// The handbook of an industry, or of all where `industry` is empty, as a text: what is in it, then the chapters, each on pages of its own.
#[must_use]
pub fn docx(industry: &str, entries: &[Entry], today: NaiveDate, locale: Locale) -> Vec<u8> {
    let text = |key: Key| key.text(locale);
    let title = text(key!("handbook.title"));
    let scope = if industry.is_empty() { text(key!("handbook.all")) } else { industry };
    let made = key!("handbook.made").fill(locale, &[("industry", scope), ("day", &today.to_string()), ("n", &entries.len().to_string())]);
    let mut docx = Docx::new(title, locale, false, vec![format!("{title} · {made}")]);
    docx.cover(title, &made);
    let chapters = chapters(entries);
    for (chapter, here) in &chapters {
        let count = key!("handbook.entries").fill(locale, &[("n", &here.len().to_string())]);
        docx.paragraph(&format!("{} · {count}", title_of(*chapter, locale)));
    }
    // Chapters without entries are named on the first page alone.
    for (at, (chapter, here)) in chapters.iter().enumerate().filter(|(_, (_, here))| !here.is_empty()) {
        docx.next_page();
        docx.heading(1, &title_of(*chapter, locale));
        for (number, entry) in here.iter().enumerate() {
            let first = entry.problem.lines().next().unwrap_or_default();
            docx.heading(2, &format!("{}.{} {first}", at + 1, number + 1));
            let draft = (!entry.is_published).then(|| text(key!("handbook.draft")).to_owned());
            let under = [Some(entry.industry.clone()), draft, entry.learnt_from(locale)];
            docx.quiet(&under.into_iter().flatten().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · "));
            // What is no more than the heading has been said.
            if entry.problem.lines().nth(1).is_some() {
                docx.heading(3, text(key!("field.handbook.problem")));
                docx.paragraph(entry.problem.split_once('\n').map_or("", |(_, rest)| rest.trim_start()));
            }
            docx.heading(3, text(key!("field.handbook.solution")));
            docx.paragraph(&entry.solution);
        }
    }
    docx.finished()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{files::FileKind, importing::tables::zip};

    fn entry(id: u8, chapter: &str, problem: &str) -> Entry {
        let mut content = Content::default();
        for (key, text) in [("industry", "电线电缆"), ("chapter", chapter), ("problem", problem), ("solution", "更换拉丝模\n每班记录")]
        {
            content.put(Path::field("handbook", key), text);
        }
        content.put_mark(Path::field("handbook", "cases"), &DocumentId([id; 16]).to_string());
        Entry::of(DocumentId([id; 16]), id == 1, &content)
    }

    /// [R-7.4-2]
    #[test]
    fn the_handbook_is_saved_as_a_text_of_six_chapters() {
        let entries = [entry(2, "process", "拉丝温度不稳"), entry(1, "equipment", "拉丝模磨损 <0.1 mm>\n导体直径偏小，电阻偏大")];
        let day = NaiveDate::from_ymd_opt(2026, 11, 26).expect("a day");
        let file = docx("电线电缆", &entries, day, Locale::Chinese);
        assert_eq!(FileKind::of_bytes(&file), Some(FileKind::Docx));
        let part = zip::parts(&file).expect("an archive").into_iter().find(|part| part.name == "word/document.xml").expect("the text");
        let text = String::from_utf8(file[part.bytes].to_vec()).expect("words");
        let titles = HandbookChapter::ALL.iter().map(|chapter| title_of(*chapter, Locale::Chinese));
        let places: Vec<_> = titles.map(|title| text.rfind(&title).unwrap_or_else(|| panic!("{title}: {text}"))).collect();
        assert!(text.matches("Heading1").count() == 2 && places.len() == 6, "{places:?}");
        for words in ["1.1 拉丝模磨损 &lt;0.1 mm&gt;", "导体直径偏小，电阻偏大", "2.1 拉丝温度不稳", "每班记录", "未发布", "Heading1"]
        {
            assert!(text.contains(words), "{words}: {text}");
        }
    }
}
