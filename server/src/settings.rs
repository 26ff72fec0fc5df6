//! What `serve` can be told, in one table: by flag, by environment, by file, or left at its default, in this order.
//!
//! A new setting is one row here and its explanation in both locale files under `setting.<key>`. Its flag is `--` and the
//! key with `-` for `.` and `_`; its variable is `LIANDONG_` and the key in capitals with `_` for `.`.

pub(crate) mod example;
mod file;
mod flags;
mod row;
mod s3;
mod sources;
mod value;

pub(crate) use flags::{Given, Place};
pub(crate) use row::Row;
pub(crate) use sources::{Sheet, Source, What, Wrong};
pub(crate) use value::LogFormat;

use std::{net::SocketAddr, path::PathBuf};

use shared::workflow::Deadlines;

use crate::http::door::certificate::Files;
use s3::{Addressing, BucketName, Prefix};
use value::{Addresses, Days, LogLevel, SecureUrl, Whole};

row::settings! {
    "listen"                        listen: SocketAddr                  = "127.0.0.1:8080";
    "data"                          data: PathBuf                       = "data";
    "demo"                          demo: bool                          = "false";
    "session_days"                  session_days: Whole<1, 400>         = "30";
    "session_longest_days"          session_longest_days: Whole<1, 400> = "365";
    "trusted_proxies"               trusted_proxies: Addresses          = "";
    "store_limit_mib"               store_limit_mib: Option<Whole<1, 1_000_000_000>> = "";
    "metrics_listen"                metrics_listen: Option<SocketAddr>  = "";
    "s3.bucket"                     s3_bucket: Option<BucketName>       = "";
    "s3.endpoint"                   s3_endpoint: Option<SecureUrl>         = "";
    "s3.region"                     s3_region: String                   = "us-east-1";
    "s3.addressing"                 s3_addressing: Addressing           = "path";
    "s3.prefix"                     s3_prefix: Prefix                   = "";
    "s3.access_key"                 s3_access_key: Option<String>       = "";
    "s3.secret_file"                s3_secret_file: Option<PathBuf>     = "";
    "s3.ca_file"                    s3_ca_file: Option<PathBuf>         = "";
    "oidc.issuer"                   oidc_issuer: Option<SecureUrl>         = "";
    "oidc.client_id"                oidc_client_id: Option<String>      = "";
    "oidc.client_secret_file"       oidc_client_secret_file: Option<PathBuf> = "";
    "oidc.claim"                    oidc_claim: Option<String>          = "";
    "oidc.scopes"                   oidc_scopes: String                 = "";
    "oidc.ca_file"                  oidc_ca_file: Option<PathBuf>       = "";
    "oidc.label_zh"                 oidc_label_zh: String               = "";
    "oidc.label_en"                 oidc_label_en: String               = "";
    "tls.certificate"               tls_certificate: Option<PathBuf>    = "";
    "tls.key"                       tls_key: Option<PathBuf>            = "";
    "log.format"                    log_format: LogFormat               = "text";
    "log.level"                     log_level: LogLevel                   = "info";
    "deadlines.report_stop"         report_stop: Whole<0, 3650>         = "1";
    "deadlines.objection"           objection: Whole<0, 3650>           = "15";
    "deadlines.application"         application: Whole<0, 3650>         = "60";
    "deadlines.recheck"             recheck: Whole<0, 3650>             = "75";
    "deadlines.second_recheck_from" second_recheck_from: Whole<0, 3650> = "60";
    "deadlines.second_recheck"      second_recheck: Whole<0, 3650>      = "90";
    "deadlines.filing"              filing: Whole<0, 3650>              = "5";
    "deadlines.record"              record: Whole<0, 3650>              = "10";
    "deadlines.survey"              survey: Whole<0, 3650>              = "15";
    "deadlines.holidays"            holidays: Days                      = "";
    "deadlines.workdays"            workdays: Days                      = "";
}

impl Settings {
    /// The clocks of requirements §8.
    pub(crate) fn deadlines(&self) -> Deadlines {
        Deadlines {
            report_stop: self.report_stop.get(),
            objection: self.objection.get(),
            application: self.application.get(),
            recheck: self.recheck.get(),
            second_recheck_from: self.second_recheck_from.get(),
            second_recheck: self.second_recheck.get(),
            filing: self.filing.get(),
            record: self.record.get(),
            survey: self.survey.get(),
            holidays: self.holidays.0.clone(),
            workdays: self.workdays.0.clone(),
        }
    }

    /// Where the certificate and its key are, if the relay is to speak TLS itself.
    pub(crate) fn tls(&self) -> Option<Files> {
        let pair = self.tls_certificate.clone().zip(self.tls_key.clone());
        pair.map(|(certificate, key)| Files { certificate, key })
    }

    /// As when nobody sets anything.
    #[cfg(test)]
    pub(crate) fn default() -> Self {
        Self::of(|key| Row::of(key).map_or("", |row| row.default))
    }

    /// The keys of settings that cannot stand together.
    fn contradictions(&self) -> Vec<(&'static str, &'static str)> {
        let pairs = [
            (self.session_longest_days < self.session_days, "session_longest_days", "session_days"),
            (self.tls_certificate.is_some() && self.tls_key.is_none(), "tls.certificate", "tls.key"),
            (self.tls_key.is_some() && self.tls_certificate.is_none(), "tls.key", "tls.certificate"),
            (self.recheck < self.application, "deadlines.recheck", "deadlines.application"),
            (self.second_recheck < self.second_recheck_from, "deadlines.second_recheck", "deadlines.second_recheck_from"),
            (self.oidc_issuer.is_some() != self.oidc_client_id.is_some(), "oidc.issuer", "oidc.client_id"),
        ];
        let pairs = pairs.into_iter().chain(self.half_a_bucket());
        pairs.filter(|(contradict, ..)| *contradict).map(|(_, one, other)| (one, other)).collect()
    }
}

#[cfg(test)]
mod tests;
