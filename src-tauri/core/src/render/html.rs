//! HTML with gaps: what a passage cannot say by itself is filled in when the whole article is known.

use std::ops::{Deref, DerefMut};

/// A piece of HTML, and the places in it that wait for something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Html {
    text: String,
    /// By position.
    gaps: Vec<(usize, Gap)>,
}

/// What stands in a gap. Numbers count within the passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// The id of an anchor: an attribute's value.
    Id(usize),
    /// The mark of a footnote with this label: an element.
    Mark(usize, String),
    /// A citation: an element.
    Citation(usize),
    /// The address of a place in the article, `#id`: an attribute's value.
    Place(String),
}

impl Html {
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), gaps: Vec::new() }
    }

    /// Leaves a gap at the end.
    pub(super) fn gap(&mut self, gap: Gap) {
        self.gaps.push((self.text.len(), gap));
    }

    /// Takes away the spaces at the end.
    pub(super) fn trim_end_of_line(&mut self) {
        let length = self.text.trim_end_matches(' ').len().max(self.gaps.last().map_or(0, |(at, _)| *at));
        self.text.truncate(length);
    }

    pub(super) fn append(&mut self, other: &Self) {
        let offset = self.text.len();
        self.text.push_str(&other.text);
        self.gaps.extend(other.gaps.iter().map(|(at, gap)| (at + offset, gap.clone())));
    }

    pub(crate) fn has_gaps(&self) -> bool {
        !self.gaps.is_empty()
    }

    /// The HTML as it stands, gaps left out.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The text before each gap with the gap, and the text after the last.
    pub(super) fn pieces(&self) -> (impl Iterator<Item = (&str, &Gap)>, &str) {
        let starts = std::iter::once(0).chain(self.gaps.iter().map(|(at, _)| *at));
        let pieces = starts.zip(&self.gaps).map(|(start, (end, gap))| (&self.text[start..*end], gap));
        (pieces, &self.text[self.gaps.last().map_or(0, |(at, _)| *at)..])
    }
}

impl From<String> for Html {
    fn from(text: String) -> Self {
        Self { text, gaps: Vec::new() }
    }
}

/// Writers append to the text, and never change what stands there.
impl Deref for Html {
    type Target = String;

    fn deref(&self) -> &String {
        &self.text
    }
}

impl DerefMut for Html {
    fn deref_mut(&mut self) -> &mut String {
        &mut self.text
    }
}
