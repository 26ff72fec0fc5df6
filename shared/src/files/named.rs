//! What stands at a file in a field: its name and, beneath it, the hash of the file that was picked, where what is kept was made from
//! it. Older versions show the text as it is; so the name comes first and reads as a name for ever.

use crate::ids::Hash;

/// A file's name in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// As it was called when it was picked, cut to [`Named::LONGEST`] bytes.
    pub name: String,
    /// SHA-256 of the photograph as the camera made it; `None` where the file itself is what was picked, or where nobody has said.
    pub original: Option<Hash>,
}

const ORIGINAL: &str = "original=";

impl Named {
    /// The longest name, in bytes: with the hash it fits into a mark.
    pub const LONGEST: usize = 150;

    /// A name as it is written: without what no name has, and never longer than it may be; its ending stays.
    #[must_use]
    pub fn new(name: &str, original: Option<Hash>) -> Self {
        let name: String = name.chars().filter(|letter| !letter.is_control()).collect();
        let ending = name.rsplit_once('.').map(|(_, ending)| ending).filter(|ending| ending.len() <= 8).map(|ending| format!(".{ending}"));
        let name = if name.len() <= Self::LONGEST {
            name
        } else {
            let ending = ending.unwrap_or_default();
            let room = Self::LONGEST - ending.len();
            let cut = name.char_indices().map(|(at, _)| at).take_while(|at| *at <= room).last().unwrap_or(0);
            let mut short = name;
            short.truncate(cut);
            short + &ending
        };
        Self { name, original }
    }

    /// Reads what stands at a file, also what a version of tomorrow adds in further lines.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let mut lines = text.lines();
        let name = lines.next().unwrap_or_default().to_owned();
        let original = lines.find_map(|line| Hash::of_hex(line.strip_prefix(ORIGINAL)?));
        Self { name, original }
    }

    /// As it stands in the document.
    #[must_use]
    pub fn text(&self) -> String {
        match self.original {
            None => self.name.clone(),
            Some(hash) => format!("{}\n{ORIGINAL}{}", self.name, hash.to_hex()),
        }
    }

    /// The name of what is made from it in another type.
    #[must_use]
    pub fn ending_with(name: &str, ending: &str) -> String {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        format!("{stem}.{ending}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sync::guard::limits::MARK_BYTES;

    #[test]
    fn a_name_is_read_as_it_was_written_with_the_hash_of_what_was_picked() {
        let hash = Hash([0xab; 32]);
        for named in [Named::new("车间.jpg", Some(hash)), Named::new("报告.pdf", None)] {
            assert_eq!(Named::of_text(&named.text()), named);
        }
        assert_eq!(Named::of_text("a.jpg\nmade=tomorrow\noriginal=nonsense"), Named::new("a.jpg", None));
        assert_eq!(Named::of_text("").name, "");
        assert_eq!(Named::new("a\nb\0.jpg", None).name, "ab.jpg");
    }

    #[test]
    fn the_longest_name_fits_into_a_mark_and_keeps_its_ending() {
        let named = Named::new(&format!("{}.jpg", "照".repeat(300)), Some(Hash([1; 32])));
        assert!(named.name.ends_with("照.jpg") && named.text().len() <= MARK_BYTES);
        assert!(Named::new(&"x".repeat(1000), None).name.len() == Named::LONGEST);
    }

    #[test]
    fn what_is_made_from_a_photograph_says_what_it_is() {
        assert_eq!(Named::ending_with("IMG_1.HEIC", "jpg"), "IMG_1.jpg");
        assert_eq!(Named::ending_with("image", "jpg"), "image.jpg");
    }
}
