//! Li's device, the store of her browser and a relay, in one thread.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::{
    files::{FileKind, Named},
    forms::Path,
    ids::{DocumentId, Hash},
    sync::media::{Effect, Fault, FileLine, Input, Kept, Media, Piece, Table, Why, Write},
    time::Timestamp,
};

pub(super) const MIB: u64 = 1 << 20;
/// A photograph that was made smaller has so many bytes.
const SMALLER: u64 = 2 * MIB;

#[derive(Default)]
struct Relay {
    uploads: BTreeMap<String, (Piece, u64)>,
    arrived: Vec<Piece>,
    goes_after: Option<u64>,
    troubles: u32,
    damages: u32,
    refuses: Option<(Hash, Why)>,
    sent: u64,
    begun: u32,
}

pub(super) struct World {
    media: Media,
    room: u64,
    now: Timestamp,
    rows: BTreeMap<(Table, String), Vec<u8>>,
    bytes: BTreeSet<String>,
    picked: Vec<Kept>,
    texts: Vec<String>,
    lines: Vec<FileLine>,
    relay: Relay,
    is_online: bool,
    is_here: bool,
    has_place: bool,
    work_after: Option<u64>,
    dies_at: Option<usize>,
    is_dead: bool,
    pauses: Vec<u32>,
    asked: Vec<String>,
    at_once: (usize, usize),
}

fn hash_of(name: &str, salt: u8) -> Hash {
    let mut hash = [salt; 32];
    for (at, byte) in name.bytes().enumerate() {
        hash[at % 32] ^= byte.wrapping_mul(u8::try_from(at % 200).unwrap_or(0) + 1);
    }
    Hash(hash)
}

impl World {
    pub(super) fn new() -> Self {
        Self::with_room(1000 * MIB)
    }

    pub(super) fn with_room(room: u64) -> Self {
        Self {
            media: Media::new(room),
            room,
            now: Timestamp(1_700_000_000_000),
            rows: BTreeMap::new(),
            bytes: BTreeSet::new(),
            picked: Vec::new(),
            texts: Vec::new(),
            lines: Vec::new(),
            relay: Relay::default(),
            is_online: false,
            is_here: true,
            has_place: true,
            work_after: None,
            dies_at: None,
            is_dead: false,
            pauses: Vec::new(),
            asked: Vec::new(),
            at_once: (0, 0),
        }
    }

    /// Picks a file. What the store has not taken when the browser dies was never shown as kept.
    pub(super) fn picks(&mut self, name: &str, size: u64) {
        self.now.0 += 10;
        let id = format!("{:013}", self.now.0);
        let kind = FileKind::of_name(name).unwrap();
        let original = Piece { hash: hash_of(name, 0), size, kind, bytes: id.clone() };
        let (document, path) = (DocumentId([9; 16]), Path::of_text("evidence.rows.0123456789abcdef.files"));
        let at = self.now;
        let kept =
            Kept { id, document, path, name: name.to_owned(), at, original, ready: None, is_named: false, upload: None, refused: None };
        if !self.commits(&[Write::kept(&kept)]) {
            return;
        }
        self.bytes.insert(kept.id.clone());
        self.picked.push(kept.clone());
        self.give(Input::Kept(kept));
    }

    pub(super) fn connects(&mut self) {
        self.is_online = true;
        self.relay.goes_after = self.relay.goes_after.filter(|after| *after > self.relay.sent);
        self.give(Input::Line { is_open: true });
    }

    pub(super) fn loses_the_line(&mut self) {
        self.is_online = false;
        self.give(Input::Line { is_open: false });
    }

    pub(super) fn starts_again(&mut self) {
        self.is_dead = false;
        self.dies_at = None;
        self.is_online = false;
        self.media = Media::new(self.room);
        let rows = self.rows.iter().map(|((table, _), row)| (*table, row.clone())).collect();
        self.give(Input::Stored(rows));
        let wanted: BTreeSet<String> = self.bytes.iter().filter(|bytes| self.media.needs(bytes)).cloned().collect();
        self.bytes = wanted;
    }

    pub(super) fn waits(&mut self) {
        self.now.0 += 60_000;
        self.give(Input::Tick);
    }

    pub(super) fn work_waits(&mut self, is_waiting: bool) {
        self.give(Input::Work { is_waiting });
    }

