//! What every store promises about people.

use shared::{
    forms::Path,
    ids::{Author, DeviceId, DocumentId, InvitationId, OrgId, PersonId},
    people::{
        Audited, District, Org, OrgKind, Person, Role,
        admin::{Contact, Identity},
    },
    records::edit::Edit,
    sync::{
        device::Work,
        handover::{HandedOver, Piece},
        later,
    },
    time::Timestamp,
};

use crate::store::{
    Account, RelayStore, Sqlite, StoreError,
    contract::Folder,
    memory::Memory,
    people::{Charged, Deed, InvitationRow, Note, Party, SessionRow, seal},
};

fn ann() -> Account {
    let (id, name) = (OrgId([8; 16]), "同安区市场监督管理局".into());
    let org = Org { id, name, kind: OrgKind::DistrictBureau, district: Some(District::Tongan) };
    let person = Person { id: PersonId([9; 16]), name: "陈安".into(), role: Role::DistrictBureau, org };
    Account::new("tongan", "$argon2id$…", person)
}

fn bob() -> Account {
    let person = Person { id: PersonId([10; 16]), name: "林波".into(), ..ann().person };
    Account::new("tongan2", "$argon2id$…", person)
}

fn session(token: u8, device: u8, expires_at: i64) -> SessionRow {
    let (began_at, used_at, expires_at) = (Timestamp(1), Timestamp(2), Timestamp(expires_at));
    let (token, person, device) = ([token; 32], ann().person.id, DeviceId([device; 16]));
    SessionRow { token, secret: token, former: None, person, device, agent: "Chrome · Android".into(), began_at, used_at, expires_at }
}

fn invitation(id: u8) -> InvitationRow {
    InvitationRow {
        id: InvitationId([id; 16]),
        secret: [id; 32],
        code: [id + 100; 32],
        by: ann().person.id,
        org: ann().person.org,
        document: DocumentId([3; 16]),
        made_at: Timestamp(1),
        expires_at: Timestamp(100),
        used_at: None,
        withdrawn_at: None,
    }
}

fn guest(number: u8) -> (Box<Account>, SessionRow) {
    let person = Person { id: PersonId([number; 16]), name: "客".into(), role: Role::Enterprise, org: ann().person.org };
    let session = SessionRow { person: person.id, ..session(number, number, 900) };
    (Box::new(Account::new(format!("guest{number}"), "", person)), session)
}

fn does(store: &dyn RelayStore, deed: Deed, at: i64) -> Result<(), StoreError> {
    store.carry_out(&deed, &Note::of_operator(Timestamp(at), Audited::PersonChanged, "x"))
}

