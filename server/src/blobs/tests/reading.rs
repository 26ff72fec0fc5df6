//! Who may read a file.

use shared::people::District;

use super::*;
use crate::store::{Naming, contract::write as entries};

fn officer(number: u8, district: District) -> Person {
    person(number, Role::DistrictBureau, Some(district))
}

/// A document of a district names a file.
fn name(house: &House, document: u8, district: District, by: &Person, hash: Hash) {
    let id = shared::ids::DocumentId([document; 16]);
    let after = house.store.document(id).unwrap().map_or(0, |kept| kept.listed.n);
    let mut write = entries(document, after, 1);
    Arc::make_mut(&mut write.kept.state).parties.districts.insert(district);
    let was_readable = super::super::may_read(&*house.store, by, &house.store.file(hash).unwrap()).unwrap();
    write.named = vec![Naming { hash, document: id, by: by.id, was_readable }];
    house.store.commit(&[write]).unwrap();
}

fn reads(house: &House, person: &Person, hash: Hash) -> bool {
    house.blobs.readable(person, hash).unwrap().is_some()
}

#[tokio::test]
async fn a_file_is_read_by_who_sent_it_and_by_who_reads_a_document_that_its_sender_named_it_in() {
    let house = House::new();
    let (huli, tongan) = (officer(2, District::Huli), officer(3, District::Tongan));
    let file = house.put(&huli, PDF).await;
    assert!(reads(&house, &huli, file) && !reads(&house, &tongan, file));
    name(&house, 1, District::Huli, &huli, file);
    assert!(!reads(&house, &tongan, file), "a document of another district");
    name(&house, 2, District::Tongan, &huli, file);
    assert!(reads(&house, &tongan, file));
    assert!(!reads(&house, &officer(4, District::Jimei), file));
}

#[tokio::test]
async fn whoever_names_a_hash_that_they_could_not_read_opens_nothing() {
    let house = House::new();
    let (huli, tongan) = (officer(2, District::Huli), officer(3, District::Tongan));
    let file = house.put(&huli, PDF).await;
    name(&house, 2, District::Tongan, &tongan, file);
    assert!(!reads(&house, &tongan, file), "a guessed hash");
    name(&house, 1, District::Huli, &huli, file);
    assert!(!reads(&house, &tongan, file));
}

#[tokio::test]
async fn a_name_given_before_the_file_arrived_counts_once_its_giver_has_sent_it() {
    let house = House::new();
    let (huli, city) = (officer(2, District::Huli), person(5, Role::MunicipalBureau, None));
    name(&house, 1, District::Huli, &huli, hash(PDF));
    assert!(!reads(&house, &city, hash(PDF)));
    house.put(&ann(), PDF).await;
    assert!(!reads(&house, &city, hash(PDF)), "somebody else has sent it");
    house.put(&huli, PDF).await;
    assert!(reads(&house, &city, hash(PDF)));
}

#[tokio::test]
async fn a_reader_may_pass_a_file_on_by_naming_it_elsewhere() {
    let house = House::new();
    let (huli, tongan, city) = (officer(2, District::Huli), officer(3, District::Tongan), person(5, Role::MunicipalBureau, None));
    let file = house.put(&huli, PDF).await;
    name(&house, 1, District::Huli, &huli, file);
    name(&house, 2, District::Tongan, &city, file);
    assert!(reads(&house, &tongan, file));
}