    pub(super) fn discards(&mut self, id: &str) {
        self.give(Input::Discard { id: id.to_owned() });
    }

    pub(super) fn looks_at(&mut self, name: &str) {
        let hash = self.piece(name).hash;
        self.now.0 += 10;
        self.give(Input::Looked(hash));
    }

    /// These are to stay: pictures of this person's, and files of others.
    pub(super) fn wants_to_stay(&mut self, names: &[&str], others: &[Hash]) {
        let hashes = names.iter().map(|name| self.piece(name).hash).chain(others.iter().copied()).collect();
        self.give(Input::Stay(hashes));
    }

    pub(super) const fn media(&self) -> &Media {
        &self.media
    }

    pub(super) const fn dies_at(&mut self, transaction: usize) {
        self.dies_at = Some(transaction);
    }

    pub(super) const fn was_killed(&self) -> bool {
        self.is_dead
    }

    pub(super) const fn relay_goes_after(&mut self, bytes: u64) {
        self.relay.goes_after = Some(bytes);
    }

    pub(super) const fn relay_is_in_trouble(&mut self, times: u32) {
        self.relay.troubles = times;
    }

    pub(super) const fn relay_finds_damage(&mut self, times: u32) {
        self.relay.damages = times;
    }

    pub(super) fn relay_refuses(&mut self, name: &str, why: Why) {
        self.relay.refuses = Some((self.piece(name).hash, why));
    }

    pub(super) fn relay_forgets(&mut self) {
        self.relay.uploads.clear();
    }

    pub(super) const fn work_comes_after(&mut self, bytes: u64) {
        self.work_after = Some(bytes);
    }

    pub(super) const fn has_the_document(&mut self, is_here: bool) {
        self.is_here = is_here;
    }

    pub(super) const fn has_the_place(&mut self, has_place: bool) {
        self.has_place = has_place;
    }

    pub(super) fn waiting(&self) -> &[FileLine] {
        &self.lines
    }

    pub(super) fn picked(&self) -> Vec<&str> {
        self.picked.iter().map(|kept| kept.name.as_str()).collect()
    }

    pub(super) fn texts(&self) -> &[String] {
        &self.texts
    }

    pub(super) fn names(&self) -> Vec<String> {
        self.texts.iter().map(|text| Named::of_text(text).name).collect()
    }

    pub(super) fn arrived(&self) -> Vec<String> {
        self.relay.arrived.iter().map(|piece| self.name_of(piece.hash)).collect()
    }

    pub(super) fn asked(&self) -> Vec<String> {
        self.asked.clone()
    }

    pub(super) fn pauses(&self) -> &[u32] {
        &self.pauses
    }

    pub(super) fn at_relay(&self) -> u64 {
        self.relay.uploads.values().map(|(_, offset)| offset).sum()
    }

    pub(super) const fn sent_in_all(&self) -> u64 {
        self.relay.sent
    }

    pub(super) const fn most_at_once(&self) -> usize {
        self.at_once.1
    }

    pub(super) fn has_bytes_of(&self, name: &str) -> bool {
        self.bytes.contains(&self.piece(name).bytes)
    }

    fn piece(&self, name: &str) -> Piece {
        let kept = self.picked.iter().find(|kept| kept.name == name).unwrap();
        made(&kept.original, name)
    }

    fn name_of(&self, hash: Hash) -> String {
        let kept = self.picked.iter().find(|kept| made(&kept.original, &kept.name).hash == hash).unwrap();
        Named::ending_with(&kept.name, made(&kept.original, &kept.name).kind.ending())
    }

    fn commits(&mut self, writes: &[Write]) -> bool {
        if let Some(left) = &mut self.dies_at {
            if *left == 0 {
                self.is_dead = true;
            } else {
                *left -= 1;
            }
        }
        if self.is_dead {
            return false;
        }
        for write in writes {
            let key = (write.table, write.key.clone());
            match &write.value {
                Some(value) => drop(self.rows.insert(key, value.clone())),
                None => drop(self.rows.remove(&key)),
            }
        }
        true
    }

    fn give(&mut self, input: Input) {
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front().filter(|_| !self.is_dead) {
            for effect in self.media.handle(input, self.now) {
                if self.is_dead {
                    return;
                }
                self.now.0 += 100;
                inputs.extend(self.carry_out(effect));
            }
        }
    }

