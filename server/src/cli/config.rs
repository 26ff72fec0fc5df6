//! `liandong config`: what every setting is, where that comes from, and what it is for.

use shared::{key, words::Locale};

use crate::{
    cli::Config,
    cli::print::{self, CommandError},
    settings::{Given, Row, Sheet, Source, example},
};

/// Shows them.
pub(crate) fn run(options: &Config) -> Result<(), CommandError> {
    if options.example {
        print::text(example::example());
        return Ok(());
    }
    let sheet = read(&options.given)?;
    for (row, text, source) in &sheet.lines {
        show(row, text, source);
    }
    for name in &sheet.strange {
        print::say(key!("settings.strange"), &[("name", name)]);
    }
    Ok(())
}

/// All settings, from everywhere.
pub(crate) fn read(given: &Given) -> Result<Sheet, CommandError> {
    let environment = std::env::vars_os().filter_map(|(name, text)| Some((name.into_string().ok()?, text.into_string().ok()?)));
    Sheet::read(given, environment).map_err(CommandError::Settings)
}

fn show(row: &Row, text: &str, source: &Source) {
    print::line(format_args!("{} = {text:?}", row.key));
    print::line(format_args!("    {source}  (--{}, {}, default {:?})", row.flag(), row.variable(), row.default));
    for locale in Locale::ALL {
        print::line(format_args!("    {}", row.about.text(locale)));
    }
    print::line("");
}
