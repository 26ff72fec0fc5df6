//! From one address so much may be tried: many names from one place are guessing too. In memory, and bounded.

use std::{collections::HashMap, net::IpAddr};

use shared::time::Timestamp;

use crate::clock::MINUTE;

/// So many attempts that did not succeed, in the span that began with the first. An authority's whole house may share one address.
const ALLOWED: u32 = 100;
const SPAN: i64 = 10 * MINUTE;
/// So many addresses are remembered.
const ADDRESSES: usize = 10_000;

/// What was tried, by address.
#[derive(Debug, Default)]
pub(super) struct Addresses(HashMap<IpAddr, (Timestamp, u32)>);

impl Addresses {
    /// Counts an attempt; false when there were too many.
    pub(super) fn charge(&mut self, address: IpAddr, now: Timestamp) -> bool {
        if self.0.len() >= ADDRESSES && !self.0.contains_key(&address) {
            self.make_room(now);
        }
        let (since, count) = self.0.entry(address).or_insert((now, 0));
        if is_over(*since, now) {
            (*since, *count) = (now, 0);
        }
        *count = count.saturating_add(1);
        *count <= ALLOWED
    }

    /// The attempt succeeded.
    pub(super) fn refund(&mut self, address: IpAddr) {
        if let Some((_, count)) = self.0.get_mut(&address) {
            *count = count.saturating_sub(1);
        }
    }

    /// Forgets what is over; where that is nothing, those who tried the least.
    fn make_room(&mut self, now: Timestamp) {
        self.0.retain(|_, (since, _)| !is_over(*since, now));
        if self.0.len() >= ADDRESSES {
            let mut counts: Vec<u32> = self.0.values().map(|(_, count)| *count).collect();
            let (_, middle, _) = counts.select_nth_unstable(ADDRESSES / 2);
            let middle = *middle;
            self.0.retain(|_, (_, count)| *count > middle);
        }
    }
}

fn is_over(since: Timestamp, now: Timestamp) -> bool {
    now.0 - since.0 >= SPAN
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    fn address(number: u32) -> IpAddr {
        Ipv4Addr::from(number).into()
    }

    #[test]
    fn the_hundred_and_first_failure_from_one_address_waits_and_others_do_not() {
        let mut addresses = Addresses::default();
        assert!((0..100).all(|_| addresses.charge(address(1), Timestamp(0))));
        assert!(!addresses.charge(address(1), Timestamp(1)));
        assert!(addresses.charge(address(2), Timestamp(1)));
        assert!(addresses.charge(address(1), Timestamp(SPAN)));
    }

    #[test]
    fn who_succeeds_is_not_counted() {
        let mut addresses = Addresses::default();
        for _ in 0..1000 {
            assert!(addresses.charge(address(1), Timestamp(0)));
            addresses.refund(address(1));
        }
    }

    #[test]
    fn many_addresses_are_forgotten_and_the_worst_is_not() {
        let mut addresses = Addresses::default();
        assert!((0..=100).map(|_| addresses.charge(address(0), Timestamp(0))).filter(|may| !may).count() == 1);
        for number in 1..50_000 {
            addresses.charge(address(number), Timestamp(0));
            assert!(addresses.0.len() <= ADDRESSES);
        }
        assert!(!addresses.charge(address(0), Timestamp(0)));
    }
}
