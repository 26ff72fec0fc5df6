//! Annex E 满意度测评 (7.3 ¶1): the answer of one enterprise. What is known is filled in beforehand by the district bureau.

use chrono::NaiveDate;

use crate::{
    documents::DocumentKind,
    forms::{
        Kind::{Choice, Line, Pick, Prose, Ranked, Rows, Ticks},
        Path, Register, Rounds, Section,
        checks::{is, lacks},
        fields,
        handed_in::{Lack, Problem},
    },
    key,
    people::Role,
    records::read::Content,
    vocab::{Aspect, Effect, Satisfaction, SatisfiedWith, YesNo},
};

pub(in crate::forms) static SECTIONS: &[&Section] = &[&SURVEY];

#[rustfmt::skip]
static SURVEY: Section = Section {
    key: "survey",
    title: key!("section.survey"),
    writers: &[Role::Enterprise, Role::DistrictBureau],
    rounds: Rounds::Once,
    checks: &[length_of_others, nothing_alone],
    fields: fields! { "field.survey":
                         "campaign"          optional:                    Pick(Register::Documents(DocumentKind::Campaign));
        ["E.1.name"]     "name"              required:                    Line;
        ["E.1.addr"]     "address"           required:                    Line;
        ["E.2.products"] "products"          required:                    Rows(fields! { "cell.survey.products":
            "name" required: Line;
            "case" optional: Pick(Register::Documents(DocumentKind::Case));
        });
        ["E.3"]          "effect"            hard:                        Choice(&Effect::VOCABULARY);
        ["E.4"]          "aspects"           when is_felt:                Ranked(&Aspect::VOCABULARY);
                         "aspects_other"     when has_other_aspect:       Line;
        ["E.5"]          "satisfaction"      hard:                        Choice(&Satisfaction::VOCABULARY);
        ["E.6"]          "satisfied_with"    when names_something:        Ticks(&SatisfiedWith::VOCABULARY);
                         "nothing_satisfies" optional:                    Choice(&YesNo::VOCABULARY);
                         "satisfied_other"   when has_other_satisfaction: Line;
        ["E.7"]          "comments"          optional:                    Prose;
    },
};

/// The longest text of E.4 ⑪ and E.6 ⑦, in characters.
const MAX_OTHER: usize = 100;

/// E.4: at least one unless E.3 = ③.
fn is_felt(content: &Content, map: &Path) -> bool {
    !is(content, map, "effect", Effect::Little.code())
}

fn has_other_aspect(content: &Content, map: &Path) -> bool {
    content.has_mark(&map.cell("aspects"), Aspect::Other.code())
}

/// E.6: at least one, or an explicit 无 when E.5 = ④.
fn names_something(content: &Content, map: &Path) -> bool {
    !(says_none(content, map) && is_unsatisfied(content, map))
}

fn has_other_satisfaction(content: &Content, map: &Path) -> bool {
    content.has_mark(&map.cell("satisfied_with"), SatisfiedWith::Other.code())
}

fn says_none(content: &Content, map: &Path) -> bool {
    is(content, map, "nothing_satisfies", YesNo::Yes.code())
}

fn is_unsatisfied(content: &Content, map: &Path) -> bool {
    is(content, map, "satisfaction", Satisfaction::Unsatisfied.code())
}

fn length_of_others(content: &Content, root: &Path, _today: NaiveDate, problems: &mut Vec<Problem>) {
    for place in [root.cell("aspects_other"), root.cell("satisfied_other")] {
        if content.text(&place).trim().chars().count() > MAX_OTHER {
            lacks(problems, place, Lack::TooLong);
        }
    }
}

/// 无 goes neither with ticks nor with an answer other than 不满意.
fn nothing_alone(content: &Content, root: &Path, _today: NaiveDate, problems: &mut Vec<Problem>) {
    let has_ticks = !content.marks(&root.cell("satisfied_with")).is_empty();
    if says_none(content, root) && (has_ticks || !is_unsatisfied(content, root)) {
        lacks(problems, root.cell("nothing_satisfies"), Lack::NoneAmongOthers);
    }
}