    fn carry_out(&mut self, effect: Effect) -> Option<Input> {
        match effect {
            Effect::Save(writes) => {
                self.commits(&writes);
                None
            }
            Effect::Drop(keys) => {
                self.bytes.retain(|key| !keys.contains(key));
                None
            }
            Effect::Prepare(kept) => {
                let piece = made(&kept.original, &kept.name);
                self.bytes.insert(piece.bytes.clone());
                Some(Input::Ready { id: kept.id, piece })
            }
            Effect::Attach { .. } if !self.is_here => None,
            Effect::Attach { id, .. } if !self.has_place => Some(Input::Nowhere { id }),
            Effect::Attach { id, text, .. } => {
                if !self.texts.contains(&text) {
                    self.texts.push(text);
                }
                Some(Input::Named { id })
            }
            Effect::Begin { id, piece } => {
                self.asked.push(self.name_of(piece.hash));
                Some(self.answered(&id, |world| world.begins(&piece)))
            }
            Effect::Ask { id, upload } => Some(self.answered(&id, |world| world.stands(upload))),
            Effect::Send { id, upload, piece, from, to } => {
                assert!(self.bytes.contains(&piece.bytes), "the bytes are here");
                Some(self.answered(&id, |world| world.takes(upload, from, to)))
            }
            Effect::Wake(pause) => {
                self.pauses.push(pause);
                None
            }
            Effect::Show(lines) => {
                let under_way = lines.iter().filter(|line| line.progress == super::Progress::Sending).count();
                self.at_once = (under_way, self.at_once.1.max(under_way));
                self.lines = lines;
                None
            }
        }
    }

    fn answered(&mut self, id: &str, ask: impl FnOnce(&mut Self) -> Result<(String, u64), Fault>) -> Input {
        let id = id.to_owned();
        let is_away = self.relay.goes_after.is_some_and(|after| self.relay.sent >= after);
        if !self.is_online || is_away {
            return Input::Line { is_open: false };
        }
        if self.relay.troubles > 0 {
            self.relay.troubles -= 1;
            return Input::Failed { id, fault: Fault::Trouble };
        }
        match ask(self) {
            Ok((upload, offset)) => Input::Stands { id, upload, offset },
            Err(fault) => Input::Failed { id, fault },
        }
    }

    fn begins(&mut self, piece: &Piece) -> Result<(String, u64), Fault> {
        if let Some((_, why)) = self.relay.refuses.filter(|(hash, _)| *hash == piece.hash) {
            return Err(Fault::Refused(why));
        }
        self.relay.begun += 1;
        let upload = format!("upload {}", self.relay.begun);
        let is_there = self.relay.arrived.iter().any(|there| there.hash == piece.hash);
        let offset = if is_there { piece.size } else { 0 };
        self.relay.uploads.insert(upload.clone(), (piece.clone(), offset));
        Ok((upload, offset))
    }

    fn stands(&self, upload: String) -> Result<(String, u64), Fault> {
        let (_, offset) = self.relay.uploads.get(&upload).ok_or(Fault::Gone)?;
        Ok((upload, *offset))
    }

    fn takes(&mut self, upload: String, from: u64, to: u64) -> Result<(String, u64), Fault> {
        let (piece, offset) = self.relay.uploads.get_mut(&upload).ok_or(Fault::Gone)?;
        if *offset != from {
            return Err(Fault::Elsewhere);
        }
        *offset = to;
        self.relay.sent += to - from;
        if to == piece.size {
            if self.relay.damages > 0 {
                self.relay.damages -= 1;
                self.relay.uploads.remove(&upload);
                return Err(Fault::Damaged);
            }
            let piece = piece.clone();
            self.relay.arrived.push(piece);
        }
        if self.work_after.is_some_and(|after| self.relay.sent >= after) {
            self.work_after = None;
            // The device's own machine speaks in between.
            self.media.handle(Input::Work { is_waiting: true }, self.now);
        }
        Ok((upload, to))
    }
}

/// A photograph is made smaller; everything else stays what it is.
fn made(original: &Piece, name: &str) -> Piece {
    if original.kind.is_picture() {
        Piece { hash: hash_of(name, 7), size: SMALLER, kind: FileKind::Jpeg, bytes: format!("{}-ready", original.bytes) }
    } else {
        original.clone()
    }
}
