//! Link reference definitions of the whole article: a stretch that is read by itself may use those of another.

use std::collections::BTreeMap;

use unicase::UniCase;

/// Where a link label leads (CommonMark 4.7, "link reference definitions").
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LinkTarget {
    pub(crate) destination: String,
    pub(crate) title: String,
}

/// A label that a text uses, and the definition that counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LinkLookup {
    pub(crate) label: String,
    pub(crate) target: Option<LinkTarget>,
}

/// The definitions of an article, by label. Labels match as CommonMark has it: whatever their case.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct LinkDefinitions {
    by_label: BTreeMap<UniCase<String>, LinkTarget>,
}

impl LinkDefinitions {
    /// Adds definitions in text order: the first one of a label counts.
    pub(crate) fn extend(&mut self, definitions: &[(String, LinkTarget)]) {
        for (label, target) in definitions {
            self.by_label.entry(UniCase::new(label.clone())).or_insert_with(|| target.clone());
        }
    }

    pub(crate) fn get(&self, label: &str) -> Option<&LinkTarget> {
        if self.by_label.is_empty() {
            return None;
        }
        self.by_label.get(&UniCase::new(label.to_owned()))
    }

    /// Whether a text that was read with other definitions would be read the same with these.
    pub(crate) fn agree_with(&self, lookups: &[LinkLookup]) -> bool {
        lookups.iter().all(|lookup| self.get(&lookup.label) == lookup.target.as_ref())
    }
}
