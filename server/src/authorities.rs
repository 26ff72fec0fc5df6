//! Whom the relay believes when it calls somebody else: the usual authorities, or only those that the operator names.

use std::{fs, io, path::Path};

use ureq::tls::{Certificate, PemItem, RootCerts, parse_pem};

/// Those of a PEM file; without one the usual ones.
pub(crate) fn roots(file: Option<&Path>) -> io::Result<RootCerts> {
    file.map_or(Ok(RootCerts::WebPki), |path| Ok(RootCerts::new_with_certs(&certificates(&fs::read(path)?)?)))
}

fn certificates(pem: &[u8]) -> io::Result<Vec<Certificate<'static>>> {
    let invalid = |error: String| io::Error::new(io::ErrorKind::InvalidData, error);
    let items: Result<Vec<_>, _> = parse_pem(pem).collect();
    let items = items.map_err(|error| invalid(error.to_string()))?;
    let certificates: Vec<_> =
        items.into_iter().filter_map(|item| if let PemItem::Certificate(one) = item { Some(one) } else { None }).collect();
    if certificates.is_empty() { Err(invalid("no certificate in PEM form".into())) } else { Ok(certificates) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_certificates_is_told() {
        assert!(certificates(b"nothing").is_err());
    }
}
