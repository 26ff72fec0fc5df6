//! `liandong expert`: the register as the qualification rule (7.2.1.3) sees it.

use std::{fs, path::PathBuf};

use clap::Subcommand;
use shared::{
    key,
    people::{Unqualified, admin::ExpertRow},
    words::{Key, Locale},
};
use tokio::runtime::Runtime;

use crate::{
    administration::experts::{self, import},
    cli::{
        admin::{At, account, note},
        print::{self, CommandError},
    },
    clock,
};

/// What can be done about experts.
#[derive(Subcommand)]
pub(crate) enum ExpertCommand {
    /// Print everybody in the register, with what they lack today
    List {
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Enter experts from a CSV file, each as a document of the register; who is in it already is left as they are
    Import {
        /// The file, with the headings login, name, employer, title, qualification, qualification_number, valid_from, valid_to, experience,
        /// experience_text, fields, appointed_from, appointed_to; several codes in a cell are separated by spaces
        file: PathBuf,
        /// Name with which the person signs in who enters them: of the municipal bureau or an organising unit
        #[arg(long = "as")]
        by: String,
    },
}

/// Does it.
pub(super) fn run(at: At<ExpertCommand>) -> Result<(), CommandError> {
    let store = at.open()?;
    match at.command {
        ExpertCommand::Import { file, by } => {
            let text = fs::read_to_string(file).map_err(CommandError::System)?;
            let by = account(&store, &by)?.person;
            let entries = import::read(&store, &text)?.map_err(CommandError::BadRows)?;
            let entered = Runtime::new().map_err(CommandError::System)?.block_on(import::enter(store, by, entries, &note()))?;
            let entered = entered.map_err(|refused| CommandError::BadRows(vec![refused]))?;
            print::say(key!("admin.imported"), &[("n", &entered.to_string())]);
        }
        ExpertCommand::List { json } => {
            experts::list(&store, clock::now().day())?.iter().for_each(|row| if json { print::json(row) } else { list(row) });
        }
    }
    Ok(())
}

fn list(row: &ExpertRow) {
    let said = Locale::ALL.map(|locale| match row.lacks.as_slice() {
        [] => key!("admin.qualified").text(locale).to_owned(),
        lacks => lacks.iter().map(|lack| in_words(*lack).text(locale)).collect::<Vec<_>>().join("; "),
    });
    print::line(format_args!("{}  {}", row.name, said.join(" · ")));
}

const fn in_words(lack: Unqualified) -> Key {
    match lack {
        Unqualified::NoTitleOrQualification => key!("admin.lacks_title"),
        Unqualified::NoExperience => key!("admin.lacks_experience"),
        Unqualified::NoField => key!("admin.lacks_field"),
        Unqualified::NotAppointed => key!("admin.lacks_appointment"),
    }
}
