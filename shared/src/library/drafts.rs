//! Drafts of handbook entries (4.4, 7.2.4.2, 7.4 ¶2): what closed cases and the practices of reports have to teach, put in order, so that
//! whoever writes the handbook begins with what was found. No name of an enterprise stands in them; a person reads and publishes.

use super::handbook::Entry;
use crate::{
    forms::{
        self, Path,
        answer::{self, Answer},
    },
    ids::DocumentId,
    key,
    records::{edit::Edit, read::Content},
    stats::{CaseFigures, Filter, knowledge},
    vocab::{CauseCode, CauseStatus, HandbookChapter, ProductClass, YesNo},
    words::Locale,
};

/// An entry that nobody has written yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The industry, by the product class.
    pub industry: String,
    /// The chapter that the cause suggests; of a practice a person says it.
    pub chapter: Option<HandbookChapter>,
    /// The problem.
    pub problem: String,
    /// What was done about it.
    pub solution: String,
    /// From where it is, where that is no case.
    pub source: String,
    /// The cases from which it was learnt.
    pub cases: Vec<DocumentId>,
}

/// What a document says, where it was read.
pub type Reading<'a> = &'a dyn Fn(DocumentId) -> Option<Content>;

/// Of the cases that passed and were closed, a draft for each cause of each product class that was remedied, as far as they were read; without
/// those of whose cases the handbook speaks already.
#[must_use]
pub fn of_cases(cases: &[CaseFigures], read: Reading<'_>, told: &[Entry], locale: Locale) -> Vec<Draft> {
    let entries = knowledge::entries(cases, &Filter::of_all_time());
    let draft = |entry: knowledge::KnowledgeEntry| {
        let cause = CauseCode::of_code(&entry.cause)?;
        let chapter = cause.chapter();
        let is_told = |id: &DocumentId| told.iter().any(|entry| entry.chapter == Some(chapter) && entry.cases.contains(id));
        let cases: Vec<DocumentId> = entry.remedied.of.iter().copied().filter(|id| !is_told(id)).collect();
        let told: Vec<Content> = cases.iter().filter_map(|id| read(*id)).collect();
        if told.is_empty() {
            return None;
        }
        let class = ProductClass::of_code(&entry.product_class).map_or("", |class| class.words().text(locale));
        let title = key!("handbook.draft_title").fill(locale, &[("class", class), ("cause", cause.words().text(locale))]);
        let problems = distinct(told.iter().flat_map(|content| problems(content, cause, locale)));
        let solutions = distinct(told.iter().flat_map(solutions));
        Some(Draft {
            industry: class.to_owned(),
            chapter: Some(chapter),
            problem: std::iter::once(title).chain(problems).collect::<Vec<_>>().join("\n"),
            solution: solutions.join("\n"),
            source: String::new(),
            cases,
        })
    };
    entries.into_iter().filter_map(draft).filter(|draft| !draft.solution.is_empty()).collect()
}

/// The practices of a report (7.2.4.2) of which the handbook does not speak yet.
#[must_use]
pub fn of_report(title: &str, content: &Content, told: &[Entry]) -> Vec<Draft> {
    let table = Path::field("report", "practices");
    let cell = |row: &Path, key| content.text(&row.cell(key)).trim().to_owned();
    let draft = |row: Path| {
        let (problem, solution) = (cell(&row, "title"), cell(&row, "text"));
        let source = [title, problem.as_str()].join(" · ");
        Draft { industry: String::new(), chapter: None, problem, solution, source, cases: Vec::new() }
    };
    let drafts = content.live_rows(&table).map(|row| draft(table.row(&row.id)));
    drafts.filter(|draft| !draft.solution.is_empty() && !told.iter().any(|entry| entry.source == draft.source)).collect()
}

impl Draft {
    /// What is written into the entry that it becomes.
    #[must_use]
    pub fn edits(&self) -> Vec<Edit> {
        let write = |key: &str, text: &str| Edit::Write { path: Path::field("handbook", key), text: text.to_owned() };
        let chapter = self.chapter.map_or("", HandbookChapter::code);
        let texts = [
            ("industry", self.industry.as_str()),
            ("chapter", chapter),
            ("problem", &self.problem),
            ("solution", &self.solution),
            ("source", &self.source),
        ];
        let cases = Path::field("handbook", "cases");
        let marks = self.cases.iter().map(|id| Edit::Write { path: cases.cell(&id.to_string()), text: forms::YES.to_owned() });
        texts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(key, text)| write(key, text)).chain(marks).collect()
    }
}

/// What was found: the confirmed causes of this code, in their own words.
fn problems(content: &Content, code: CauseCode, locale: Locale) -> Vec<String> {
    let says = |row: &Path, key: &str| content.text(&row.cell(key)).to_owned();
    let product = content.field("intake", "product").trim();
    let rows = in_rounds(content, "causes", "list");
    let ours = rows.into_iter().filter(|row| says(row, "status") == CauseStatus::Confirmed.code() && says(row, "code") == code.code());
    let said = |text: &str| match product {
        "" => text.to_owned(),
        product => key!("sheet.labelled").fill(locale, &[("label", product), ("text", text)]),
    };
    ours.map(|row| item(&said(says(&row, "text").trim()))).collect()
}

