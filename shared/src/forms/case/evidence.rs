//! What shows that things got better: improvement data and media (7.2.3.3.3), what was counted and measured for the quality tools
//! (7.2.1.5 c), the figures that Annex D sums up, and who took part (5.5).

use chrono::NaiveDate;

use crate::{
    forms::{
        Kind::{Choice, Day, Files, Line, Number, Pick, Prose, Rows},
        Path, Register, Rounds, Section,
        checks::{days_not_in_future, is_given},
        fields,
        handed_in::Problem,
    },
    key,
    people::Role,
    records::read::Content,
    vocab::{BeforeAfter, EvidenceKind, Material, Measurement},
};

#[rustfmt::skip]
pub(super) static EVIDENCE: Section = Section {
    key: "evidence",
    title: key!("section.evidence"),
    writers: &[Role::Expert, Role::Enterprise],
    rounds: Rounds::Once,
    checks: &[days],
    fields: fields! { "field.evidence":
        "rows" optional: Rows(fields! { "cell.evidence.rows":
                        "kind"     required: Choice(&EvidenceKind::VOCABULARY);
                        "caption"  required: Line;
                        "when"     optional: Choice(&BeforeAfter::VOCABULARY);
                        "taken_on" optional: Day;
                        "place"    optional: Line;
            ["C.media"] "files"    required: Files;
                        "material" optional: Choice(&Material::VOCABULARY);
                        "cause"    optional: Pick(Register::Rows("causes.list"));
                        "action"   optional: Pick(Register::Rows("rectification.actions"));
        });
        "tally" optional: Rows(fields! { "cell.evidence.tally":
            "what"  required: Line;
            "layer" optional: Line;
            "count" required: Number;
        });
        "series" optional: Rows(fields! { "cell.evidence.series":
            "name"   required: Line;
            "unit"   optional: Line;
            "kind"   required: Choice(&Measurement::VOCABULARY);
            "lower"  optional: Line;
            "upper"  optional: Line;
            "values" required: Prose;
        });
    },
};

#[rustfmt::skip]
pub(super) static BENEFIT: Section = Section {
    key: "benefit",
    title: key!("section.benefit"),
    writers: &[Role::Enterprise],
    rounds: Rounds::Once,
    checks: &[],
    fields: fields! { "field.benefit":
        "benefit"  optional:        Number;
        "saved"    optional:        Number;
        "loss_cut" optional:        Number;
        "evidence" when has_figure: Prose;
        "files"    optional:        Files;
    },
};

#[rustfmt::skip]
pub(super) static PARTICIPATION: Section = Section {
    key: "participation",
    title: key!("section.participation"),
    writers: &[Role::Enterprise, Role::Expert],
    rounds: Rounds::Once,
    checks: &[participation_days],
    fields: fields! { "field.participation":
        "rows" optional: Rows(fields! { "cell.participation.rows":
            "activity" required: Line;
            "date"     required: Day;
            "persons"  required: Line;
        });
    },
};

fn has_figure(content: &Content, map: &Path) -> bool {
    ["benefit", "saved", "loss_cut"].into_iter().any(|key| is_given(content, &map.cell(key)))
}

fn days(content: &Content, root: &Path, today: NaiveDate, problems: &mut Vec<Problem>) {
    days_not_in_future(content, &root.cell("rows"), "taken_on", today, problems);
}

fn participation_days(content: &Content, root: &Path, today: NaiveDate, problems: &mut Vec<Problem>) {
    days_not_in_future(content, &root.cell("rows"), "date", today, problems);
}
