//! The relay's word for the beginning of a log, with which devices hand documents to each other without a network.

use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_bytes::ByteBuf;
use sha2::{Digest, Sha256};
use shared::{
    access::may_read,
    ids::{DocumentId, Hash},
    people::Person,
    sync::{
        handing::{Circle, Known, Voucher, voucher::to_vouch},
        wire::{FromRelay, Trouble, digest},
    },
};

use crate::store::{RelayStore, StoreError};

/// Nothing else is made of the store's secret like this.
const DOMAIN: &[u8] = b"liandong vouching key 1\0";

/// With which key this relay vouches. It is made of the store's secret: a backup has it too, and nothing else has to be kept.
pub(crate) struct Vouching {
    key: SigningKey,
}

impl Vouching {
    /// The key of the store with this secret.
    pub(crate) fn of(secret: [u8; 32]) -> Self {
        let number = |count: u8| Sha256::new().chain_update(DOMAIN).chain_update([count]).chain_update(secret).finalize();
        let key = (0..=u8::MAX).find_map(|count| SigningKey::from_slice(&number(count)).ok());
        Self { key: key.expect("of 256 numbers below 2^256 one is below the order of the curve") }
    }

    /// The relay's word for the first entries of a log, for whoever may read the document.
    pub(crate) fn vouch(&self, store: &dyn RelayStore, person: &Person, document: DocumentId, n: u64) -> Result<FromRelay, StoreError> {
        let kept = store.document(document)?.filter(|kept| may_read(person, &kept.state));
        if kept.is_none_or(|kept| n == 0 || n > kept.listed.n) {
            return Ok(FromRelay::Trouble { code: Trouble::NoSuchDocument, batch: None, document: Some(document) });
        }
        let bytes = to_vouch(store.era()?, document, n, digest(store.hashes(document, n)?));
        let signature: Signature = self.key.sign(&bytes);
        Ok(FromRelay::Vouched { document, voucher: Voucher { n, signature: ByteBuf::from(signature.to_bytes().to_vec()) } })
    }

    /// The devices of which this person may know; `None` where theirs holds just that.
    pub(crate) fn circle(&self, store: &dyn RelayStore, person: &Person, held: Option<Hash>) -> Result<FromRelay, StoreError> {
        let people = store.accounts()?.into_iter().filter(|account| account.disabled_at.is_none());
        let people: std::collections::BTreeMap<_, Person> = people.map(|account| (account.person.id, account.person)).collect();
        let known = store.keys()?.into_iter().filter_map(|key| {
            let person = people.get(&key.author.person)?.clone();
            Some(Known { person, device: key.author.device, signs: ByteBuf::from(key.point), opens: ByteBuf::from(key.opens) })
        });
        let vouches = ByteBuf::from(self.key.verifying_key().to_sec1_point(false).as_bytes().to_vec());
        let circle = Circle { vouches, devices: known.collect() }.seen_by(person);
        Ok(FromRelay::Circle((held != Some(circle.version())).then_some(circle)))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use p256::ecdsa::signature::Verifier;
    use shared::{
        ids::{Author, DeviceId},
        people::{District, Role},
    };

    use super::*;
    use crate::{
        store::{Account, DeviceKey, PeopleStore, contract::write, memory::Memory},
        testing::{person, settle},
    };

    #[test]
    fn the_word_is_for_exactly_what_the_log_begins_with_and_for_its_readers_alone() {
        let (store, vouching) = (Memory::default(), Vouching::of([7; 32]));
        let mut write = write(2, 0, 4);
        Arc::make_mut(&mut write.kept.state).parties.districts.insert(District::Huli);
        let hashes: Vec<Hash> = write.entries.iter().map(|entry| entry.hash).collect();
        store.commit(&[write]).unwrap();
        let (huli, tongan) =
            (person(1, Role::DistrictBureau, Some(District::Huli)), person(2, Role::DistrictBureau, Some(District::Tongan)));
        let document = DocumentId([2; 16]);
        for n in 1..=4 {
            let FromRelay::Vouched { voucher, .. } = vouching.vouch(&store, &huli, document, n).unwrap() else { panic!() };
            let signature = Signature::from_slice(&voucher.signature).unwrap();
            let holds = |n: u64, hashes: &[Hash]| {
                let bytes = to_vouch(store.era().unwrap(), document, n, digest(hashes.iter().copied()));
                vouching.key.verifying_key().verify(&bytes, &signature).is_ok()
            };
            let length = usize::try_from(n).unwrap();
            assert_eq!(voucher.n, n);
            assert!(holds(n, &hashes[..length]));
            assert!(!holds(n, &hashes[1..]) && !holds(n + 1, &hashes[..length]));
        }
        for (person, n) in [(&huli, 5), (&huli, 0), (&tongan, 3)] {
            assert!(matches!(vouching.vouch(&store, person, document, n), Ok(FromRelay::Trouble { code: Trouble::NoSuchDocument, .. })));
        }
    }

    #[test]
    fn people_of_enterprises_know_the_devices_of_their_own_body_alone() {
        let (store, vouching) = (Memory::default(), Vouching::of([7; 32]));
        let people = [person(1, Role::Expert, None), person(2, Role::Enterprise, None), person(3, Role::Enterprise, None)];
        for person in &people {
            settle(&store, &Account::new(person.id.to_string(), "", person.clone()));
            let author = Author { person: person.id, device: DeviceId([4; 16]) };
            store.put_key(&DeviceKey { author, point: vec![4; 65], opens: Vec::new(), token: [1; 32] }).unwrap();
            store.put_opening(author, [1; 32], &[5; 65]).unwrap();
        }
        let known = |person: &Person| match vouching.circle(&store, person, None).unwrap() {
            FromRelay::Circle(Some(circle)) => circle,
            other => panic!("{other:?}"),
        };
        assert_eq!(known(&people[0]).devices.len(), 3);
        let of_enterprise = known(&people[1]);
        assert!(of_enterprise.devices.iter().all(|device| device.person.org.id == people[1].org.id && device.opens == [5; 65]));
        assert_eq!(vouching.circle(&store, &people[1], Some(of_enterprise.version())), Ok(FromRelay::Circle(None)));
        let closed = Account { disabled_at: Some(shared::time::Timestamp(1)), ..Account::new("x", "", people[0].clone()) };
        let note =
            crate::store::people::Note::of_operator(shared::time::Timestamp(1), shared::people::Audited::PersonChanged, people[0].id);
        store.carry_out(&crate::store::people::Deed::ChangeAccount(closed), &note).unwrap();
        assert_eq!(known(&people[0]).devices.len(), 2, "whose account is closed is known no more");
    }
}
