//! 同一产品 (Q10): same producer, standard, trademark and specification, all batches.

use std::fmt;

use super::read::Content;
use crate::forms::answer::Answer;

/// Names a product among all cases. Where a part is unknown there is none: the bureau matches by hand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ProductKey(String);

impl fmt::Display for ProductKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The product of a case. A seller's case names the 标称生产者; where none is named the enterprise made it.
#[must_use]
pub fn key(content: &Content) -> Option<ProductKey> {
    let part = |key: &str| match Answer::of(content.field("intake", key)) {
        Answer::Given(text) => normal(text),
        Answer::Empty | Answer::None | Answer::Later(_) => String::new(),
    };
    let producer = Some(part("nominal_producer")).filter(|name| !name.is_empty()).unwrap_or_else(|| part("enterprise"));
    let known = [producer, part("product"), part("standard"), part("model")];
    if known.iter().any(String::is_empty) {
        return None;
    }
    let [producer, product, standard, model] = known;
    Some(ProductKey([producer, product, standard, part("trademark"), model].join("|")))
}

/// Without blanks, full-width and half-width letters and case being the same: `ＧＢ 4806.8` is `gb4806.8`.
fn normal(text: &str) -> String {
    let half = |letter: char| match letter {
        '×' | '＊' | '*' => 'x',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        letter => letter,
    };
    text.chars().map(half).filter(|letter| !letter.is_whitespace() && *letter != '/').flat_map(char::to_lowercase).collect()
}
