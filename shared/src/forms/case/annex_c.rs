//! Annex C 质量技术帮扶工作记录表 (7.2.4.1): one row per visit; the last of a round closes it.

use crate::forms::{
    Kind::{Choice, Day, Line, Prose, Rows},
    Section, fields,
};
use crate::{key, people::Role, vocab::Progress};

#[rustfmt::skip]
pub(super) static VISITS: Section = Section {
    key: "visits",
    title: key!("section.visits"),
    writers: &[Role::Expert],
    per_round: false,
    checks: &[],
    fields: fields! { "field.visits":
        "records" required: Rows(fields! { "cell.visits.records":
            "visited_on"         required: Day;
            "place"              required: Line;
            "contact"            required: Line;
            "experts"            required: Line;
            "causes_status"      required: Choice(&Progress::VOCABULARY);
            "causes_text"        optional: Prose;
            "disposal_status"    required: Choice(&Progress::VOCABULARY);
            "disposal_text"      optional: Prose;
            "measures_status"    required: Choice(&Progress::VOCABULARY);
            "measures_text"      optional: Prose;
            "management_status"  required: Choice(&Progress::VOCABULARY);
            "management_text"    optional: Prose;
            "content"            required: Prose;
            "advice"             required: Prose;
            "improvement"        required: Prose;
        });
    },
};
