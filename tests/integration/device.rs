//! What devices write and what the relay makes of it: agreeing, carrying, refusing, losing.

mod agreeing;
mod beginning;
mod carrying;
mod handing;
mod importing;
mod losing;
mod month;
mod refusing;
mod same_product;
mod signing;