/// What was done: the enterprise's actions that are done, and the advice and the achievement of the closing records.
fn solutions(content: &Content) -> Vec<String> {
    let says = |row: &Path, key: &str| content.text(&row.cell(key)).trim().to_owned();
    let actions = in_rounds(content, "rectification", "actions").into_iter().filter(|row| !says(row, "done_on").is_empty());
    let records = in_rounds(content, "visits", "records").into_iter().filter(|row| says(row, "closing") == YesNo::Yes.code());
    let of_record = |row: Path| {
        let items = row.cell("advice_items");
        let advice: Vec<String> = content.live_rows(&items).map(|one| says(&items.row(&one.id), "text")).collect();
        advice.into_iter().chain([says(&row, "improvement")])
    };
    let all = actions.map(|row| says(&row, "what")).chain(records.flat_map(of_record));
    let is_given = |text: &String| matches!(Answer::of(text), Answer::Given(_)) && !answer::says(text, answer::NOTHING_YET);
    all.filter(is_given).map(|text| item(&text)).collect()
}

/// The rows of a table of all rounds.
fn in_rounds(content: &Content, section: &str, table: &str) -> Vec<Path> {
    let Some(section) = forms::section(section) else { return Vec::new() };
    let tables = (1..=content.rounds()).map(|round| Path::field(&forms::of_round(section, round), table));
    tables.flat_map(|table| content.live_rows(&table).map(|row| table.row(&row.id)).collect::<Vec<_>>()).collect()
}

fn item(text: &str) -> String {
    format!("· {text}")
}

/// Each once, in the order in which they came.
fn distinct(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut distinct = Vec::new();
    for text in texts {
        if !distinct.contains(&text) {
            distinct.push(text);
        }
    }
    distinct
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        records::figures::of_case,
        workflow::{
            Act,
            tests::{CASE, Walk, Who, args},
        },
    };

    /// A case of the walk, closed after its closing record.
    fn closed() -> Walk {
        let mut walk = Walk::recorded();
        let record = "visits.records.00000000000000aa";
        walk.put("causes.list.00000000000000aa.code", "c2").put("causes.list.00000000000000aa.text", "拉丝模磨损未更换");
        walk.put("causes.list.00000000000000aa.status", "confirmed").put(&format!("{record}.measures_status"), "done");
        walk.put(&format!("{record}.improvement"), "导体电阻全部合格").put("intake.product_class", "electrical");
        walk.put(&format!("{record}.advice_items.00000000000000aa.text"), "每班测量拉丝模孔径");
        walk.put("intake.enterprise", "厦门某线缆有限公司").put("intake.product", "电线电缆");
        walk.pass();
        walk
    }

    /// [R-7.4-2] [R-4.4-1] [R-7.2.4.2-3]
    #[test]
    fn closed_cases_draft_entries_of_the_chapter_of_their_cause_without_an_enterprises_name() {
        let mut walk = closed();
        let mut figures = of_case(CASE, &walk.content, &walk.state).expect("a case");
        figures.closed_on = Some(walk.today);
        let cases = [figures];
        let read = |_| Some(walk.content.clone());
        let drafts = of_cases(&cases, &read, &[], Locale::Chinese);
        let [draft] = drafts.as_slice() else { panic!("one cause, one class: {drafts:?}") };
        assert_eq!((draft.chapter, draft.cases.as_slice()), (Some(HandbookChapter::Equipment), [CASE].as_slice()));
        assert!(draft.problem.contains("电线电缆：拉丝模磨损未更换"), "{draft:?}");
        assert!(draft.solution.contains("每班测量拉丝模孔径") && draft.solution.contains("导体电阻全部合格"), "{draft:?}");
        assert!(!format!("{draft:?}").contains("有限公司"));
        let (mut content, named) = (Content::default(), Path::field("handbook", "cases"));
        for edit in draft.edits() {
            match edit {
                Edit::Write { path, .. } if path.is_in(&named) => content.put_mark(named.clone(), path.last()),
                Edit::Write { path, text } => content.put(path, &text),
                other => panic!("{other:?}"),
            }
        }
        let told = [Entry::of(CASE, false, &content)];
        assert_eq!((told[0].chapter, told[0].cases.as_slice()), (Some(HandbookChapter::Equipment), [CASE].as_slice()));
        assert!(of_cases(&cases, &read, &told, Locale::Chinese).is_empty(), "the handbook speaks of it already");
        walk.put("intake.product", "");
        assert!(of_cases(&cases, &|_| None, &[], Locale::Chinese).is_empty(), "what was not read drafts nothing");
    }

    /// [R-7.2.4.2-3]
    #[test]
    fn a_reports_practices_draft_entries_once() {
        let mut walk = Walk::new(crate::documents::DocumentKind::Report);
        walk.does(Who::City, Act::Open, &args(&[("name", "2026年总结")]));
        walk.fill("report");
        walk.put("report.practices.00000000000000aa.title", "首件检验三方确认")
            .put("report.practices.00000000000000aa.text", "质检、工艺、班组同时签字");
        let drafts = of_report("2026年总结", &walk.content, &[]);
        let [draft] = drafts.as_slice() else { panic!("{drafts:?}") };
        assert_eq!((draft.problem.as_str(), draft.chapter), ("首件检验三方确认", None));
        let mut content = Content::default();
        content.put(Path::field("handbook", "source"), &draft.source);
        let told = [Entry::of(CASE, true, &content)];
        assert!(of_report("2026年总结", &walk.content, &told).is_empty());
    }
}
