//! Finds what holds all of some words, and tells where it says so.

use std::collections::BTreeMap;

use crate::{
    documents::DocumentKind,
    forms::{self, Field, Kind, Path},
    ids::DocumentId,
    records::read::Content,
    stats::CaseFigures,
    vocab::{CauseCode, Factor, ProductClass, RealisationStage},
    words::{Key, Locale},
};

/// Something in the library.
#[derive(Clone, Copy, Debug)]
pub struct Volume<'a> {
    /// The document.
    pub id: DocumentId,
    /// What it is.
    pub kind: DocumentKind,
    /// What lists call it.
    pub title: &'a str,
    /// What it says; `None` until it was read.
    pub content: Option<&'a Content>,
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words, with blanks between; all of them.
    pub words: String,
    /// Only these kinds of documents.
    pub kind: Option<DocumentKind>,
    /// Only of this product class.
    pub product_class: Option<ProductClass>,
    /// Only about causes of this stage of product realisation.
    pub stage: Option<RealisationStage>,
    /// Only about this cause.
    pub cause: Option<CauseCode>,
    /// Only about causes of this factor (人、机、料、法、环、测).
    pub factor: Option<Factor>,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The document.
    pub id: DocumentId,
    /// What it is.
    pub kind: DocumentKind,
    /// The label of the field that says so; none where its name does, or nothing was asked.
    pub field: Option<Key>,
    /// Some words of it, the found ones among them: what stands before, what was found, what stands behind.
    pub passage: [String; 3],
    /// It is found by its name.
    is_named: bool,
    /// So often the words stand in it.
    times: usize,
}

/// So many letters are shown around what was found.
const AROUND: usize = 48;

/// Everything that fits, what is called so first, then what speaks of it most often.
#[must_use]
pub fn search(volumes: &[Volume<'_>], query: &Query, cases: &BTreeMap<DocumentId, &CaseFigures>, locale: Locale) -> Vec<Hit> {
    let words: Vec<String> = query.words.split_whitespace().map(str::to_lowercase).collect();
    let fits = |volume: &&Volume<'_>| {
        query.kind.is_none_or(|kind| kind == volume.kind)
            && query.product_class.is_none_or(|class| volume.content.is_some_and(|content| class_of(volume, content) == class.code()))
            && (query.stage.is_none() && query.cause.is_none() && query.factor.is_none() || speaks_of(volume, query, cases, locale))
    };
    let mut hits: Vec<Hit> = volumes.iter().filter(fits).filter_map(|volume| hit(volume, &words, locale)).collect();
    hits.sort_by_key(|hit| (!hit.is_named, std::cmp::Reverse(hit.times), hit.id));
    hits
}

fn class_of<'a>(volume: &Volume<'_>, content: &'a Content) -> &'a str {
    forms::of(volume.kind).iter().map(|section| content.field(section.key, "product_class")).find(|code| !code.is_empty()).unwrap_or("")
}

/// The causes of the cases from which it was learnt, as far as they are here; else its own words.
fn speaks_of(volume: &Volume<'_>, query: &Query, cases: &BTreeMap<DocumentId, &CaseFigures>, locale: Locale) -> bool {
    let Some(content) = volume.content else { return false };
    let is_asked = |code: CauseCode| {
        query.cause.is_none_or(|cause| cause == code)
            && query.stage.is_none_or(|stage| code.stage() == stage)
            && query.factor.is_none_or(|factor| code.factor() == Some(factor))
    };
    let named = forms::of(volume.kind).iter().flat_map(|section| content.marks(&Path::field(section.key, "cases")));
    let learnt = named.filter_map(|mark| cases.get(&mark.option.parse().ok()?)).flat_map(|case| &case.causes);
    if learnt.filter_map(|cause| CauseCode::of_code(&cause.code)).any(is_asked) {
        return true;
    }
    let mut says = query
        .stage
        .filter(|_| query.cause.is_none() && query.factor.is_none())
        .map(|stage| stage.words())
        .into_iter()
        .chain(CauseCode::ALL.iter().copied().filter(|code| is_asked(*code)).map(CauseCode::words));
    let texts = texts(volume, content, locale);
    says.any(|key| texts.iter().any(|(_, text)| text.to_lowercase().contains(&key.text(locale).to_lowercase())))
}

fn hit(volume: &Volume<'_>, words: &[String], locale: Locale) -> Option<Hit> {
    let title = volume.title.to_lowercase();
    let texts = volume.content.map(|content| texts(volume, content, locale)).unwrap_or_default();
    let lower: Vec<String> = texts.iter().map(|(_, text)| text.to_lowercase()).collect();
    let has = |word: &String| title.contains(word.as_str()) || lower.iter().any(|text| text.contains(word.as_str()));
    if !words.iter().all(has) {
        return None;
    }
    let count = |text: &String| words.iter().map(|word| text.matches(word.as_str()).count()).sum::<usize>();
    let best = (0..lower.len()).max_by_key(|at| (count(&lower[*at]), std::cmp::Reverse(*at)));
    let best = best.filter(|at| words.is_empty() || count(&lower[*at]) > 0);
    let word = words.iter().find(|word| best.is_some_and(|at| lower[at].contains(word.as_str())));
    Some(Hit {
        id: volume.id,
        kind: volume.kind,
        field: best.filter(|_| word.is_some()).map(|at| texts[at].0),
        passage: best.map(|at| passage(&texts[at].1, word.map_or("", String::as_str))).unwrap_or_default(),
        is_named: !words.is_empty() && words.iter().all(|word| title.contains(word.as_str())),
        times: lower.iter().map(count).sum(),
    })
}

