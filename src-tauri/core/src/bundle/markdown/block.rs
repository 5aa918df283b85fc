//! Blocks: those of CommonMark as they are, Kiku's own as what any reader shows.

use std::collections::BTreeMap;

use super::inline::longest_run;
use super::loss::Loss;
use super::tree::{Element, Node};

/// Writes an article and remembers what it could not say.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub(super) lost: BTreeMap<Loss, usize>,
    /// The addresses of the images that are shown.
    pub(super) images: Vec<String>,
}

/// Elements that stand in a line of words.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "input", "ins", "kbd",
    "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

impl Writer {
    pub(super) fn document(&mut self, page: &Element) -> String {
        self.blocks(&page.children).join("\n\n") + "\n"
    }

    pub(super) fn lose(&mut self, loss: Loss) {
        *self.lost.entry(loss).or_default() += 1;
    }

    fn blocks(&mut self, nodes: &[Node]) -> Vec<String> {
        let is_inline = |node: &Node| match node {
            Node::Text(_) => true,
            Node::Element(element) => INLINE.contains(&element.name.as_str()),
        };
        let mut blocks = Vec::new();
        for run in nodes.chunk_by(|a, b| is_inline(a) && is_inline(b)) {
            match run {
                [Node::Element(element)] if !INLINE.contains(&element.name.as_str()) => {
                    blocks.extend(self.element(element));
                }
                words => blocks.push(self.paragraph(words)),
            }
        }
        blocks.retain(|block| !block.is_empty());
        blocks
    }

    fn element(&mut self, element: &Element) -> Vec<String> {
        let children = &element.children;
        match element.name.as_str() {
            "p" if element.has_class("source-more") => Vec::new(),
            "p" if ["question", "block-label", "callout-title", "source-title"]
                .iter()
                .any(|own| element.has_class(own)) =>
            {
                vec![strong(&self.paragraph(children))]
            }
            "p" | "dt" | "caption" => vec![self.paragraph(children)],
            "summary" => vec![strong(&self.paragraph(children))],
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => vec![self.heading(element)],
            "ul" if element.has_class("tags") => Vec::new(),
            "ul" | "ol" => vec![self.list(element)],
            "pre" => vec![code_block(element)],
            "hr" => vec!["***".to_owned()],
            "table" => self.table(element),
            "blockquote" => vec![self.quote(children)],
            "details" => {
                self.lose(Loss::Fold);
                self.blocks(children)
            }
            "nav" | "script" | "style" => Vec::new(),
            _ if ["source", "callout"].iter().any(|own| element.has_class(own)) => {
                self.lose(Loss::Box);
                vec![self.quote(children)]
            }
            _ if element.has_class("footnotes") => {
                let name = element.attribute("aria-label").map(|name| strong(&guarded(name)));
                name.into_iter().chain(self.blocks(children)).collect()
            }
            _ if element.has_class("commentary") => self.commentary(element),
            _ => {
                if ["takeaways", "qa", "unknown"].iter().any(|own| element.has_class(own)) {
                    self.lose(Loss::Box);
                }
                self.blocks(children)
            }
        }
    }

    /// Words, with no line that starts like a block.
    fn paragraph(&mut self, nodes: &[Node]) -> String {
        let words = self.inline(nodes, None);
        let lines = words.trim_matches([' ', '\n']).lines().map(|line| guarded(line.trim()));
        lines.collect::<Vec<_>>().join("\n")
    }

    fn heading(&mut self, element: &Element) -> String {
        let level = element.name[1..].parse().unwrap_or(1);
        let mut words = self.line(&element.children);
        // Signs at the end would close the heading.
        if words.ends_with('#') {
            words.insert(words.len() - 1, '\\');
        }
        format!("{} {words}", "#".repeat(level))
    }

    /// Words in one line.
    fn line(&mut self, nodes: &[Node]) -> String {
        self.inline(nodes, None).replace("\\\n", " ").replace('\n', " ").trim().to_owned()
    }

    fn quote(&mut self, nodes: &[Node]) -> String {
        let words = self.blocks(nodes).join("\n\n");
        let lines = words.lines().map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") });
        lines.collect::<Vec<_>>().join("\n")
    }

