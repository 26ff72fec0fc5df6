use super::*;

#[test]
fn genesis_is_the_same_bytes_every_time() {
    for kind in DocumentKind::ALL {
        assert_eq!(of(*kind).raw_bytes(), of(*kind).raw_bytes());
    }
}

/// Documents in the field begin with exactly these changes. When the forms grow, a line is added at the end of its kind;
/// no line ever goes.
#[test]
fn genesis_never_changes_unnoticed() {
    let mut missing = String::new();
    for kind in DocumentKind::ALL {
        let hash = of(*kind).hash().to_string();
        if pins().rfind(|(code, _)| *code == kind.code()).is_none_or(|(_, pin)| pin != hash) {
            missing += &format!("{} {hash}\n", kind.code());
        }
    }
    assert!(missing.is_empty(), "the forms have grown; add these lines to genesis.pins:\n{missing}");
}
