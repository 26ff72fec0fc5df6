//! `liandong org`: bodies.

use clap::{Args, Subcommand};
use shared::{
    key,
    people::{Audited, District, Org, OrgKind},
    words::Locale,
};

use crate::{
    administration,
    cli::{
        admin::{At, note, org},
        district, org_kind,
        print::{self, CommandError},
    },
    store::PeopleStore,
};

/// What can be done about bodies.
#[derive(Subcommand)]
pub(crate) enum OrgCommand {
    /// Enter a body
    Add {
        /// Registered name
        #[arg(long)]
        name: String,
        /// What it is, by its code: municipal_bureau, district_bureau, sector_authority, technical_body, association, enterprise
        #[arg(long, value_parser = org_kind)]
        kind: OrgKind,
        /// Where it is, by its code: siming, huli, jimei, haicang, tongan, xiangan
        #[arg(long, value_parser = district)]
        district: Option<District>,
    },
    /// Change a body; it changes for everybody who acts for it
    Change(Change),
    /// Print every body
    List {
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
}

/// What is to change.
#[derive(Args)]
pub(crate) struct Change {
    /// Registered name
    #[arg(long)]
    name: String,
    /// Registered name from now on
    #[arg(long)]
    new_name: Option<String>,
    /// What it is, by its code
    #[arg(long, value_parser = org_kind)]
    kind: Option<OrgKind>,
    /// Where it is, by its code
    #[arg(long, value_parser = district, conflicts_with = "whole_city")]
    district: Option<District>,
    /// It is of no district: it serves the whole city
    #[arg(long)]
    whole_city: bool,
}

/// Does it.
pub(super) fn run(at: At<OrgCommand>) -> Result<(), CommandError> {
    let store = at.open()?;
    match at.command {
        OrgCommand::Add { name, kind, district } => {
            let new = Org { id: administration::new_org_id(&store, &name, kind)?, name, kind, district };
            administration::put_org(&store, new, Audited::OrgAdded, &note())?;
            print::say(key!("admin.done"), &[]);
        }
        OrgCommand::Change(Change { name, new_name, kind, district, whole_city }) => {
            let now = org(&store, &name)?;
            let district = if whole_city { None } else { district.or(now.district) };
            let to = Org { id: now.id, name: new_name.unwrap_or(name), kind: kind.unwrap_or(now.kind), district };
            administration::put_org(&store, to, Audited::OrgChanged, &note())?;
            print::say(key!("admin.done"), &[]);
        }
        OrgCommand::List { json } => store.orgs()?.iter().for_each(|org| if json { print::json(org) } else { list(org) }),
    }
    Ok(())
}

fn list(org: &Org) {
    let said = Locale::ALL.map(|locale| {
        let district = org.district.map(|district| district.words().text(locale));
        [Some(org.kind.words().text(locale)), district].into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    print::line(format_args!("{}  {}", org.name, said.join(" · ")));
}
