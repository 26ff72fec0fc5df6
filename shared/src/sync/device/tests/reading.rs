//! What documents say is read without anybody opening them.

use super::{Network, PROBLEM, Who};

#[test]
fn a_document_is_read_while_nobody_opens_it_and_while_somebody_does() {
    let mut net = Network::new();
    let lin = net.device(Who::Lin);
    assert_eq!(net.read_unopened(lin), None, "not here yet");
    net.connect(lin);
    net.open(lin);
    net.disconnect(lin);
    net.type_in(lin, PROBLEM, "导体电阻偏大");
    assert_eq!(net.read_unopened(lin).as_deref(), Some("导体电阻偏大"));
    net.restart(lin);
    assert_eq!(net.read_unopened(lin).as_deref(), Some("导体电阻偏大"), "own unconfirmed words included");
}
