//! What the program says to the person who started it, in every language it has.

use std::{
    fmt,
    io::{self, Write},
    net::SocketAddr,
    path::{Path, PathBuf},
};

use serde::Serialize;
use shared::{
    key,
    people::password::PasswordLack,
    words::{Key, Locale},
};

use crate::{
    demo::DemoError,
    http::door::certificate::{CertificateError, Files},
    settings::{What, Wrong},
    store::StoreError,
};

/// Why a command did not do what it should.
#[derive(Debug)]
pub(crate) enum CommandError {
    /// The address cannot be listened on.
    Listen(SocketAddr, io::Error),
    /// The certificate or its key cannot be used.
    Certificate(CertificateError),
    /// The store cannot be used.
    Store(StoreError),
    /// The demo city could not be laid out.
    Demo(DemoError),
    /// No password was given.
    NoPassword,
    /// What was set cannot be used.
    Settings(Vec<Wrong>),
    /// Another program works with this data folder.
    InUse(PathBuf),
    /// A restore into this data folder was interrupted.
    HalfRestored(PathBuf),
    /// What is to be made stands there already.
    Exists(PathBuf),
    /// This folder is no backup of ours.
    NoParcel(PathBuf),
    /// This file is not as it was when the backup was made.
    Altered(PathBuf),
    /// A data folder that is to be restored into holds something.
    HoldsSomething(PathBuf),
    /// So many damages were told.
    Damaged(usize),
    /// So many files were told to be missing or altered.
    FilesDamaged(usize),
    /// No bucket is set.
    NoBucket,
    /// A file or folder cannot be used.
    File(PathBuf, io::Error),
    /// The password is none.
    Weak(Vec<PasswordLack>),
    /// There is nobody of this name.
    UnknownPerson(String),
    /// There is no body of this name.
    UnknownOrg(String),
    /// Rows of a file that cannot be taken, each with its line and why; nothing of the file was taken.
    BadRows(Vec<(u64, String)>),
    /// A row of the audit log is not what was written.
    Broken(u64),
    /// The operating system refused something else.
    System(io::Error),
}

impl From<StoreError> for CommandError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Says a sentence on standard output.
pub(crate) fn say(key: Key, with: &[(&str, &str)]) {
    for locale in Locale::ALL {
        line(key.fill(locale, with));
    }
}

/// Says a whole text, as it is.
pub(crate) fn text(text: impl fmt::Display) {
    drop(write!(io::stdout(), "{text}"));
}

/// Says a value as JSON, for programs.
pub(crate) fn json(value: &impl Serialize) {
    line(serde_json::to_string(value).expect("plain data is JSON"));
}

/// Says a line that needs no translation.
pub(crate) fn line(text: impl fmt::Display) {
    // Whoever closed standard output does not want to read it.
    drop(writeln!(io::stdout(), "{text}"));
}

/// Says on standard error why it did not work.
pub(crate) fn error(error: &CommandError) {
    let at = |key, path: &Path| complain(key, &[("path", &path.display().to_string())]);
    let (key, why) = match error {
        CommandError::Listen(address, error) => {
            let with = [("address", &*address.to_string()), ("why", &*error.to_string())];
            return complain(key!("relay.cannot_listen"), &with);
        }
        CommandError::Certificate(error) => return complain_of_certificate(error),
        CommandError::Weak(lacks) => {
            for locale in Locale::ALL {
                let why = lacks.iter().map(|lack| lack.words().text(locale)).collect::<Vec<_>>().join("; ");
                drop(writeln!(io::stderr(), "{}", key!("admin.weak").fill(locale, &[("why", &why)])));
            }
            return;
        }
        CommandError::BadRows(rows) => {
            for (line, why) in rows {
                complain(key!("admin.bad_row"), &[("n", &line.to_string()), ("why", why)]);
            }
            return;
        }
        CommandError::UnknownPerson(name) => return complain(key!("admin.unknown_person"), &[("name", name)]),
        CommandError::UnknownOrg(name) => return complain(key!("admin.unknown_org"), &[("name", name)]),
        CommandError::Broken(row) => return complain(key!("admin.audit_broken"), &[("n", &row.to_string())]),
        CommandError::Store(StoreError::Gone) => (key!("admin.gone"), String::new()),
        CommandError::Store(StoreError::Taken) => (key!("relay.name_taken"), String::new()),
        CommandError::Store(error) => (key!("relay.cannot_store"), error.to_string()),
        CommandError::Demo(error) => (key!("relay.cannot_lay_out"), error.to_string()),
        CommandError::InUse(folder) => return at(key!("relay.in_use"), folder),
        CommandError::HalfRestored(folder) => return at(key!("relay.half_restored"), folder),
        CommandError::Exists(path) => return at(key!("relay.exists"), path),
        CommandError::NoParcel(folder) => return at(key!("relay.no_backup"), folder),
        CommandError::Altered(file) => return at(key!("relay.altered"), file),
        CommandError::HoldsSomething(folder) => return at(key!("relay.holds_something"), folder),
        CommandError::Damaged(count) => return complain(key!("relay.damaged"), &[("count", &count.to_string())]),
        CommandError::FilesDamaged(count) => return complain(key!("stored_files.damaged"), &[("count", &count.to_string())]),
        CommandError::NoBucket => return complain(key!("stored_files.no_bucket"), &[]),
        CommandError::File(path, error) => return complain_of_file(key!("relay.no_file"), path, error),
        CommandError::NoPassword => (key!("relay.no_password"), String::new()),
        CommandError::Settings(wrong) => return complain_of_settings(wrong),
        CommandError::System(error) => (key!("relay.cannot_run"), error.to_string()),
    };
    complain(key, &[("why", &why)]);
}

fn complain_of_file(key: Key, path: &Path, why: &impl ToString) {
    complain(key, &[("path", &path.display().to_string()), ("why", &why.to_string())]);
}

fn complain_of_certificate(error: &CertificateError) {
    let at = |key, path: &Path| complain(key, &[("path", &path.display().to_string())]);
    match error {
        CertificateError::Unreadable(path, why) => complain_of_file(key!("relay.no_file"), path, why),
        CertificateError::NoCertificate(path) => at(key!("tls.no_certificate"), path),
        CertificateError::NoKey(path) => at(key!("tls.no_key"), path),
        CertificateError::Mismatch(Files { certificate, key }) => {
            let with = [("certificate", &*certificate.display().to_string()), ("key", &*key.display().to_string())];
            complain(key!("tls.other_key"), &with);
        }
        CertificateError::Unusable(path, why) => complain_of_file(key!("tls.unusable"), path, why),
    }
}

fn complain_of_settings(wrong: &[Wrong]) {
    complain(key!("settings.wrong"), &[]);
    for Wrong { place, what } in wrong {
        let place = ("place", &**place);
        match what {
            What::Unknown(key) => complain(key!("settings.unknown"), &[place, ("key", key)]),
            What::NoValue { key, shape, text } => {
                complain(key!("settings.no_value"), &[place, ("key", key), ("shape", shape), ("value", text)]);
            }
            What::Contradicts(one, other) => complain(key!("settings.contradicts"), &[place, ("key", one), ("other", other)]),
            What::Unreadable(why) => complain(key!("settings.unreadable"), &[place, ("why", why)]),
        }
    }
}

/// Says a sentence on standard error.
pub(crate) fn complain(key: Key, with: &[(&str, &str)]) {
    for locale in Locale::ALL {
        drop(writeln!(io::stderr(), "{}", key.fill(locale, with)));
    }
}
