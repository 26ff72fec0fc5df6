//! G-7, an entry of the expert register (7.2.1.3): what G04 asks of a member on the day of appointment.

use chrono::NaiveDate;

use crate::{
    forms::{
        Kind::{Choice, Day, Files, Line, Pick, Prose, Rows, Ticks},
        Path, Register, Rounds, Section,
        checks::{in_order, is},
        fields,
        handed_in::Problem,
    },
    key,
    people::Role,
    records::read::Content,
    vocab::{ExperienceKind, ProductClass, Qualification, TitleLevel},
};

pub(in crate::forms) static SECTIONS: &[&Section] = &[&EXPERT];

#[rustfmt::skip]
static EXPERT: Section = Section {
    key: "expert",
    title: key!("section.expert"),
    writers: &[Role::MunicipalBureau, Role::OrganisingUnit],
    rounds: Rounds::Once,
    checks: &[periods],
    fields: fields! { "field.expert":
        "person"          required: Pick(Register::Experts);
        "name"            required: Line;
        "employer"        required: Line;
        "title"           required: Choice(&TitleLevel::VOCABULARY);
        "qualifications"  optional: Rows(fields! { "cell.expert.qualifications":
            "kind"       required:      Choice(&Qualification::VOCABULARY);
            "number"     required:      Line;
            "valid_from" optional:      Day;
            "valid_to"   optional:      Day;
            "accepted"   when is_other: Line;
            "files"      optional:      Files;
        });
        "experience"      required: Ticks(&ExperienceKind::VOCABULARY);
        "experience_text" required: Prose;
        "fields"          required: Ticks(&ProductClass::VOCABULARY);
        "appointed_from"  required: Day;
        "appointed_to"    optional: Day;
    },
};

fn is_other(content: &Content, row: &Path) -> bool {
    is(content, row, "kind", Qualification::Other.code())
}

fn periods(content: &Content, root: &Path, _today: NaiveDate, problems: &mut Vec<Problem>) {
    in_order(content, &root.cell("appointed_from"), &root.cell("appointed_to"), problems);
    let rows = root.cell("qualifications");
    for row in content.live_rows(&rows).map(|row| rows.row(&row.id)) {
        in_order(content, &row.cell("valid_from"), &row.cell("valid_to"), problems);
    }
}
