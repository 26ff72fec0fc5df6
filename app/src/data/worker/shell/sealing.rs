//! The device's key: found or made when somebody begins to work here, and used when somebody signs.

use shared::{
    ids::Author,
    signing::{self, Seal},
    sync::device::{Ask, Input},
};

use super::{super::key::Key, Shell};

impl Shell {
    /// Finds the key of whoever works here, or makes it. A browser that cannot keep one works all the same; who signs there is told so.
    pub(super) async fn find_key(&mut self) {
        let Some(person) = self.me.person.as_ref().map(|person| person.id) else { return };
        match Key::of(person, &mut self.keys).await {
            Ok(key) => {
                let (point, opens) = (key.point.clone(), key.opens.clone());
                if let Some(work) = &mut self.work {
                    work.key = Some(key);
                }
                self.give(Input::Key(point)).await;
                self.give(Input::Opens(opens)).await;
            }
            Err(error) => web_sys::console::warn_1(&error.0.into()),
        }
    }

    /// An act that somebody signed on the glass, with the device's signature; anything else as it is.
    pub(super) async fn sealed(&self, ask: Ask) -> Ask {
        let Ask::Act { document, mut command } = ask else { return ask };
        let (Some(work), Some(person)) = (&self.work, &self.me.person) else { return Ask::Act { document, command } };
        let rule = work.device.kind(document).and_then(|kind| signing::signing_rule(kind, command.act));
        if let (Some(rule), Some(key), true) = (rule, &work.key, signing::wants_seal(&command.args)) {
            let author = Author { person: person.id, device: self.me.device };
            let args = Seal::begin(command.args.clone(), author.device, &key.point);
            match key.sign(&signing::to_sign(document, author, rule, command.on, &args)).await {
                Ok(signature) => command.args = Seal::end(args, &signature),
                Err(error) => web_sys::console::warn_1(&error.0.into()),
            }
        }
        Ask::Act { document, command }
    }
}