contract! {
    fn an_account_keeps_its_name_and_its_body(store: &dyn RelayStore) {
        let (account, second) = (ann(), bob());
        assert_eq!(does(store, Deed::AddAccount(account.clone()), 1), Ok(()));
        assert_eq!(does(store, Deed::AddAccount(second.clone()), 1), Ok(()));
        let same_name = Account { person: Person { id: PersonId([11; 16]), ..ann().person }, ..ann() };
        assert_eq!(does(store, Deed::AddAccount(same_name), 1), Err(StoreError::Taken));
        assert_eq!(store.account("tongan"), Ok(Some(account.clone())));
        assert_eq!(store.account("nobody"), Ok(None));
        assert_eq!(store.person(account.person.id), Ok(Some(account.person.clone())));
        assert_eq!(store.org(&account.person.org.name), Ok(Some(account.person.org.clone())));
        assert_eq!(store.accounts(), Ok(vec![account, second]));
    }

    fn a_person_changes_role_and_body_and_keeps_name_and_password(store: &dyn RelayStore) {
        does(store, Deed::AddAccount(ann()), 1).unwrap();
        let other = Org { id: OrgId([5; 16]), name: "市局".into(), kind: OrgKind::MunicipalBureau, district: None };
        does(store, Deed::PutOrg(other.clone()), 1).unwrap();
        let person = Person { role: Role::MunicipalBureau, org: other, ..ann().person };
        let changed = Account { name: "x".into(), password: "y".into(), person: person.clone(), is_admin: true, ..ann() };
        does(store, Deed::ChangeAccount(changed), 1).unwrap();
        assert_eq!(store.account("tongan"), Ok(Some(Account { person, is_admin: true, ..ann() })));
        assert_eq!(does(store, Deed::ChangeAccount(bob()), 1), Err(StoreError::Gone));
    }

    fn a_body_that_changes_changes_for_everybody_of_it(store: &dyn RelayStore) {
        does(store, Deed::AddAccount(ann()), 1).unwrap();
        let moved = Org { name: "翔安区市场监督管理局".into(), district: Some(District::Xiangan), ..ann().person.org };
        does(store, Deed::PutOrg(moved.clone()), 1).unwrap();
        assert_eq!(store.person(ann().person.id).unwrap().map(|person| person.org), Some(moved.clone()));
        let same_name = Org { id: OrgId([6; 16]), ..moved.clone() };
        assert_eq!(does(store, Deed::PutOrg(same_name), 1), Err(StoreError::Taken));
        assert_eq!(store.orgs(), Ok(vec![moved]));
    }

    fn a_contact_is_kept_and_erased(store: &dyn RelayStore) {
        let contact = Contact { telephone: "0592-1234567".into(), email: String::new() };
        let (person, org) = (Party::Person(PersonId([9; 16])), Party::Org(OrgId([8; 16])));
        does(store, Deed::PutContact(person, contact.clone()), 1).unwrap();
        assert_eq!((store.contact(person), store.contact(org)), (Ok(contact), Ok(Contact::default())));
        does(store, Deed::PutContact(person, Contact::default()), 1).unwrap();
        assert_eq!(store.contact(person), Ok(Contact::default()));
    }

    fn a_password_that_is_set_ends_all_sessions_but_the_one_that_set_it(store: &dyn RelayStore) {
        does(store, Deed::AddAccount(ann()), 1).unwrap();
        does(store, Deed::AddAccount(bob()), 1).unwrap();
        does(store, Deed::BeginSession(session(1, 1, 900)), 1).unwrap();
        does(store, Deed::BeginSession(session(2, 2, 900)), 1).unwrap();
        let set = |name: Option<&str>, keep| Deed::SetPassword { person: ann().person.id, name: name.map(str::to_owned), password: "p".into(), must_change: true, keep };
        assert_eq!(does(store, set(Some("tongan2"), None), 1), Err(StoreError::Taken));
        does(store, set(Some("new"), Some([2; 32])), 1).unwrap();
        assert_eq!(store.sessions(ann().person.id), Ok(vec![session(2, 2, 900)]));
        let account = store.account("new").unwrap().unwrap();
        assert_eq!((account.password.as_str(), account.must_change_password), ("p", true));
    }

    fn a_session_is_found_by_its_secret_and_the_one_before_and_forgotten_when_it_is_over(store: &dyn RelayStore) {
        does(store, Deed::AddAccount(ann()), 1).unwrap();
        does(store, Deed::BeginSession(session(1, 1, 100)), 0).unwrap();
        let turned = SessionRow { secret: [5; 32], former: Some(([1; 32], Some(Timestamp(60)))), expires_at: Timestamp(200), ..session(1, 1, 100) };
        assert_eq!(store.put_session([1; 32], &turned), Ok(true));
        assert_eq!(store.put_session([1; 32], &turned), Ok(false), "the secret is another");
        for secret in [1, 5] {
            assert_eq!(store.session_of([secret; 32]), Ok(Some(turned.clone())));
        }
        assert_eq!(store.session([1; 32]), Ok(Some(turned)));
        assert_eq!(store.session([5; 32]), Ok(None), "the first secret names it");
        assert_eq!(store.put_session([7; 32], &session(7, 7, 100)), Ok(false));
        assert_eq!(store.session([7; 32]), Ok(None), "what was ended stays ended");
        does(store, Deed::BeginSession(session(2, 2, 900)), 200).unwrap();
        assert_eq!(store.session([1; 32]), Ok(None));
    }

    fn sessions_of_a_device_end_with_the_next_and_when_they_are_ended(store: &dyn RelayStore) {
        does(store, Deed::AddAccount(ann()), 1).unwrap();
        let begin = |token, device| does(store, Deed::BeginSession(session(token, device, 900)), 1).unwrap();
        let tokens = || store.sessions(ann().person.id).unwrap().iter().map(|session| session.token[0]).collect::<Vec<_>>();
        begin(1, 1);
        begin(2, 2);
        begin(3, 1);
        assert_eq!(tokens(), [2, 3]);
        does(store, Deed::EndSessions(ann().person.id, Some(DeviceId([2; 16]))), 1).unwrap();
        assert_eq!(tokens(), [3]);
        does(store, Deed::EndSessions(ann().person.id, None), 1).unwrap();
        assert_eq!(tokens(), [0; 0]);
        assert_eq!(does(store, Deed::EndSessions(ann().person.id, None), 1), Err(StoreError::Gone));
    }

    fn a_revoked_device_is_known_by_its_secrets_until_somebody_signs_in_there_and_what_it_hands_over_stays(store: &dyn RelayStore) {
        does(store, Deed::AddAccount(ann()), 1).unwrap();
        let former = Some(([7; 32], None));
        does(store, Deed::BeginSession(SessionRow { former, ..session(1, 1, 900) }), 2).unwrap();
        does(store, Deed::BeginSession(session(2, 2, 900)), 2).unwrap();
        let (person, device) = (ann().person.id, DeviceId([1; 16]));
        let author = Author { person, device };
        assert_eq!(does(store, Deed::Revoke(person, Some(DeviceId([9; 16]))), 3), Err(StoreError::Gone));
        does(store, Deed::Revoke(person, Some(device)), 3).unwrap();
        assert_eq!((store.session([1; 32]), store.session_of([7; 32])), (Ok(None), Ok(None)));
        assert_eq!([[1; 32], [7; 32], [2; 32]].map(|secret| store.revoked(secret)), [Ok(Some(author)), Ok(Some(author)), Ok(None)]);
        let piece = |name: &str, text: &str| {
            let work = Work::Edit(Edit::Write { path: Path::of_text("causes.problem"), text: text.into() });
            Piece { name: name.into(), document: DocumentId([3; 16]), written_at: Timestamp(5), work }
        };
        does(store, Deed::HandOver(author, vec![piece("a", "甲"), piece("b", "乙")]), 4).unwrap();
        does(store, Deed::HandOver(author, vec![piece("a", "丙")]), 5).unwrap();
        let handed = |name: &str, text: &str, taken_at: Option<i64>| {
            let (id, at) = (later::id(DocumentId([3; 16]), author, name), Timestamp(4));
            HandedOver { id, device, piece: piece(name, text), at, taken_at: taken_at.map(Timestamp) }
        };
        assert_eq!(store.handed_over(person), Ok(vec![handed("a", "甲", None), handed("b", "乙", None)]));
        does(store, Deed::TakeBack(bob().person.id, vec![handed("b", "乙", None).id]), 6).unwrap();
        does(store, Deed::TakeBack(person, vec![handed("b", "乙", None).id]), 6).unwrap();
        does(store, Deed::TakeBack(person, vec![handed("b", "乙", None).id]), 7).unwrap();
        assert_eq!(store.handed_over(person), Ok(vec![handed("a", "甲", None), handed("b", "乙", Some(6))]));
        assert_eq!(store.handed_over(bob().person.id), Ok(Vec::new()));
        does(store, Deed::BeginSession(session(3, 1, 900)), 6).unwrap();
        assert_eq!(store.revoked([1; 32]), Ok(None));
        assert_eq!(store.handed_over(person).map(|pieces| pieces.len()), Ok(2));
        does(store, Deed::Revoke(person, None), 7).unwrap();
        assert_eq!(store.sessions(person), Ok(Vec::new()));
        assert!(store.revoked([2; 32]).unwrap().is_some() && store.revoked([3; 32]).unwrap().is_some());
    }

    fn a_closed_account_has_no_session_and_gets_none(store: &dyn RelayStore) {
        does(store, Deed::AddAccount(ann()), 1).unwrap();
        does(store, Deed::BeginSession(session(1, 1, 900)), 1).unwrap();
        let closed = Account { disabled_at: Some(Timestamp(5)), ..ann() };
        does(store, Deed::ChangeAccount(closed.clone()), 5).unwrap();
        assert_eq!(store.account_of(ann().person.id), Ok(Some(closed)));
        assert_eq!(store.session([1; 32]), Ok(None));
        assert_eq!(does(store, Deed::BeginSession(session(2, 1, 900)), 6), Err(StoreError::Gone));
    }

    fn whom_a_provider_means_is_one_person_and_each_person_one_at_a_provider(store: &dyn RelayStore) {
        does(store, Deed::AddAccount(ann()), 1).unwrap();
        does(store, Deed::AddAccount(bob()), 1).unwrap();
        let (ann, bob) = (ann().person.id, bob().person.id);
        let identity = |issuer: &str, subject: &str| Identity { issuer: issuer.into(), subject: subject.into() };
        assert_eq!(does(store, Deed::Bind(PersonId([77; 16]), identity("a", "1")), 1), Err(StoreError::Gone));
        does(store, Deed::Bind(ann, identity("a", "1")), 1).unwrap();
        does(store, Deed::Bind(ann, identity("b", "1")), 1).unwrap();
        assert_eq!(does(store, Deed::Bind(bob, identity("a", "1")), 1), Err(StoreError::Taken));
        assert_eq!(does(store, Deed::Bind(ann, identity("a", "2")), 1), Err(StoreError::Taken));
        does(store, Deed::Bind(bob, identity("a", "2")), 1).unwrap();
        let bound = |issuer, subject| store.account_bound(&identity(issuer, subject)).unwrap().map(|account| account.person.id);
        assert_eq!([bound("a", "1"), bound("a", "2"), bound("b", "1"), bound("b", "2")], [Some(ann), Some(bob), Some(ann), None]);
        assert_eq!(store.identities(ann), Ok(vec![identity("a", "1"), identity("b", "1")]));
    }

    fn whoever_is_unbound_is_signed_out(store: &dyn RelayStore) {
        does(store, Deed::AddAccount(ann()), 1).unwrap();
        let identity = Identity { issuer: "a".into(), subject: "1".into() };
        does(store, Deed::Bind(ann().person.id, identity.clone()), 1).unwrap();
        does(store, Deed::BeginSession(session(1, 1, 900)), 1).unwrap();
        does(store, Deed::Unbind(ann().person.id), 2).unwrap();
        assert_eq!((store.account_bound(&identity), store.session([1; 32])), (Ok(None), Ok(None)));
        assert_eq!(does(store, Deed::Unbind(ann().person.id), 3), Err(StoreError::Gone));
        does(store, Deed::Bind(ann().person.id, identity), 4).unwrap();
    }

    fn attempts_are_counted_by_name_until_one_fits(store: &dyn RelayStore) {
        let attempt = |name: u8| store.attempt([name; 32], Timestamp(1)).unwrap();
        assert_eq!([1; 9].map(attempt), [Charged::May; 9]);
        assert_eq!((attempt(1), attempt(1), attempt(2)), (Charged::Last, Charged::Wait, Charged::May));
        store.forgive([1; 32]).unwrap();
        assert_eq!(attempt(1), Charged::May);
    }

    fn an_invitation_is_used_once_and_found_by_either_key(store: &dyn RelayStore) {
        does(store, Deed::AddAccount(ann()), 1).unwrap();
        does(store, Deed::Invite(invitation(1)), 1).unwrap();
        for key in [1, 101] {
            assert_eq!(store.invitation([key; 32]), Ok(Some(invitation(1))));
        }
        let join = |number, at| {
            let (account, session) = guest(number);
            does(store, Deed::Join(InvitationId([1; 16]), account, session), at)
        };
        assert_eq!(join(20, 100), Err(StoreError::Gone), "its time is over");
        assert_eq!(join(20, 50), Ok(()));
        assert_eq!(join(21, 50), Err(StoreError::Gone), "used");
        assert_eq!(store.account("guest21"), Ok(None));
        assert_eq!(store.sessions(PersonId([20; 16])).unwrap().len(), 1);
        assert_eq!(does(store, Deed::Withdraw(InvitationId([1; 16])), 60), Err(StoreError::Gone));
    }

    fn a_withdrawn_invitation_is_over_and_stays_in_the_list(store: &dyn RelayStore) {
        does(store, Deed::AddAccount(ann()), 1).unwrap();
        does(store, Deed::Invite(invitation(1)), 1).unwrap();
        does(store, Deed::Withdraw(InvitationId([1; 16])), 50).unwrap();
        let (account, session) = guest(20);
        assert_eq!(does(store, Deed::Join(InvitationId([1; 16]), account, session), 60), Err(StoreError::Gone));
        let withdrawn = InvitationRow { withdrawn_at: Some(Timestamp(50)), ..invitation(1) };
        assert_eq!(store.invitations(Some(ann().person.id)), Ok(vec![withdrawn.clone()]));
        assert_eq!(store.invitations(Some(PersonId([1; 16]))), Ok(vec![]));
        assert_eq!(store.invitations(None), Ok(vec![withdrawn]));
    }

    fn what_is_done_is_noted_and_what_is_not_done_is_not(store: &dyn RelayStore) {
        does(store, Deed::AddAccount(ann()), 4).unwrap();
        assert!(does(store, Deed::AddAccount(ann()), 5).is_err());
        does(store, Deed::Nothing, 6).unwrap();
        let rows = store.audit(0, 9).unwrap();
        assert_eq!(rows.iter().map(|row| (row.number, row.at.0)).collect::<Vec<_>>(), [(1, 4), (2, 6)]);
        assert_eq!((rows[0].by.as_str(), rows[0].act.as_str(), rows[0].about.as_str()), ("operator", "person_changed", "x"));
        assert_eq!((rows[0].hash.clone(), rows[1].hash.clone()), (seal("", &rows[0]), seal(&rows[0].hash, &rows[1])));
        assert_eq!(store.audit(1, 9).unwrap(), rows[1..]);
        assert_eq!(store.audit(0, 1).unwrap(), rows[..1]);
    }

    fn a_store_has_a_secret_and_keeps_it(store: &dyn RelayStore) {
        assert_eq!(store.secret(), store.secret());
        assert_ne!(store.secret(), Ok([0; 32]));
    }
}
