//! One style sheet out of many: `main.css` names the others in order, and a browser should not have to ask for each.

use std::path::Path;

use crate::{Outcome, files};

/// The sheet with every `@import` replaced by what it imports.
pub(super) fn inline(sheet: &Path) -> Outcome<String> {
    inline_with(&sheet.to_string_lossy(), &|name| {
        let text = files::read(Path::new(name))?;
        String::from_utf8(text).map_err(|_| format!("{name} is not UTF-8"))
    })
}

/// The reading is passed in, so that the rest is the same for files and for tests.
fn inline_with(name: &str, read: &dyn Fn(&str) -> Outcome<String>) -> Outcome<String> {
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut out = String::new();
    for line in read(name)?.lines() {
        let Some(import) = line.trim().strip_prefix("@import") else {
            out.push_str(line);
            out.push('\n');
            continue;
        };
        let (target, layer) = parse(import).ok_or_else(|| {
            format!("{name}: `{}` is not understood: write `@import url(\"file.css\") layer(name);` on a line of its own", line.trim())
        })?;
        let path = if folder.is_empty() { target.to_owned() } else { format!("{folder}/{target}") };
        let inner = inline_with(&path, read)?;
        match layer {
            Some(layer) => out.push_str(&format!("@layer {layer} {{\n{inner}}}\n")),
            None => out.push_str(&inner),
        }
    }
    Ok(out)
}

/// The file and, where one is named, the layer. Conditions (`supports`, media) are not for the order of a sheet.
fn parse(import: &str) -> Option<(&str, Option<&str>)> {
    let import = import.trim().strip_suffix(';')?.trim();
    let (target, rest) = match import.strip_prefix("url(") {
        Some(inner) => inner.split_once(')')?,
        None => import.split_at(import.get(1..)?.find(['"', '\''])? + 2),
    };
    let target = target.trim().trim_matches(['"', '\'']);
    let layer = match rest.trim() {
        "" => None,
        rest => Some(rest.strip_prefix("layer(")?.strip_suffix(')')?.trim()),
    };
    (!target.is_empty() && !target.contains(':')).then_some((target, layer))
}

#[cfg(test)]
mod tests {
    use super::inline_with;

    fn read(name: &str) -> Result<String, String> {
        match name {
            "style/main.css" => {
                Ok("@layer tokens, page;\n@import url(\"tokens.css\") layer(tokens);\n@import 'parts/page.css';\nb {}\n".to_owned())
            }
            "style/tokens.css" => Ok(":root {}\n".to_owned()),
            "style/parts/page.css" => Ok("@import url(row.css) layer(page);\n".to_owned()),
            "style/parts/row.css" => Ok("i {}".to_owned()),
            "style/odd.css" => Ok("@import url(\"row.css\") print;\n".to_owned()),
            _ => Err(format!("cannot read {name}")),
        }
    }

    #[test]
    fn imports_stand_where_they_were_named_and_in_their_layers() {
        let sheet = inline_with("style/main.css", &read).unwrap();
        assert_eq!(sheet, "@layer tokens, page;\n@layer tokens {\n:root {}\n}\n@layer page {\ni {}\n}\nb {}\n");
    }

    #[test]
    fn an_import_that_we_would_get_wrong_is_named_with_its_file() {
        assert!(inline_with("style/odd.css", &read).unwrap_err().contains("style/odd.css: `@import url(\"row.css\") print;`"));
    }
}
