//! How devices and relay agree: the messages, the guard, the device's machine, the way of its files, the rebuild after a refusal,
//! changes that another device carries, what devices hand to each other without a network, what a device hands over whose session was
//! ended from elsewhere, who holds what the relay does not have, and what somebody wrote after they had left.

pub mod carried;
pub mod device;
pub mod give_back;
pub mod guard;
pub mod handing;
pub mod handover;
pub mod later;
pub mod media;
pub mod rebuild;
pub mod session;
pub mod standing;
pub mod wire;
