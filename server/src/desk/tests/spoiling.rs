//! A change that only the library's own panic gives away.

use automerge::{
    ActorId, Change, ObjId, ROOT, ReadDoc,
    legacy::{ElementId, Key, ObjectId, Op, OpId, OpType},
};

use super::*;

impl Relay {
    /// An insertion into a long text, after a character that is not there.
    fn after_nothing(&self) -> ByteBuf {
        let mut doc = Automerge::new();
        let log = self.store.log(self.document, 0, 999, usize::MAX).unwrap();
        doc.apply_changes(log.into_iter().map(|entry| Change::from_bytes(entry.into_vec()).unwrap()).collect::<Vec<_>>()).unwrap();
        let (_, intake) = doc.get(ROOT, "intake").unwrap().unwrap();
        let (_, ObjId::Id(counter, actor, _)) = doc.get(&intake, "note").unwrap().unwrap() else { panic!("a text is no root") };
        let mut change = Change::from_bytes(self.changes(&["电线电缆"]).remove(0).into_vec()).unwrap().decode();
        change.operations[0] = Op {
            action: OpType::Put("x".into()),
            obj: ObjectId::Id(OpId::new(counter, &actor)),
            key: Key::Seq(ElementId::Id(OpId::new(3, &ActorId::from([0x77; 16])))),
            pred: Vec::new().into(),
            insert: true,
        };
        ByteBuf::from(Change::from(change).raw_bytes().to_vec())
    }
}

#[tokio::test]
async fn a_change_that_spoils_the_document_is_refused_and_everything_else_stays() {
    let relay = relay().await;
    let good = relay.changes(&["电线", "电线电缆"]);
    let batch = [relay.after_nothing(), good[0].clone(), relay.after_nothing(), good[1].clone()];
    let FromRelay::Answer { accepted, refused, blocked, retry, listed: Some(listed), .. } =
        relay.submit(asker(bureau()), batch.to_vec()).await
    else {
        panic!("an answer")
    };
    assert_eq!((accepted.len(), refused.len(), blocked.len(), retry.len()), (2, 2, 0, 0));
    assert_eq!((listed.n, listed.summary.product.as_str()), (4, "电线电缆"));
    let again = relay.submit(asker(bureau()), relay.changes(&["电缆"])).await;
    assert!(matches!(again, FromRelay::Answer { accepted, .. } if accepted.len() == 1));
    assert_eq!(Document::load(&*relay.store, relay.document).unwrap().unwrap().kept.listed.summary.product, "电缆");
}
