//! What it costs the relay to hold what nobody works with.

use std::net::TcpStream;

use tests::Hand;
use tungstenite::{WebSocket, client::IntoClientRequest, http::header, protocol::WebSocketConfig};

use crate::{
    Figure,
    city::{City, submit},
};

const CONNECTIONS: usize = 10_000;
const DOCUMENTS: usize = 100;
const OPERATIONS: usize = 5_000;

pub(crate) fn connections_and_documents() -> Vec<Figure> {
    vec![connections(), documents()]
}

fn connections() -> Figure {
    let city = City::with(20);
    let hands: Vec<Hand> = city.hands();
    let before = city.relay.memory();
    let lines: Vec<_> = hands.iter().cycle().take(CONNECTIONS).map(|hand| idle(&city.relay.host(), hand)).collect();
    let after = city.relay.memory();
    drop(lines);
    Figure {
        what: format!("memory at {CONNECTIONS} idle connections"),
        how: "20 people's sessions in turn; resident set of the relay".into(),
        found: format!("{} MB, {} KB a connection", after >> 20, ((after - before) / CONNECTIONS as u64) >> 10),
    }
}

fn documents() -> Figure {
    let mut city = City::with(DOCUMENTS);
    let mut writers = city.cases(OPERATIONS, 1);
    city.relay.stop();
    city.start_again();
    let before = city.relay.memory();
    for writer in &mut writers {
        writer.line = writer.hand.line().expect("still signed in");
        let change = writer.pen.next();
        submit(&mut writer.line, writer.case, vec![change]);
    }
    let after = city.relay.memory();
    Figure {
        what: format!("memory per loaded document of {OPERATIONS} operations"),
        how: format!("{DOCUMENTS} cases loaded by one change each; resident set of the relay, connections included"),
        found: format!("{} KB", ((after - before) / DOCUMENTS as u64) >> 10),
    }
}

/// A line that nobody reads.
fn idle(host: &str, hand: &Hand) -> WebSocket<TcpStream> {
    let mut request = format!("ws://{host}/sync").into_client_request().expect("a well-formed address");
    let cookie = hand.cookie.as_deref().expect("signed in").parse().expect("a well-formed cookie");
    request.headers_mut().insert(header::COOKIE, cookie);
    let config = WebSocketConfig::default().read_buffer_size(1024);
    let stream = TcpStream::connect(host).expect("the relay listens");
    let (mut socket, _) = tungstenite::client::client_with_config(request, stream, Some(config)).expect("the relay takes one more");
    socket.read().expect("the relay begins to speak");
    socket
}