/// Some of a text, around the first place where it says a word.
fn passage(text: &str, word: &str) -> [String; 3] {
    let letters: Vec<char> = text.chars().collect();
    let low = |letter: &char| letter.to_lowercase().next().unwrap_or(*letter);
    let lower: Vec<char> = letters.iter().map(low).collect();
    let wanted: Vec<char> = word.chars().collect();
    let at = if wanted.is_empty() { None } else { lower.windows(wanted.len()).position(|window| window == wanted) };
    let (from, to) = at.map_or((0, 0), |at| (at, at + wanted.len()));
    let (begin, end) = (from.saturating_sub(AROUND), (to + AROUND * 2).min(letters.len()));
    let part = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
    let before = if begin > 0 { format!("…{}", part(begin, from)) } else { part(begin, from) };
    let behind = if end < letters.len() { format!("{}…", part(to, end)) } else { part(to, end) };
    [before, part(from, to), behind]
}

/// Every text of a document in the order of its form, choices in words.
pub(super) fn texts(volume: &Volume<'_>, content: &Content, locale: Locale) -> Vec<(Key, String)> {
    let mut texts = Vec::new();
    for section in forms::of(volume.kind) {
        collect(section.fields, &Path::section_root(section.key), content, locale, &mut texts);
    }
    texts
}

fn collect(fields: &'static [Field], at: &Path, content: &Content, locale: Locale, texts: &mut Vec<(Key, String)>) {
    for field in fields {
        let path = at.cell(field.key);
        let text = match field.kind {
            Kind::Line | Kind::Prose | Kind::ProseWithin(_) | Kind::Day | Kind::Number => content.text(&path).to_owned(),
            Kind::Choice(vocabulary) => vocabulary.words(content.text(&path)).map_or("", |key| key.text(locale)).to_owned(),
            Kind::Ticks(vocabulary) | Kind::Ranked(vocabulary) => {
                let words = content.marks(&path).iter().filter_map(|mark| vocabulary.words(&mark.option)).map(|key| key.text(locale));
                words.collect::<Vec<_>>().join(" ")
            }
            Kind::Rows(cells) => {
                for row in content.live_rows(&path) {
                    collect(cells, &path.row(&row.id), content, locale, texts);
                }
                continue;
            }
            Kind::Pick(_) | Kind::Picks(_) | Kind::Files | Kind::Each(..) | Kind::Shown(_) => continue,
        };
        if !text.trim().is_empty() {
            texts.push((field.label, text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story(problem: &str, class: &str) -> Content {
        let mut content = Content::default();
        content.put(Path::field("story", "enterprise"), "某线缆企业");
        content.put(Path::field("story", "diagnosis"), problem);
        content.put(Path::field("story", "product_class"), class);
        content
    }

    fn volume<'a>(id: u8, title: &'a str, content: &'a Content) -> Volume<'a> {
        Volume { id: DocumentId([id; 16]), kind: DocumentKind::Story, title, content: Some(content) }
    }

    fn found(volumes: &[Volume<'_>], query: &Query) -> Vec<u8> {
        search(volumes, query, &BTreeMap::new(), Locale::Chinese).iter().map(|hit| hit.id.0[0]).collect()
    }

    /// [R-7.4-1]
    #[test]
    fn what_holds_all_words_is_found_where_it_says_so() {
        let long = format!("{}拉丝工序温度不稳，导体电阻偏大，复测Rv值。{}", "前文。".repeat(60), "后文。".repeat(60));
        let (one, two) = (story(&long, "electrical"), story("供应商选择不当，来料导体直径偏小", "electrical"));
        let three = story("甲醛超标", "children");
        let volumes = [volume(1, "导体电阻整改", &one), volume(2, "线缆来料", &two), volume(3, "书包", &three)];
        let words = |words: &str| Query { words: words.into(), ..Query::default() };
        assert_eq!(found(&volumes, &words("")), [1, 2, 3]);
        assert_eq!(found(&volumes, &words("导体")), [1, 2], "what is called so comes first");
        assert_eq!(found(&volumes, &words("导体 RV值")), [1]);
        assert_eq!(found(&volumes, &words("石棉")), [0_u8; 0]);
        let hit = &search(&volumes, &words("导体电阻"), &BTreeMap::new(), Locale::Chinese)[0];
        assert_eq!(hit.passage[1], "导体电阻");
        assert!(hit.passage[0].starts_with('…') && hit.passage[2].ends_with('…') && hit.passage[2].chars().count() < 120, "{hit:?}");

        let class = Query { product_class: Some(ProductClass::Children), ..Query::default() };
        assert_eq!(found(&volumes, &class), [3]);
        let cause = Query { cause: Some(CauseCode::B1), ..Query::default() };
        assert_eq!(found(&volumes, &cause), [2], "by its own words where its cases are not here");
        let stage = Query { stage: Some(RealisationStage::Supply), ..Query::default() };
        assert_eq!(found(&volumes, &stage), [2]);
        let material = Query { factor: Some(Factor::Material), ..Query::default() };
        assert_eq!(found(&volumes, &material), [0_u8; 0], "nobody speaks of it");
        let four = story("物料因素：来料铜杆杂质偏高", "electrical");
        assert_eq!(found(&[volume(4, "铜杆", &four)], &material), [4]);
        let both = Query { stage: Some(RealisationStage::Design), ..material };
        assert_eq!(found(&[volume(4, "铜杆", &four)], &both), [0_u8; 0], "no cause of design is one of material");
        let kind = Query { kind: Some(DocumentKind::Basis), ..Query::default() };
        assert_eq!(found(&volumes, &kind), [0_u8; 0]);
    }
}
