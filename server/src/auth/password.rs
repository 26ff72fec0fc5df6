//! Passwords: Argon2id with 19 MiB and two passes, few at a time.

use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version, password_hash::SaltString};
use shared::people::inviting::LETTERS;
use tokio::{sync::Semaphore, task::spawn_blocking};

use crate::random;

/// How many are computed at once: signing in must not take the processors from those who work.
const AT_ONCE: usize = 2;

/// Compares passwords.
pub(crate) struct Passwords {
    at_once: Semaphore,
    /// What an unknown name is compared with, so that it takes as long as a known one.
    nobody: String,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { at_once: Semaphore::new(AT_ONCE), nobody: hash("nobody has this password") }
    }
}

impl Passwords {
    /// A hash of something short that takes as long as that of a password.
    pub(crate) async fn slow_hash(&self, text: String, salt: [u8; 32]) -> [u8; 32] {
        let permit = self.at_once.acquire().await.expect("the semaphore is never closed");
        let hashing = spawn_blocking(move || {
            let mut hash = [0; 32];
            argon2().hash_password_into(text.as_bytes(), &salt, &mut hash).expect("thirty-two bytes are a salt and a hash");
            hash
        });
        let hash = hashing.await.expect("hashing does not panic");
        drop(permit);
        hash
    }

    /// Is this the password of the account? `None` stands for a name that nobody has.
    pub(crate) async fn fits(&self, password: String, standing: Option<String>) -> bool {
        let is_known = standing.is_some();
        let standing = standing.unwrap_or_else(|| self.nobody.clone());
        let permit = self.at_once.acquire().await.expect("the semaphore is never closed");
        let fits = spawn_blocking(move || verify(&password, &standing)).await.expect("comparing does not panic");
        drop(permit);
        fits && is_known
    }
}

/// The PHC string of a password.
pub(crate) fn hash(password: &str) -> String {
    let salt = SaltString::encode_b64(&random::bytes::<16>()).expect("sixteen bytes are a salt");
    argon2().hash_password(password.as_bytes(), &salt).expect("the parameters are valid").to_string()
}

/// A password for one time: so long that nobody guesses it, of letters that nobody mistakes when it is read out.
pub(crate) fn one_time() -> String {
    let letters = random::bytes::<12>().map(|byte| char::from(LETTERS[usize::from(byte) % LETTERS.len()]));
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

fn verify(password: &str, standing: &str) -> bool {
    PasswordHash::new(standing).is_ok_and(|standing| argon2().verify_password(password.as_bytes(), &standing).is_ok())
}

fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(19 * 1024, 2, 1, None).expect("the parameters are valid"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_account_and_no_other_and_nobody_never_signs_in() {
        let passwords = Passwords::default();
        let standing = hash("correct horse");
        assert!(passwords.fits("correct horse".into(), Some(standing.clone())).await);
        assert!(!passwords.fits("wrong horse".into(), Some(standing)).await);
        assert!(!passwords.fits("correct horse".into(), Some("no hash at all".into())).await);
        assert!(!passwords.fits("nobody has this password".into(), None).await);
    }
}
