//! What was counted on a check sheet: how often each thing was seen, the most frequent first (Pareto), and how often in each layer.

use std::collections::BTreeMap;

/// A bar of a Pareto chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What was counted.
    pub what: String,
    /// How often it was seen.
    pub count: u64,
    /// With all before it, in tenths of a percent of everything.
    pub up_to: u64,
}

/// What was counted, for one layer (shift, machine, supplier …).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// The layer; empty where none is said.
    pub layer: String,
    /// The bars of it alone.
    pub bars: Vec<Bar>,
}

/// Things and how often each was seen, the most frequent first; the same words count together. Nothing that was never seen.
#[must_use]
pub fn pareto<'a>(seen: impl IntoIterator<Item = (&'a str, u64)>) -> Vec<Bar> {
    let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
    for (what, count) in seen {
        *sums.entry(what.trim()).or_default() += count;
    }
    let all: u64 = sums.values().sum();
    let mut bars: Vec<(&str, u64)> = sums.into_iter().filter(|(_, count)| *count > 0).collect();
    bars.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut so_far = 0;
    let bar = |(what, count): (&str, u64)| {
        so_far += count;
        Bar { what: what.to_owned(), count, up_to: (so_far * 1000 + all / 2) / all }
    };
    bars.into_iter().map(bar).collect()
}

/// The same, layer by layer, the fullest first.
#[must_use]
pub fn layers<'a>(seen: impl IntoIterator<Item = (&'a str, &'a str, u64)>) -> Vec<Layer> {
    let mut by_layer: BTreeMap<&str, Vec<(&str, u64)>> = BTreeMap::new();
    for (layer, what, count) in seen {
        by_layer.entry(layer.trim()).or_default().push((what, count));
    }
    let all = by_layer.into_iter().map(|(layer, seen)| Layer { layer: layer.to_owned(), bars: pareto(seen) });
    let mut layers: Vec<Layer> = all.filter(|layer| !layer.bars.is_empty()).collect();
    layers.sort_by_key(|layer| std::cmp::Reverse(layer.bars.iter().map(|bar| bar.count).sum::<u64>()));
    layers
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEEN: [(&str, &str, u64); 5] =
        [("早班", "导体电阻", 12), ("晚班", "导体电阻", 30), ("早班", "绝缘厚度", 8), ("晚班", "标志", 0), ("", "老化", 10)];

    #[test]
    fn the_most_frequent_comes_first_and_shares_add_up_to_all() {
        let bars = pareto(SEEN.map(|(_, what, count)| (what, count)));
        let seen: Vec<_> = bars.iter().map(|bar| (bar.what.as_str(), bar.count, bar.up_to)).collect();
        assert_eq!(seen, [("导体电阻", 42, 700), ("老化", 10, 867), ("绝缘厚度", 8, 1000)]);
        assert!(pareto([("无", 0)]).is_empty());
    }

    #[test]
    fn layers_are_counted_apart() {
        let found: Vec<_> = layers(SEEN).into_iter().map(|layer| (layer.layer, layer.bars.len())).collect();
        assert_eq!(found, [("晚班".to_owned(), 1), ("早班".to_owned(), 2), (String::new(), 1)]);
    }
}
