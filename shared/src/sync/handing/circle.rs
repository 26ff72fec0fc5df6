//! The devices that a device knows, so that without any network it can close a file for them and tell whose signature is whose. Told
//! by the relay; kept on the device.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use sha2::{Digest, Sha256};

use crate::{
    access, codec,
    ids::{Author, DeviceId, Hash},
    people::{Person, Role},
    workflow::State,
};

/// The most devices that are told: they fit one frame. Officers and experts come before people of enterprises.
pub const MOST: usize = 3_000;

/// A device, and who works on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The person.
    pub person: Person,
    /// Their device.
    pub device: DeviceId,
    /// The key with which it signs, an uncompressed point of P-256.
    pub signs: ByteBuf,
    /// The key for which others close files, such a point; empty for a device of an earlier release.
    pub opens: ByteBuf,
}

/// All of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Circle {
    /// The key with which the relay vouches for logs, such a point.
    pub vouches: ByteBuf,
    /// The devices.
    pub devices: Vec<Known>,
}

impl Known {
    /// As whom this device writes.
    #[must_use]
    pub const fn author(&self) -> Author {
        Author { person: self.person.id, device: self.device }
    }
}

impl Circle {
    /// Stands for all that is in it: another hash, another circle.
    #[must_use]
    pub fn version(&self) -> Hash {
        Hash(Sha256::digest(codec::encode(self)).into())
    }

    /// What a person of this role and body may know of it: people of enterprises know the devices of their own body alone, as they
    /// know no names of experts.
    #[must_use]
    pub fn seen_by(mut self, person: &Person) -> Self {
        let is_of_enterprise = person.role == Role::Enterprise;
        self.devices.retain(|known| !is_of_enterprise || known.person.org.id == person.org.id);
        self.devices.sort_by_key(|known| (known.person.role == Role::Enterprise, known.author()));
        self.devices.truncate(MOST);
        self
    }

    /// A device.
    #[must_use]
    pub fn find(&self, author: Author) -> Option<&Known> {
        self.devices.iter().find(|known| known.author() == author)
    }

    /// The devices on which somebody may read the document, but this one, in the order of names.
    #[must_use]
    pub fn readers(&self, state: &State, this: DeviceId) -> Vec<Known> {
        let may_open = |known: &&Known| known.device != this && !known.opens.is_empty() && access::may_read(&known.person, state);
        let mut readers: Vec<Known> = self.devices.iter().filter(may_open).cloned().collect();
        readers.sort_by(|a, b| (&a.person.name, a.device).cmp(&(&b.person.name, b.device)));
        readers
    }
}
