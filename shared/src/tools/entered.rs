//! What people counted and measured in a case, as its tables hold it.

use super::series::Series;
use crate::{
    forms::{Path, answer},
    records::read::Content,
    vocab::Measurement,
};

/// A line of the check sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The layer, such as a shift or a machine; may be empty.
    pub layer: String,
    /// What was seen.
    pub what: String,
    /// How often.
    pub count: u64,
}

/// A row of measured values.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// Where it stands.
    pub row: Path,
    /// What was measured, with its unit.
    pub name: String,
    /// What the numbers are; `None` while nobody has said.
    pub kind: Option<Measurement>,
    /// The lower limit of the specification.
    pub lower: Option<f64>,
    /// The upper one.
    pub upper: Option<f64>,
    /// The numbers.
    pub series: Series,
}

/// Whether anybody has begun to count or to measure: a row is there, whatever stands in it.
#[must_use]
pub fn has_begun(content: &Content) -> bool {
    ["tally", "series"].into_iter().any(|table| content.live_rows(&Path::field("evidence", table)).next().is_some())
}

/// The check sheet: lines that say what was seen and how often, in whole numbers.
#[must_use]
pub fn counted(content: &Content) -> Vec<Counted> {
    let table = Path::field("evidence", "tally");
    let line = |row: Path| {
        let said = |key| content.text(&row.cell(key)).trim();
        let count = answer::number(said("count")).map(|thousandths| thousandths / 1000)?;
        Some(Counted { layer: said("layer").to_owned(), what: said("what").to_owned(), count }).filter(|line| !line.what.is_empty())
    };
    content.live_rows(&table).filter_map(|row| line(table.row(&row.id))).collect()
}

/// The measured values, row by row; rows without numbers are left out.
#[must_use]
pub fn measured(content: &Content) -> Vec<Measured> {
    let table = Path::field("evidence", "series");
    let of = |row: Path| {
        let said = |key| content.text(&row.cell(key)).trim();
        let limit = |key| Series::of(said(key)).values().first().copied();
        let name = [said("name"), said("unit")].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" / ");
        let (kind, lower, upper) = (Measurement::of_code(said("kind")), limit("lower"), limit("upper"));
        Measured { name, kind, lower, upper, series: Series::of(said("values")), row }
    };
    let rows = content.live_rows(&table).map(|row| of(table.row(&row.id)));
    rows.filter(|measured| !measured.series.groups.is_empty() || !measured.series.unread.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(content: &mut Content, table: &str, row: &str, says: &[(&str, &str)]) {
        let table = Path::field("evidence", table);
        content.put_row(table.clone(), row);
        for (key, text) in says {
            assert!(table.row(row).cell(key).form_field().is_some(), "{key}");
            content.put(table.row(row).cell(key), text);
        }
    }

    /// [R-7.2.1.5-3] The tools work on what stands in the case.
    #[test]
    fn what_was_entered_is_read_and_what_is_half_entered_waits() {
        let mut content = Content::default();
        assert!(!has_begun(&content));
        put(&mut content, "tally", "00000000000000aa", &[("what", "导体电阻"), ("layer", "早班"), ("count", "12")]);
        put(&mut content, "tally", "00000000000000bb", &[("what", "老化"), ("count", "")]);
        put(&mut content, "series", "00000000000000cc", &[("name", "电阻"), ("unit", "Ω/km"), ("upper", "12.1"), ("values", "12.0 12.2")]);
        put(&mut content, "series", "00000000000000dd", &[("name", "厚度"), ("values", "")]);
        assert!(has_begun(&content));
        assert_eq!(counted(&content), [Counted { layer: "早班".into(), what: "导体电阻".into(), count: 12 }]);
        let measured = measured(&content);
        assert_eq!(measured.len(), 1);
        assert_eq!((measured[0].name.as_str(), measured[0].upper, measured[0].lower), ("电阻 / Ω/km", Some(12.1), None));
        assert_eq!(measured[0].series.values(), [12.0, 12.2]);
    }
}
