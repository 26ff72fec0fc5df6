//! A block of Annex B: the questions of its factor as they were answered, what was found, and the causes that were.

use super::{
    Ink,
    said::{chosen, text, tick},
};
use crate::{
    forms::Path,
    key,
    records::causes::{self, Cause},
    vocab::{CheckAnswer, CheckQuestion, Factor, FactorConclusion},
    words::Key,
};

/// Its lines.
pub(super) fn lines(ink: &Ink<'_>, factor: Factor) -> Vec<String> {
    let questions = CheckQuestion::ALL.iter().filter(|question| question.factor() == factor).map(|question| asked(ink, *question));
    let block = ink.at.cell("factors").row(factor.code());
    questions.chain(found(ink, &block)).chain(of_factor(ink, factor)).collect()
}

fn asked(ink: &Ink<'_>, question: CheckQuestion) -> String {
    let row = ink.at.cell("checks").row(question.code());
    let chosen = chosen(ink, &row.cell("answer"));
    let boxes = CheckAnswer::ALL.iter().map(|answer| format!("{}{}", tick(&chosen, answer.code()), ink.spoken.t(answer.words())));
    let note = text(ink, &row.cell("note"));
    [ink.t(question.words()), boxes.collect::<Vec<_>>().join(" "), note].join("  ").trim_end().to_owned()
}

fn found(ink: &Ink<'_>, block: &Path) -> [String; 2] {
    let chosen = chosen(ink, &block.cell("conclusion"));
    let boxes = FactorConclusion::ALL.iter().map(|one| format!("{}{}", tick(&chosen, one.code()), ink.spoken.t(one.words())));
    let line = |label: Key, text: &str| key!("sheet.labelled").fill(ink.spoken.locale, &[("label", ink.spoken.t(label)), ("text", text)]);
    [
        line(key!("cell.causes.factors.findings"), &text(ink, &block.cell("findings"))),
        line(key!("cell.causes.factors.conclusion"), &boxes.collect::<Vec<_>>().join(" ")),
    ]
}

/// Causes of other stages than production have no factor: they are printed under 方法, with their stage (Q16).
fn of_factor(ink: &Ink<'_>, factor: Factor) -> Vec<String> {
    let root = Path::section_root(ink.at.section());
    let causes = causes::of(ink.spoken.content, &root);
    let is_here = |cause: &&Cause| cause.factor.unwrap_or(Factor::Method) == factor;
    causes.iter().filter(is_here).map(|cause| said(ink, cause)).collect()
}

fn said(ink: &Ink<'_>, cause: &Cause) -> String {
    let status = ink.spoken.t(cause.status.map_or(key!("sheet.no_status"), |status| status.words()));
    let process = cause.process.filter(|_| cause.factor.is_none()).map(|process| ink.spoken.t(process.words()));
    let locale = ink.spoken.locale;
    match process {
        Some(process) => key!("sheet.cause_of").fill(locale, &[("process", process), ("text", &cause.text), ("status", status)]),
        None => key!("sheet.cause").fill(locale, &[("text", &cause.text), ("status", status)]),
    }
}
