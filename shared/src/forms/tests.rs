//! Every table is walked: what a row promises holds.

use super::*;

#[test]
fn paths_lead_to_fields_and_nowhere_else() {
    for (path, is_field) in [
        ("intake.product", true),
        ("causes.list.0123456789abcdef.text", true),
        ("causes#2.list.0123456789abcdef.text", true),
        ("causes#02.list.0123456789abcdef.text", false),
        ("intake#2.product", false),
        ("causes.factors.man.findings", true),
        ("causes.factors.moon.findings", false),
        ("causes.list.not-a-row.text", false),
        ("causes.list.0123456789abcdef.text.more", false),
        ("ledger.0000", false),
        ("intake", false),
        ("", false),
    ] {
        assert_eq!(Path::of_text(path).form_field().is_some(), is_field, "{path}");
    }
}

#[test]
fn keys_are_unique_in_their_map_and_sections_in_the_product() {
    fn unique(fields: &[Field]) {
        for (i, field) in fields.iter().enumerate() {
            assert!(fields[..i].iter().all(|other| other.key != field.key), "{}", field.key);
            assert!(![ORDER, DELETED].contains(&field.key), "{} is taken", field.key);
            if let Kind::Rows(cells) | Kind::Each(_, cells) = field.kind {
                unique(cells);
            }
        }
    }
    let mut keys = Vec::new();
    for section in DocumentKind::ALL.iter().flat_map(|kind| of(*kind)) {
        assert!(!keys.contains(&section.key), "{} is there twice", section.key);
        keys.push(section.key);
        unique(section.fields);
    }
}
