//! Screen by screen: that each does what it is for, can be used by everybody, and is looked at.

mod adding_up;
mod choosing;
mod every_form;
mod everybody;
mod fishbone;
mod importing;
mod knowing;
mod paper;
mod photos;
mod pictures;
mod starting;
mod tables;
mod taking_along;
mod tools;
