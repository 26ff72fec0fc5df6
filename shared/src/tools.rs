//! Working aids among the seven quality tools (7.2.1.5 c, Q12), calculated over what people wrote in a case: the check sheet's counts
//! (stratified, and as a Pareto chart), and measured values (histogram, control chart, scatter). The cause-and-effect diagram is
//! [`crate::records::causes`]. Figures only; how they are drawn is a screen's.

mod control;
mod entered;
mod histogram;
mod pareto;
mod scatter;
mod series;

pub use control::{Chart, Control, Method, control};
pub use entered::{Counted, Measured, counted, has_begun, measured};
pub use histogram::{Class, Histogram, histogram};
pub use pareto::{Bar, Layer, layers, pareto};
pub use scatter::{Scatter, scatter};
pub use series::{Series, Spread, spread};
