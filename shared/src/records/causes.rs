//! The causes of a round as a fishbone shows them (7.2.3.2.1): what hangs on which bone, and what under what. The table of
//! causes and the picture are the same rows; nothing is stored for the picture.

use super::read::Content;
use crate::{
    forms::Path,
    vocab::{CauseStatus, Factor, RealisationStage},
};

/// A cause, as it hangs on the fishbone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// Its row.
    pub row: Path,
    /// The bone; `None` where no factor is said (Q16: outside production it is not asked).
    pub factor: Option<Factor>,
    /// The stage of product realisation, where it is said.
    pub process: Option<RealisationStage>,
    /// The row of the cause under which it hangs. Following it never leads in a circle.
    pub under: Option<Path>,
    /// What it says.
    pub text: String,
    /// How sure it is; `None` while nobody has said.
    pub status: Option<CauseStatus>,
}

/// How a cause is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Hollow: it may be one.
    Candidate,
    /// Solid: it is one.
    Confirmed,
    /// Struck: it is none.
    Excluded,
}

impl Standing {
    /// One word for style sheets.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Standing::Candidate => "candidate",
            Standing::Confirmed => "confirmed",
            Standing::Excluded => "excluded",
        }
    }
}

impl Cause {
    /// How it is drawn.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        match self.status {
            Some(CauseStatus::Confirmed) => Standing::Confirmed,
            Some(CauseStatus::Excluded) => Standing::Excluded,
            Some(CauseStatus::Open | CauseStatus::Possible) | None => Standing::Candidate,
        }
    }
}

/// The causes below the root of a section `causes`, in the order of their rows; those of the table in which earlier releases kept
/// the fishbone last.
#[must_use]
pub fn of(content: &Content, root: &Path) -> Vec<Cause> {
    ["list", "fishbone"].into_iter().flat_map(|table| of_table(content, &root.cell(table))).collect()
}

fn of_table(content: &Content, table: &Path) -> Vec<Cause> {
    let rows = content.live_rows(table).map(|row| table.row(&row.id));
    let cause = |row: Path| {
        let said = |key| content.text(&row.cell(key));
        Cause {
            factor: Factor::of_code(said("factor")),
            process: RealisationStage::of_code(said("process")),
            under: above(content, table, &row),
            text: said("text").trim().to_owned(),
            status: CauseStatus::of_code(said("status")),
            row,
        }
    };
    rows.map(cause).collect()
}

/// The row under which a row hangs. Two people without network can hang two rows under each other: then both hang on their bones.
fn above(content: &Content, table: &Path, row: &Path) -> Option<Path> {
    let named = |row: &Path| {
        let under = content.text(&row.cell("under"));
        content.live_rows(table).any(|other| other.id == under).then(|| table.row(under))
    };
    let first = named(row)?;
    let mut at = Some(first.clone());
    for _ in content.live_rows(table) {
        match at {
            Some(above) if above == *row => return None,
            Some(above) => at = named(&above),
            None => break,
        }
    }
    Some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEAR: &str = "00000000000000aa";
    const NO_RECORD: &str = "00000000000000bb";
    const OLD: &str = "00000000000000cc";

    fn root() -> Path {
        Path::section_root("causes")
    }

    fn told() -> Content {
        let mut content = Content::default();
        let (list, old) = (root().cell("list"), root().cell("fishbone"));
        for (table, row, says) in [
            (&list, WEAR, [("factor", "machine"), ("text", "拉丝模磨损"), ("status", "confirmed")]),
            (&list, NO_RECORD, [("under", WEAR), ("text", "没有更换记录"), ("status", "possible")]),
            (&old, OLD, [("factor", "man"), ("text", "新工未培训"), ("under", "")]),
        ] {
            content.put_row(table.clone(), row);
            for (key, text) in says {
                content.put(table.row(row).cell(key), text);
            }
        }
        content
    }

    /// [R-7.2.3.2.1-2] [R-7.2.3.2.1-3] [R-7.2.3.2.1-5]
    #[test]
    fn causes_hang_on_their_bones_and_under_each_other_as_sure_as_they_are() {
        let causes = of(&told(), &root());
        let seen: Vec<_> = causes.iter().map(|cause| (cause.text.as_str(), cause.factor, cause.standing())).collect();
        assert_eq!(
            seen,
            [
                ("拉丝模磨损", Some(Factor::Machine), Standing::Confirmed),
                ("没有更换记录", None, Standing::Candidate),
                ("新工未培训", Some(Factor::Man), Standing::Candidate),
            ]
        );
        assert_eq!(causes[1].under, Some(causes[0].row.clone()));
    }

    #[test]
    fn a_circle_is_cut_and_what_hung_under_a_removed_cause_hangs_on_its_bone() {
        let mut content = told();
        let list = root().cell("list");
        content.put(list.row(WEAR).cell("under"), NO_RECORD);
        assert!(of(&content, &root()).iter().all(|cause| cause.under.is_none()));
        content.put(list.row(WEAR).cell("under"), "00000000000000dd");
        let causes = of(&content, &root());
        assert_eq!((causes[0].under.clone(), causes[1].under.clone()), (None, Some(causes[0].row.clone())));
    }

    #[test]
    fn whoever_hangs_under_a_circle_without_being_in_it_stays_there() {
        let mut content = told();
        let list = root().cell("list");
        content.put(list.row(WEAR).cell("under"), NO_RECORD);
        content.put_row(list.clone(), OLD);
        content.put(list.row(OLD).cell("under"), WEAR);
        let under: Vec<_> = of(&content, &root()).into_iter().map(|cause| cause.under).collect();
        assert_eq!(under, [None, None, Some(list.row(WEAR)), None]);
    }
}
