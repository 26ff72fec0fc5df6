//! The relay, tried from outside: real processes, real sockets, named people.

mod agreeing;
mod beginning;
mod carrying;
mod crash;
mod crashing;
mod durability;
mod files;
mod foreign;
mod frames;
mod full_store;
mod hostile;
mod losing;
mod operating;
mod people;
mod reading;
mod refusing;
mod restoring;
mod same_product;
mod settings;
mod sign_in;
mod sign_on;
mod site;
mod slow_readers;
mod survey;
mod tidy;
