//! A plan of a whole campaign (Annex A), as the bureau writes it: a row for each enterprise and product.

use automerge::{ActorId, Automerge};
use serde_bytes::ByteBuf;
use shared::{
    documents::DocumentKind,
    forms::{Path, order},
    ids::{Author, DocumentId, OrgId, PersonId},
    records::{
        edit::{self, Edit},
        genesis,
    },
    sync::wire::FromDevice,
    workflow::{Act, Args},
};
use tests::{
    Line,
    tablet::{draw, now},
};

use crate::city::{command, granted, submit};

/// Its rows.
pub(super) const ROWS: usize = 300;
/// What stands in each.
const CELLS: [(&str, &str); 6] = [
    ("product", "家用和类似用途插头插座"),
    ("model", "GN-B3033 250V 10A"),
    ("criteria", "GB/T 2099.1-2021"),
    ("cause", "绝缘层厚度不均匀，原料批次记录缺失，进货检验没有覆盖导体电阻。"),
    ("qhead", "王质量"),
    ("note", "与上一轮同一企业"),
];

/// A plan that is there.
pub(super) struct Plan {
    pub(super) id: DocumentId,
    /// A field in its first row.
    pub(super) field: Path,
    /// Entries of its log.
    pub(super) entries: usize,
}

/// Opens it and writes it.
pub(super) fn begin(line: &mut Line, author: Author, expert: PersonId, (enterprise, case): (OrgId, DocumentId)) -> Plan {
    let id = DocumentId(draw());
    let genesis = ByteBuf::from(genesis::of(DocumentKind::Plan).raw_bytes().to_vec());
    let args = Args::default().with("group", expert).with("districts", "tongan");
    line.say(&FromDevice::Open { document: id, genesis, command: command(Act::Open, args) });
    granted(line);
    let mut doc = Automerge::new();
    doc.apply_changes([genesis::of(DocumentKind::Plan)]).expect("genesis applies");
    doc.set_actor(ActorId::from(draw()));
    doc.set_author(Some(author.to_bytes().into()));
    let table = Path::field("plan", "rows");
    let mut changes = Vec::new();
    let mut write = |edit: Edit| {
        let change = edit::apply(&mut doc, &edit, now()).expect("the form has the place").expect("it is new");
        changes.push(ByteBuf::from(change.raw_bytes().to_vec()));
    };
    let add = |path: &Path, number: usize| {
        let row = format!("{number:016x}");
        (path.row(&row), Edit::Add { path: path.clone(), row, order: order::at_end(now().0, &format!("{number:08x}")) })
    };
    for number in 0..ROWS {
        let (row, adding) = add(&table, number);
        write(adding);
        for (cell, text) in [("target", enterprise.to_string()), ("case", case.to_string())] {
            write(Edit::Write { path: row.cell(cell), text });
        }
        for (cell, text) in CELLS {
            write(Edit::Write { path: row.cell(cell), text: format!("{text}{number}") });
        }
        let (item, adding) = add(&row.cell("nonconf"), number);
        write(adding);
        write(Edit::Write { path: item.cell("item"), text: "导体电阻".to_owned() });
    }
    let entries = changes.len() + 2; // Its genesis and its opening.
    for some in changes.chunks(50) {
        submit(line, id, some.to_vec());
    }
    Plan { id, field: table.row(&format!("{:016x}", 0)).cell("product"), entries }
}
