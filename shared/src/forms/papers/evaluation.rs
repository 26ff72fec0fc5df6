//! G-12, the evaluation of effect (7.3 ¶2): organised by the municipal bureau, carried out by a district bureau; one per
//! district and period.

use chrono::NaiveDate;

use crate::{
    documents::DocumentKind,
    forms::{
        Kind::{Choice, Day, Each, Files, Line, Number, Pick, Prose, Rows},
        Path, Register, Rounds, Section, answer,
        checks::{in_order, is_given, lacks, not_in_future},
        fields,
        handed_in::{Lack, Problem},
    },
    key,
    people::{District, Role},
    records::read::Content,
    vocab::{BeforeAfter, Dimension, EvaluationMethod},
};

pub(in crate::forms) static SECTIONS: &[&Section] = &[&EVALUATION];

#[rustfmt::skip]
static EVALUATION: Section = Section {
    key: "evaluation",
    title: key!("section.evaluation"),
    writers: &[Role::DistrictBureau, Role::MunicipalBureau],
    rounds: Rounds::Once,
    checks: &[days, methods, rates],
    fields: fields! { "field.evaluation":
        "campaign"        required: Pick(Register::Documents(DocumentKind::Campaign));
        "district"        required: Choice(&District::VOCABULARY);
        "period_from"     required: Day;
        "period_to"       required: Day;
        "dimensions"      required: Each(&Dimension::VOCABULARY, fields! { "cell.evaluation.dimensions":
            "finding"  required: Prose;
            "evidence" optional: Prose;
            "score"    optional: Number;
        });
        "more_dimensions" optional: Rows(fields! { "cell.evaluation.more_dimensions":
            "name"     required: Line;
            "finding"  required: Prose;
            "evidence" optional: Prose;
            "score"    optional: Number;
        });
        "methods"         required: Each(&EvaluationMethod::VOCABULARY, fields! { "cell.evaluation.methods":
            "date"         optional: Day;
            "participants" optional: Line;
            "reason"       optional: Line;
            "files"        optional: Files;
        });
        "pass_rates"      optional: Rows(fields! { "cell.evaluation.pass_rates":
            "product_class" required: Line;
            "batches"       required: Number;
            "failed"        required: Number;
            "when"          required: Choice(&BeforeAfter::VOCABULARY);
        });
        "conclusion"      required: Prose;
    },
};

/// The fewest methods that make an evaluation (R-7.3-6).
const MIN_METHODS: usize = 2;

/// R-7.3-6: a method was used, which its day says, or a reason stands there; fewer than two methods are none combined.
fn methods(content: &Content, root: &Path, _today: NaiveDate, problems: &mut Vec<Problem>) {
    let methods = root.cell("methods");
    let mut used = 0;
    for method in EvaluationMethod::ALL {
        let row = methods.row(method.code());
        if is_given(content, &row.cell("date")) {
            used += 1;
        } else if !is_given(content, &row.cell("reason")) {
            lacks(problems, row.cell("reason"), Lack::NeedsReason);
        }
    }
    if used < MIN_METHODS {
        lacks(problems, methods, Lack::TooFew);
    }
}

/// No more batches fail than were inspected.
fn rates(content: &Content, root: &Path, _today: NaiveDate, problems: &mut Vec<Problem>) {
    let rates = root.cell("pass_rates");
    for row in content.live_rows(&rates).map(|row| rates.row(&row.id)) {
        let number = |key| answer::number(content.text(&row.cell(key)));
        if number("failed").zip(number("batches")).is_some_and(|(failed, batches)| failed > batches) {
            lacks(problems, row.cell("failed"), Lack::Unreadable);
        }
    }
}

fn days(content: &Content, root: &Path, today: NaiveDate, problems: &mut Vec<Problem>) {
    in_order(content, &root.cell("period_from"), &root.cell("period_to"), problems);
    for method in EvaluationMethod::ALL {
        not_in_future(content, &root.cell("methods").row(method.code()).cell("date"), today, problems);
    }
}