    fn list(&mut self, list: &Element) -> String {
        let first: usize = list.attribute("start").and_then(|start| start.parse().ok()).unwrap_or(1);
        let is_loose = |item: &Element| item.elements().any(|child| child.name == "p");
        let mut items = Vec::new();
        for (number, item) in (first..).zip(list.elements()) {
            let mark = if list.name == "ol" { format!("{number}. ") } else { "- ".to_owned() };
            let words = self.blocks(&item.children).join(if is_loose(item) { "\n\n" } else { "\n" });
            items.push(indented(&mark, &words));
        }
        items.join(if list.elements().any(is_loose) { "\n\n" } else { "\n" })
    }

    /// **Name:** words
    fn commentary(&mut self, element: &Element) -> Vec<String> {
        self.lose(Loss::Speaker);
        let mut blocks = Vec::new();
        let mut name = String::new();
        for part in element.elements() {
            if part.has_class("speaker") {
                let named = part.elements().find(|child| child.has_class("speaker-name"));
                name = named.map(|named| self.paragraph(&named.children)).unwrap_or_default();
            } else {
                let starts_with_words = part.elements().next().is_some_and(|first| first.name == "p");
                blocks = self.blocks(&part.children);
                match blocks.first_mut().filter(|_| starts_with_words) {
                    Some(first) => *first = format!("{} {first}", strong(&format!("{name}:"))),
                    None => blocks.insert(0, strong(&format!("{name}:"))),
                }
            }
        }
        blocks
    }

    /// A table of GFM, which most readers show and all can read.
    fn table(&mut self, table: &Element) -> Vec<String> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut blocks = Vec::new();
        let groups = table.elements().flat_map(|group| match group.name.as_str() {
            "tr" => vec![group],
            _ => group.elements().filter(|row| row.name == "tr").collect(),
        });
        if let Some(caption) = table.elements().find(|child| child.name == "caption") {
            blocks.push(self.paragraph(&caption.children));
        }
        for row in groups {
            rows.push(row.elements().map(|cell| self.cell(cell)).collect());
        }
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns == 0 {
            return blocks;
        }
        rows.iter_mut().for_each(|row| row.resize(columns, String::new()));
        rows.insert(1.min(rows.len()), vec!["---".to_owned(); columns]);
        let lines: Vec<_> = rows.iter().map(|row| format!("| {} |", row.join(" | "))).collect();
        blocks.push(lines.join("\n"));
        blocks
    }

    /// Every bar in it belongs to its words, in code too.
    fn cell(&mut self, cell: &Element) -> String {
        self.line(&cell.children).replace("\\|", "|").replace('|', "\\|")
    }
}

/// An item: its mark, and its lines below each other.
fn indented(mark: &str, words: &str) -> String {
    let mut item = String::new();
    for (at, line) in words.lines().enumerate() {
        match (at, line) {
            (0, _) => item.push_str(mark),
            (_, "") => item.push('\n'),
            _ => item.push_str(&format!("\n{}", " ".repeat(mark.len()))),
        }
        item.push_str(line);
    }
    if item.is_empty() { mark.trim_end().to_owned() } else { item }
}

/// Bold words, where they are not bold or cannot be.
fn strong(words: &str) -> String {
    if words.is_empty() || words.contains("**") { words.to_owned() } else { format!("**{words}**") }
}

fn code_block(element: &Element) -> String {
    let code = element.text();
    let fence = "`".repeat(longest_run(&code, '`').max(2) + 1);
    let language = element.elements().next().and_then(|code| code.attribute("class")).unwrap_or_default();
    let language = language.strip_prefix("language-").unwrap_or_default();
    format!("{fence}{language}\n{}\n{fence}", code.trim_end_matches('\n'))
}

/// A line that would start a heading, a quote, a list or a rule starts with a back slash.
fn guarded(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    if digits > 0 && line[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    if line.starts_with(['#', '>', '-', '+', '=']) { format!("\\{line}") } else { line.to_owned() }
}
