//! Another edition of the same site: a door before the relay that hands its pages out with a mark in them, under a fingerprint of their
//! own, as the next release would. Everything else it passes through, both ways.

use std::{
    io::{Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

use base64::{Engine, prelude::BASE64_STANDARD as STANDARD};
use sha2::{Digest, Sha256};

use crate::{Relay, free_port};

/// The door.
#[derive(Debug)]
pub struct Edition {
    address: String,
    name: Arc<Mutex<String>>,
}

impl Edition {
    /// Opens the door before a relay; its site is of this edition.
    ///
    /// # Panics
    /// When no port is free.
    #[must_use]
    pub fn before(relay: &Relay, name: &str) -> Self {
        let port = free_port();
        let listener = TcpListener::bind(("127.0.0.1", port)).expect("a free port");
        let (name, host) = (Arc::new(Mutex::new(name.to_owned())), relay.host());
        let of_thread = Arc::clone(&name);
        thread::spawn(move || {
            for visitor in listener.incoming().map_while(Result::ok) {
                let (name, host) = (Arc::clone(&of_thread), host.clone());
                // Whoever hangs up in the middle is gone, on either side.
                thread::spawn(move || drop(serve(visitor, &host, &name)));
            }
        });
        Self { address: format!("http://127.0.0.1:{port}"), name }
    }

    /// From now on the site is of another edition.
    pub fn becomes(&self, name: &str) {
        name.clone_into(&mut self.name.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Its address, as a browser writes it.
    #[must_use]
    pub fn address(&self) -> String {
        self.address.clone()
    }
}

/// One request on one connection. Browsers connect before they ask: what counts is the edition at the time of the request.
fn serve(mut visitor: TcpStream, host: &str, name: &Mutex<String>) -> std::io::Result<()> {
    let (head, body) = read_head(&mut visitor)?;
    let edition = name.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let edition = edition.as_str();
    let path = head.split(' ').nth(1).unwrap_or_default();
    let is_page = head.contains("\nSec-Fetch-Mode: navigate") || path == "/index.html";
    match path {
        "/sw.js" => return answer(&mut visitor, "text/javascript", &service_worker(host, edition)?),
        _ if is_page && !path.starts_with("/api") => return answer(&mut visitor, "text/html", &shell(host, edition)?),
        _ => {}
    }
    let mut relay = TcpStream::connect(host)?;
    let is_socket = head.to_ascii_lowercase().contains("upgrade: websocket");
    let lines = head.split("\r\n").filter(|line| is_socket || !line.to_ascii_lowercase().starts_with("connection:"));
    // The relay takes whom it serves by the host that is named.
    let lines = lines.map(|line| if line.starts_with("Host: ") { format!("Host: {host}") } else { line.to_owned() });
    let lines = lines.map(|line| if line.starts_with("Origin: ") { format!("Origin: http://{host}") } else { line });
    let mut lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    if !is_socket {
        lines.push("Connection: close".to_owned());
    }
    relay.write_all(format!("{}\r\n\r\n", lines.join("\r\n")).as_bytes())?;
    relay.write_all(&body)?;
    let (mut up_from, mut up_to) = (visitor.try_clone()?, relay.try_clone()?);
    thread::spawn(move || {
        drop(std::io::copy(&mut up_from, &mut up_to));
        drop(up_to.shutdown(Shutdown::Write));
    });
    std::io::copy(&mut relay, &mut visitor)?;
    visitor.shutdown(Shutdown::Both)
}

/// The head of a request without its end, and what of the body came with it.
fn read_head(visitor: &mut TcpStream) -> std::io::Result<(String, Vec<u8>)> {
    let mut read = Vec::new();
    let mut part = [0; 4096];
    loop {
        let count = visitor.read(&mut part)?;
        if count == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        read.extend_from_slice(&part[..count]);
        if let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") {
            let body = read.split_off(end + 4);
            read.truncate(end);
            return Ok((String::from_utf8_lossy(&read).into_owned(), body));
        }
    }
}

fn answer(visitor: &mut TcpStream, kind: &str, text: &str) -> std::io::Result<()> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}; charset=utf-8\r\nCache-Control: no-cache\r\nConnection: close\r\n");
    visitor.write_all(format!("{head}Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes())
}

/// A relay that is stopped is a site that is away, not an empty one.
fn from_relay(host: &str, path: &str) -> std::io::Result<String> {
    let text = ureq::get(format!("http://{host}{path}")).call().and_then(|mut answer| answer.body_mut().read_to_string());
    text.map_err(std::io::Error::other)
}

/// The shell with the edition's mark.
fn shell(host: &str, edition: &str) -> std::io::Result<String> {
    let mark = format!("<meta name=\"edition\" content=\"{edition}\">\n</head>");
    Ok(from_relay(host, "/index.html")?.replace("</head>", &mark))
}

/// The service worker that lists that shell, under another name for all files together.
fn service_worker(host: &str, edition: &str) -> std::io::Result<String> {
    let (was, is) = (from_relay(host, "/index.html")?, shell(host, edition)?);
    let worker = from_relay(host, "/sw.js")?.replace(&digest(&was), &digest(&is));
    Ok(worker.replace("const VERSION = \"", &format!("const VERSION = \"{edition}-")))
}

/// As Subresource Integrity writes it.
fn digest(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}
