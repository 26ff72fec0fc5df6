//! Who calls, as far as the network tells: an address, and roughly which program.

use std::{
    convert::Infallible,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, header, request::Parts},
};

use crate::relay::Relay;

/// A caller.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    /// Their address; of IPv6 the network, because whoever has one address there has 2⁶⁴.
    pub(crate) address: IpAddr,
    /// Browser and system, roughly: `Chrome · Android`.
    pub(crate) agent: String,
    /// What they sent with the request.
    pub(crate) headers: HeaderMap,
}

impl FromRequestParts<Arc<Relay>> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, relay: &Arc<Relay>) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map_or(Ipv4Addr::UNSPECIFIED.into(), |ConnectInfo(peer)| peer.ip());
        let address = network(behind(peer, &parts.headers, relay.auth.proxies()));
        let agent = parts.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).map(agent).unwrap_or_default();
        Ok(Self { address, agent, headers: parts.headers.clone() })
    }
}

/// Whom a trusted proxy names: the last in its list that is no trusted proxy itself. Others may write there what they like.
fn behind(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> IpAddr {
    let is_trusted = |address: &IpAddr| proxies.contains(&address.to_canonical());
    if !is_trusted(&peer) {
        return peer;
    }
    let lists = headers.get_all("x-forwarded-for").into_iter().filter_map(|list| list.to_str().ok());
    let named: Vec<&str> = lists.flat_map(|list| list.split(',')).map(str::trim).collect();
    let mut from_the_last = named.into_iter().rev().map_while(|name| name.parse::<IpAddr>().ok());
    from_the_last.find(|address| !is_trusted(address)).unwrap_or(peer)
}

fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64)).into(),
    }
}

/// The first name in each list that a browser mentions: they all mention others too.
fn agent(text: &str) -> String {
    const BROWSERS: [(&str, &str); 6] = [
        ("MicroMessenger", "WeChat"),
        ("Edg", "Edge"),
        ("HuaweiBrowser", "Huawei Browser"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 7] = [
        ("HarmonyOS", "HarmonyOS"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let first = |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| text.contains(mark)).map(|(_, name)| *name);
    [first(&BROWSERS), first(&SYSTEMS)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_trusted_proxy_says_who_is_behind_it() {
        for (peer, forwarded, proxies, expected) in [
            ("9.9.9.9", "1.1.1.1", &[][..], "9.9.9.9"),
            ("9.9.9.9", "1.1.1.1", &["127.0.0.1"], "9.9.9.9"),
            ("127.0.0.1", "1.1.1.1", &["127.0.0.1"], "1.1.1.1"),
            ("127.0.0.1", "6.6.6.6, 1.1.1.1", &["127.0.0.1"], "1.1.1.1"),
            ("127.0.0.1", "6.6.6.6, 1.1.1.1, 10.0.0.2", &["127.0.0.1", "10.0.0.2"], "1.1.1.1"),
            ("127.0.0.1", "1.1.1.1, nonsense", &["127.0.0.1"], "127.0.0.1"),
            ("127.0.0.1", "", &["127.0.0.1"], "127.0.0.1"),
            ("::ffff:127.0.0.1", "1.1.1.1", &["127.0.0.1"], "1.1.1.1"),
            ("127.0.0.1", "2001:db8:1:2:3:4:5:6", &["127.0.0.1"], "2001:db8:1:2::"),
            ("2001:db8::7", "", &[], "2001:db8::"),
        ] {
            let headers = HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), forwarded.parse().unwrap())]);
            let proxies: Vec<IpAddr> = proxies.iter().map(|proxy| proxy.parse().unwrap()).collect();
            let found = network(behind(peer.parse().unwrap(), &headers, &proxies));
            assert_eq!(found, expected.parse::<IpAddr>().unwrap(), "{peer} says {forwarded}, trusted {proxies:?}");
        }
    }

    #[test]
    fn a_device_is_recognised_roughly() {
        let android =
            "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36";
        assert_eq!(agent(android), "Chrome · Android");
        assert_eq!(agent(&format!("{android} MicroMessenger/8.0")), "WeChat · Android");
        assert_eq!(agent("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126 Safari/537.36 Edg/126"), "Edge · Windows");
        assert_eq!(agent("ureq/3"), "");
    }
}
