//! Tablets that meet without a network. Keys are real, and so is every signature; what closes a file for its readers is the browser's,
//! and told by the browser's stories.

use p256::ecdsa::{Signature, SigningKey, VerifyingKey, signature::Signer, signature::Verifier};
use serde_bytes::ByteBuf;
use shared::{
    ids::Author,
    sync::{
        device::{Ask, Handed, HandedLine, Input},
        guard,
        handing::{Batch, Claim, Flaw, Parcel, Trial, Tried, trying::try_parcel},
    },
};

use super::{Tablet, draw, now};
use crate::{Relay, Who};

/// What one tablet hands to another, as bytes.
#[derive(Clone, Debug)]
pub struct Given {
    /// The parcel.
    pub parcel: Vec<u8>,
    /// Which tablet made it.
    pub by: Author,
}

impl Tablet {
    /// A new tablet of this person whose network went when it knew the other one and had no document yet.
    #[must_use]
    pub fn without_documents(who: Who, relay: &Relay, other: Author) -> Self {
        let mut tablet = Self::signed_in(relay.hand(who));
        tablet.make_keys();
        tablet.connect();
        tablet.until("the other one is known", |tablet| tablet.knows(other));
        tablet.disconnect();
        tablet
    }

    /// The tablet has its keys from now on, as a browser makes them at its first start.
    pub fn make_keys(&mut self) {
        let key = || SigningKey::from_slice(&[draw(), draw()].concat()).expect("a number below the order of the curve");
        let point = |key: &SigningKey| key.verifying_key().to_sec1_point(false).as_bytes().to_vec();
        let (signs, opens) = (key(), key());
        self.give(Input::Key(point(&signs)));
        self.give(Input::Opens(point(&opens)));
        self.key = Some(signs);
    }

    /// This tablet knows the other one.
    #[must_use]
    pub fn knows(&self, other: Author) -> bool {
        self.machine.circle().find(other).is_some_and(|known| !known.opens.is_empty())
    }

    /// The names of those for whom the open case can be closed here.
    ///
    /// # Panics
    /// When no case is open.
    #[must_use]
    pub fn readers(&self) -> Vec<String> {
        let giving = self.machine.giving(self.open_case(), &self.log()).expect("the case is open");
        giving.readers.into_iter().map(|known| known.person.name).collect()
    }

    /// The relay vouches for all of the open case's log.
    #[must_use]
    pub fn is_vouched(&self) -> bool {
        let giving = self.machine.giving(self.open_case(), &self.log());
        giving.is_some_and(|giving| giving.parcel.log.len() == self.log().len())
    }

    /// Hands over the open case: all of it, or the changes alone.
    ///
    /// # Panics
    /// When no case is open, or the tablet has no keys.
    pub fn hand_over(&mut self, is_whole: bool) -> Given {
        let document = self.open_case();
        self.give(Input::Ask(Ask::Keep { document }));
        let log = if is_whole { self.log() } else { Vec::new() };
        let mut giving = self.machine.giving(document, &log).expect("the case is open");
        if let Some(bytes) = giving.to_sign {
            let signature: Signature = self.key.as_ref().expect("the tablet has keys").sign(&bytes);
            giving.parcel.batches[0].signature = ByteBuf::from(signature.to_bytes().to_vec());
        }
        Given { parcel: giving.parcel.bytes(), by: self.author }
    }

    /// Takes what another tablet hands over.
    ///
    /// # Errors
    /// Why nothing of it was taken.
    pub fn take(&mut self, given: &Given) -> Result<Tried, Flaw> {
        let mut parcel = Parcel::read(&given.parcel)?;
        let circle = self.machine.circle();
        circle.find(given.by).ok_or(Flaw::UnknownDevice)?;
        let (claims, _) = parcel.claims(circle, self.machine.era())?;
        claims.iter().try_for_each(|claim| if holds(claim) { Ok(()) } else { Err(claim.flaw) })?;
        let (held, standing) = self.machine.standing(parcel.document, self.log_of(parcel.document));
        let person = |batch: &Batch| circle.find(batch.author).expect("those alone are left").person.clone();
        let trial = Trial {
            me: self.person.clone(),
            document: parcel.document,
            at: parcel.at,
            now: now(),
            held,
            standing,
            log: parcel.log.clone(),
            batches: parcel.batches.iter().map(|batch| (person(batch), batch.clone())).collect(),
        };
        let tried = try_parcel(trial)?;
        let passed = parcel.batches.iter().zip(&tried.fates).map(|(batch, fate)| {
            let changes = batch.changes.iter().filter(|change| fate.accepted.contains(&guard::named(change))).cloned().collect();
            Batch { changes, ..batch.clone() }
        });
        let handed = Handed {
            document: parcel.document,
            era: parcel.era,
            summary: tried.summary.clone(),
            waits: tried.waits.clone(),
            log: if tried.is_further { parcel.log.clone() } else { Vec::new() },
            voucher: parcel.voucher.clone(),
            batches: passed.filter(|batch| !batch.changes.is_empty()).collect(),
            people: tried.people.clone(),
            by: given.by,
        };
        self.give(Input::Handed(Box::new(handed)));
        Ok(tried)
    }

    /// What stands in the open case of others and is not confirmed, or was not taken.
    #[must_use]
    pub fn handed(&self) -> &[HandedLine] {
        self.screen.document.as_ref().map_or(&[], |document| &document.handed)
    }
}

fn holds(claim: &Claim) -> bool {
    let (Ok(key), Ok(signature)) = (VerifyingKey::from_sec1_bytes(&claim.key), Signature::from_slice(&claim.signature)) else {
        return false;
    };
    key.verify(&claim.bytes, &signature).is_ok()
}
