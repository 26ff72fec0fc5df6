//! An example of the file, made from the table: every setting with its explanation, commented out at its default.

use std::fmt::{self, Write as _};

use shared::{
    key,
    words::{Key, Locale},
};

use super::{ROWS, Row};

/// The text of `server/liandong.example.toml`.
pub(crate) fn example() -> String {
    let mut text = String::new();
    write(&mut text).expect("writing to a string");
    text
}

fn write(text: &mut String) -> fmt::Result {
    explain(text, key!("settings.example"))?;
    let mut table = "";
    for row in ROWS {
        let (within, name) = row.key.split_once('.').unwrap_or(("", row.key));
        writeln!(text)?;
        if within != table {
            writeln!(text, "[{within}]")?;
            table = within;
        }
        explain(text, row.about)?;
        writeln!(text, "# {name} = {}", default(row))?;
    }
    Ok(())
}

fn explain(text: &mut String, key: Key) -> fmt::Result {
    Locale::ALL.iter().try_for_each(|locale| writeln!(text, "# {}", key.text(*locale)))
}

fn default(row: &Row) -> String {
    if row.is_bare && !row.default.is_empty() { row.default.to_owned() } else { format!("\"{}\"", row.default) }
}
