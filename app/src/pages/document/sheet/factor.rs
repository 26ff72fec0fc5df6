//! A block of Annex B: the questions of its factor as they were answered, what was found, and the causes that were.

use shared::{
    key,
    records::causes::{self, Cause},
    vocab::{CheckAnswer, CheckQuestion, Factor, FactorConclusion},
};

use super::{
    Ink,
    said::{chosen, text, tick},
};

/// Its lines.
pub(super) fn lines(ink: &Ink, factor: Factor) -> Vec<String> {
    let questions = CheckQuestion::ALL.iter().filter(|question| question.factor() == factor).map(|question| asked(ink, *question));
    let block = ink.at.cell("factors").row(factor.code());
    questions.chain(found(ink, &block)).chain(of_factor(ink, factor)).collect()
}

fn asked(ink: &Ink, question: CheckQuestion) -> String {
    let words = ink.document.words;
    let row = ink.at.cell("checks").row(question.code());
    let chosen = chosen(ink, &row.cell("answer"));
    let boxes = CheckAnswer::ALL.iter().map(|answer| format!("{}{}", tick(&chosen, answer.code()), words.t(answer.words())));
    let note = text(ink, &row.cell("note"));
    [words.t(question.words()).to_owned(), boxes.collect::<Vec<_>>().join(" "), note].join("  ").trim_end().to_owned()
}

fn found(ink: &Ink, block: &shared::forms::Path) -> [String; 2] {
    let words = ink.document.words;
    let chosen = chosen(ink, &block.cell("conclusion"));
    let boxes = FactorConclusion::ALL.iter().map(|one| format!("{}{}", tick(&chosen, one.code()), words.t(one.words())));
    let line = |label, text: &str| words.fill(key!("sheet.labelled"), &[("label", words.t(label)), ("text", text)]);
    [
        line(key!("cell.causes.factors.findings"), &text(ink, &block.cell("findings"))),
        line(key!("cell.causes.factors.conclusion"), &boxes.collect::<Vec<_>>().join(" ")),
    ]
}

/// Causes of other stages than production have no factor: they are printed under 方法, with their stage (Q16).
fn of_factor(ink: &Ink, factor: Factor) -> Vec<String> {
    let root = shared::forms::Path::section_root(ink.at.section());
    let causes = ink.document.read(|view| causes::of(&view.content, &root)).unwrap_or_default();
    let is_here = |cause: &&Cause| cause.factor.unwrap_or(Factor::Method) == factor;
    causes.iter().filter(is_here).map(|cause| said(ink, cause)).collect()
}

fn said(ink: &Ink, cause: &Cause) -> String {
    let words = ink.document.words;
    let status = words.t(cause.status.map_or(key!("sheet.no_status"), |status| status.words()));
    let process = cause.process.filter(|_| cause.factor.is_none()).map(|process| words.t(process.words()));
    match process {
        Some(process) => words.fill(key!("sheet.cause_of"), &[("process", process), ("text", &cause.text), ("status", status)]),
        None => words.fill(key!("sheet.cause"), &[("text", &cause.text), ("status", status)]),
    }
}
