//! `liandong person`: accounts.

use std::io::BufRead;

use clap::{Args, Subcommand};
use shared::{
    ids::PersonId,
    key,
    people::{
        Audited, District, Org, OrgKind, Person, Role,
        admin::{AccountRow, Identity, OneTime, Position},
        password::lacks,
    },
    words::Locale,
};

use crate::{
    administration, auth,
    cli::{
        admin::{At, account, note, org},
        district, org_kind,
        print::{self, CommandError},
        role,
    },
    random,
    store::{Account, PeopleStore, Sqlite, people::Deed},
};

/// What can be done about people.
#[derive(Subcommand)]
pub(crate) enum PersonCommand {
    /// Let a person sign in; reads their password as one line from standard input
    Add(Box<New>),
    /// Change what a person is; open lines of their devices follow at once or with the next frame
    Change(Change),
    /// Close an account: its sessions end, and what was written stays
    Disable(Named),
    /// Open a closed account again
    Enable(Named),
    /// Give a one-time password, which has to be changed at the next sign-in
    Reset(Named),
    /// Let a person sign in through a provider (OpenID Connect)
    Bind(Bound),
    /// Let a person no longer sign in through any provider; all their sessions end
    Unbind(Named),
    /// Print everybody
    List {
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
}

/// Somebody new.
#[derive(Args)]
pub(crate) struct New {
    /// Name with which the person signs in
    #[arg(long)]
    name: String,
    /// Name as others see it
    #[arg(long)]
    full_name: String,
    /// Role, by its code: municipal_bureau, district_bureau, organising_unit, expert, enterprise, sector_authority
    #[arg(long, value_parser = role)]
    role: Role,
    /// Registered name of the body for which they act; a new name makes a new body
    #[arg(long)]
    org: String,
    /// What a new body is, by its code; without it, what the role suggests
    #[arg(long, value_parser = org_kind)]
    org_kind: Option<OrgKind>,
    /// District of a new body, by its code: siming, huli, jimei, haicang, tongan, xiangan
    #[arg(long, value_parser = district)]
    district: Option<District>,
    /// They may administer
    #[arg(long)]
    admin: bool,
    /// Print a one-time password instead of reading one
    #[arg(long)]
    one_time: bool,
}

/// What is to change.
#[derive(Args)]
pub(crate) struct Change {
    /// Name with which the person signs in
    #[arg(long)]
    name: String,
    /// Name as others see it
    #[arg(long)]
    full_name: Option<String>,
    /// Role, by its code
    #[arg(long, value_parser = role)]
    role: Option<Role>,
    /// Registered name of the body for which they act
    #[arg(long)]
    org: Option<String>,
    /// May they administer?
    #[arg(long)]
    admin: Option<bool>,
}

/// Whom a provider means.
#[derive(Args)]
pub(crate) struct Bound {
    #[command(flatten)]
    who: Named,
    /// The provider as it names itself: the setting `oidc.issuer`
    #[arg(long)]
    issuer: String,
    /// The person as the provider names them (`sub`)
    #[arg(long)]
    subject: String,
}

/// Who is meant.
#[derive(Args)]
pub(crate) struct Named {
    /// Name with which the person signs in
    #[arg(long)]
    name: String,
}

/// Does it.
pub(super) fn run(at: At<PersonCommand>) -> Result<(), CommandError> {
    let store = at.open()?;
    match at.command {
        PersonCommand::Add(new) => return add(&store, *new),
        PersonCommand::Change(change) => {
            let body = change.org.as_deref().map(|name| org(&store, name)).transpose()?;
            to(&store, &change.name, |now| Position {
                name: change.full_name.clone().unwrap_or(now.name),
                role: change.role.unwrap_or(now.role),
                org: body.map_or(now.org, |body| body.id),
                is_admin: change.admin.unwrap_or(now.is_admin),
                is_disabled: now.is_disabled,
            })?;
        }
        PersonCommand::Disable(who) => to(&store, &who.name, |now| Position { is_disabled: true, ..now })?,
        PersonCommand::Enable(who) => to(&store, &who.name, |now| Position { is_disabled: false, ..now })?,
        PersonCommand::Bind(Bound { who, issuer, subject }) => {
            administration::bind(&store, account(&store, &who.name)?.person.id, Identity { issuer, subject }, &note())?;
        }
        PersonCommand::Unbind(who) => administration::unbind(&store, account(&store, &who.name)?.person.id, &note())?,
        PersonCommand::Reset(who) => {
            let OneTime { password, .. } = administration::reset_password(&store, account(&store, &who.name)?.person.id, &note())?;
            print::say(key!("admin.one_time"), &[("password", &password)]);
            return Ok(());
        }
        PersonCommand::List { json } => {
            administration::people(&store)?.iter().for_each(|row| if json { print::json(row) } else { list(row) });
            return Ok(());
        }
    }
    print::say(key!("admin.done"), &[]);
    Ok(())
}

fn to(store: &Sqlite, name: &str, position: impl FnOnce(Position) -> Position) -> Result<(), CommandError> {
    let account = account(store, name)?;
    let position = position(administration::position(&account));
    Ok(administration::change_person(store, account.person.id, position, &note())?)
}

fn add(store: &Sqlite, new: New) -> Result<(), CommandError> {
    let password = if new.one_time { auth::one_time() } else { read_password(&[&new.name, &new.full_name])? };
    let org = match store.org(&new.org)? {
        Some(org) => org,
        None => {
            let kind = new.org_kind.unwrap_or_else(|| usual_kind(new.role));
            Org { id: administration::new_org_id(store, &new.org, kind)?, name: new.org.clone(), kind, district: new.district }
        }
    };
    let person = Person { id: PersonId(random::bytes()), name: new.full_name, role: new.role, org };
    let note = note().of(Audited::PersonAdded, person.id);
    let account = Account {
        is_admin: new.admin,
        must_change_password: new.one_time,
        ..Account::new(new.name.clone(), auth::hash(&password), person)
    };
    store.carry_out(&Deed::AddAccount(account), &note)?;
    print::say(key!("relay.person_added"), &[("name", &new.name)]);
    if new.one_time {
        print::say(key!("admin.one_time"), &[("password", &password)]);
    }
    Ok(())
}

fn read_password(names: &[&str]) -> Result<String, CommandError> {
    let mut password = String::new();
    std::io::stdin().lock().read_line(&mut password).map_err(CommandError::System)?;
    let password = password.trim_end_matches(['\r', '\n']);
    match lacks(password, names).as_slice() {
        _ if password.is_empty() => Err(CommandError::NoPassword),
        [] => Ok(password.to_owned()),
        lacks => Err(CommandError::Weak(lacks.to_vec())),
    }
}

fn list(row: &AccountRow) {
    let marks = [
        (row.is_admin, key!("admin.is_admin")),
        (row.is_disabled, key!("admin.is_disabled")),
        (row.must_change_password, key!("admin.must_change")),
    ];
    let in_words = |locale| {
        let marks = marks.iter().filter(|(is_so, _)| *is_so).map(|(_, words)| words.text(locale));
        std::iter::once(row.person.role.words().text(locale)).chain(marks).collect::<Vec<_>>().join(", ")
    };
    let said = Locale::ALL.map(in_words).join(" · ");
    print::line(format_args!("{:<12} {}  {said}  {}", row.login, row.person.name, row.person.org.name));
}

/// What the body of a person in this role is, when nobody says otherwise.
const fn usual_kind(role: Role) -> OrgKind {
    match role {
        Role::MunicipalBureau => OrgKind::MunicipalBureau,
        Role::DistrictBureau => OrgKind::DistrictBureau,
        Role::OrganisingUnit | Role::Expert => OrgKind::TechnicalBody,
        Role::Enterprise => OrgKind::Enterprise,
        Role::SectorAuthority => OrgKind::SectorAuthority,
    }
}
