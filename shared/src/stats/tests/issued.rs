//! Corrections, and what an issued report keeps.

use super::*;
use crate::stats::{
    counters::count as counted,
    issued::{Corrected, Given, Issued, difference, snapshot},
};
use crate::{
    codec::{decode, encode},
    vocab::Figure,
    workflow::Code,
};

/// [G20] [R-7.2.4.2-2] A figure by hand needs a reason, and the calculated one stays.
#[test]
fn a_correction_needs_a_reason_and_keeps_what_was_calculated() {
    let calculated = Corrected::calculated_as(count(&[1, 2]));
    assert_eq!((calculated.value(), calculated.given()), (2, None));
    for no_reason in ["", "  ", "\n\u{3000}"] {
        assert_eq!(calculated.clone().correct(3, no_reason), Err(Code::NeedsReason), "{no_reason:?}");
    }
    let corrected = calculated.clone().correct(3, "one came on paper").expect("a reason was given");
    assert_eq!(corrected.value(), 3);
    assert_eq!(corrected.given().map(Given::reason), Some("one came on paper"));
    assert_eq!(*corrected.calculated(), count(&[1, 2]));
    assert_eq!(corrected.uncorrected(), calculated);
}

/// [G20] Nor does a correction without reason come in from a file or the wire.
#[test]
fn a_correction_without_reason_cannot_be_read() {
    assert_eq!(decode::<Given>(&encode(&(3_u64, "why"))), Given::try_from((3, "why".to_owned())).ok());
    assert_eq!(decode::<Given>(&encode(&(3_u64, " "))), None);
}

/// [R-0-10] [G20] An issued report keeps its figures; what changed since is named with its cases.
#[test]
fn an_issued_report_keeps_its_figures_and_the_next_shows_the_change() {
    let before = [CaseFigures { benefit: Some(10), ..case(1) }, case(2)];
    let given = Given::try_from((7, "counted by hand".to_owned())).expect("a reason was given");
    let issued = snapshot(&year(), &counted(&before, &year()), &[(Figure::Advice, given)]);
    assert_eq!(difference(&issued, &counted(&before, issued.filter())), []);

    let after = [CaseFigures { benefit: Some(12), ..case(1) }, CaseFigures { withdrawn: true, ..case(2) }, case(3), case(4)];
    let changes = difference(&issued, &counted(&after, issued.filter()));
    let seen: Vec<_> = changes.iter().map(|change| (change.figure, change.issued.value(), change.today)).collect();
    assert_eq!(seen, [(Figure::Batches, 2, 3), (Figure::Benefit, 10, 12)]);
    assert_eq!((&changes[0].come, &changes[0].gone), (&ids(&[3, 4]), &ids(&[2])));
    assert_eq!((&changes[1].come, &changes[1].gone), (&vec![], &vec![]));

    let printed: Vec<_> = issued.figures().iter().map(|(figure, corrected)| (*figure, corrected.value())).collect();
    let zero = |figure| (figure, 0);
    let [batches, advice, benefit] = [(Figure::Batches, 2), (Figure::Advice, 7), (Figure::Benefit, 10)];
    let none = [Figure::Visited, Figure::VisitedOnline, Figure::Solved, Figure::Saved, Figure::LossCut].map(zero);
    assert_eq!(printed, [batches, none[0], none[1], advice, none[2], benefit, none[3], none[4]]);
    assert_eq!(decode::<Issued>(&encode(&issued)), Some(issued));
}

/// [R-0-10] The same number of other cases is a change too.
#[test]
fn a_case_that_took_anothers_place_is_a_change() {
    let issued = snapshot(&year(), &counted(&[case(1)], &year()), &[]);
    let changes = difference(&issued, &counted(&[case(2)], &year()));
    assert_eq!(changes.len(), 1);
    assert_eq!((&changes[0].come, &changes[0].gone), (&ids(&[2]), &ids(&[1])));
}
