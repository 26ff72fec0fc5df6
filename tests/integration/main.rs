//! The relay, tried from outside: real processes, real sockets, named people.

mod device;
mod enduring;
mod people;
mod relay;
mod strangers;
mod tidy;
