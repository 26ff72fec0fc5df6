//! A row of the table, and the macro that makes the struct and the rows of one list.

use shared::words::Key;

/// What is known of a setting before anybody sets it.
#[derive(Debug)]
pub(crate) struct Row {
    /// Its name in the file; a dot stands for a table.
    pub(crate) key: &'static str,
    /// Its text when nobody sets it; empty for what is then not set at all.
    pub(crate) default: &'static str,
    /// Why and when one sets it.
    pub(crate) about: Key,
    /// What its text looks like.
    pub(crate) shape: &'static str,
    /// Its flag alone says yes.
    pub(crate) is_switch: bool,
    /// In the file it stands without quotation marks.
    pub(crate) is_bare: bool,
    /// Whether a text is one of its values.
    pub(super) is_value: fn(&str) -> bool,
}

impl Row {
    /// The row of a key.
    pub(super) fn of(key: &str) -> Option<&'static Row> {
        super::ROWS.iter().find(|row| row.key == key)
    }

    /// As a flag, without the dashes in front.
    pub(crate) fn flag(&self) -> String {
        self.key.replace(['.', '_'], "-")
    }

    /// As a variable of the environment.
    pub(crate) fn variable(&self) -> String {
        format!("LIANDONG_{}", self.key.replace('.', "_").to_uppercase())
    }
}

macro_rules! settings {
    ($($key:literal $field:ident: $type:ty = $default:literal;)+) => {
        /// What `serve` is told.
        #[derive(Clone, Debug, PartialEq)]
        pub(crate) struct Settings { $(pub(crate) $field: $type,)+ }

        /// Every setting, in the order in which they are shown.
        pub(crate) const ROWS: &[Row] = &[$(Row {
            key: $key,
            default: $default,
            about: shared::key!("setting.", $key),
            shape: <$type as value::Value>::SHAPE,
            is_switch: <$type as value::Value>::IS_SWITCH,
            is_bare: <$type as value::Value>::IS_BARE,
            is_value: |text| <$type as value::Value>::read(text).is_some(),
        },)+];

        impl Settings {
            /// From texts that were checked, by key.
            fn of<'a>(text: impl Fn(&str) -> &'a str) -> Self {
                Self { $($field: <$type as value::Value>::read(text($key)).expect("each text was checked by its row"),)+ }
            }
        }
    };
}
pub(super) use settings;
