//! The relay, tried from outside: real processes, real sockets, named people.

mod agreeing;
mod beginning;
mod crashing;
mod carrying;
mod durability;
mod foreign;
mod frames;
mod full_store;
mod hostile;
mod operating;
mod reading;
mod refusing;
mod same_product;
mod settings;
mod sign_in;
mod site;
mod tidy;
