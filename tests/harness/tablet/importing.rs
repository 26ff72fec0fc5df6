//! Lists on a tablet: taken in by the very functions that the app calls.

use shared::{
    forms::order,
    ids::{CommandId, DocumentId},
    importing::{Import, Importing, Known, beginning, lines, tables::csv},
    sync::device::{Ask, Input},
    words::Locale,
};

use super::{Tablet, draw, now};

impl Tablet {
    /// What a list is held against.
    #[must_use]
    pub fn known(&self) -> Known {
        let about = (self.person.clone(), now().day(), self.screen.deadlines.clone(), Locale::Chinese);
        Known::of(about, self.directory(), self.documents().iter().map(|line| &line.summary))
    }

    /// Reads a list and begins the cases of all rows that are proposed; the import, as it then stands.
    ///
    /// # Panics
    /// When the text is no list.
    pub fn import(&mut self, text: &str) -> Import {
        let mut importing = Importing::default();
        importing.begin("list.csv", csv::read("list", text).expect("a list"), &self.person);
        let mut import = importing.import.take().expect("it has begun");
        let known = self.known();
        import.start(&lines(&import, &known), &mut || DocumentId(draw()));
        let rows = import.unfinished(|_| false);
        let mut row = || (draw()[..8].iter().map(|byte| format!("{byte:02x}")).collect(), order::at_end(now().0, "list"));
        let beginnings = beginning(&import, &known, &rows, &mut || CommandId(draw()), &mut row);
        for some in beginnings.chunks(8) {
            self.give(Input::Ask(Ask::Begin { beginnings: some.to_vec() }));
        }
        import
    }
}
