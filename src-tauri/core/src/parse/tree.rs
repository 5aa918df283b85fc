//! From pulldown-cmark's events and the fences to the tree.

use std::borrow::Cow;
use std::cell::RefCell;

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, RefDefs, Tag, TagEnd,
};

use super::cjk::SEPARATOR;
use super::fence::{Fence, FenceKind, Opening};
use super::inline::{self, Allowed};
use super::prepared::{PIPE_MASK, Prepared};
use super::{Citation, Directive, Document, LinkDefinitions, LinkLookup, LinkTarget, Node, citation};
use crate::diagnostic::{Diagnostic, Message, TextEdit};
use crate::source::Span;

/// How deep directives may nest. Deeper ones stay text: the tree is walked recursively.
const MAX_NESTING: usize = 32;

/// The link destination by which a bracketed citation is told from other links; no URL starts with a space.
const CITATION_MARK: &str = " citation";

/// CommonMark and GFM as the format takes them. Definition lists stay off: they eat a `:::` after a paragraph.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

/// Builds the tree of a prepared text up to the heading of the next chapter, if there is one that no list, quote, code
/// or HTML block holds. What comes after it reads the same without what came before.
pub(crate) fn parse<'p>(prepared: &'p Prepared<'_>, links: &LinkDefinitions) -> Document<'p> {
    build(prepared, links, true)
}

/// Builds the whole tree of a prepared text.
pub(crate) fn parse_all<'p>(prepared: &'p Prepared<'_>, links: &LinkDefinitions) -> Document<'p> {
    build(prepared, links, false)
}

fn build<'p>(prepared: &'p Prepared<'_>, links: &LinkDefinitions, stops: bool) -> Document<'p> {
    let mut builder = Builder::new(prepared, links, stops);
    let lookups = RefCell::new(Vec::new());
    let mut brackets = |link: BrokenLink<'_>| open_reference(&link, links, &mut lookups.borrow_mut());
    let parser = Parser::new_with_broken_link_callback(&prepared.text, options(), Some(&mut brackets));
    let definitions = definitions_of(parser.reference_definitions(), prepared);
    let mut events = parser.into_offset_iter();
    while builder.end.is_none() {
        let Some((event, range)) = events.next() else { break };
        builder.event(event, prepared.origin(&range));
    }
    drop(events);
    let mut document = builder.finish();
    let end = document.end.unwrap_or(usize::MAX);
    let own = definitions.into_iter().filter(|(span, ..)| span.start < end);
    document.link_definitions = own.map(|(_, label, target)| (label, target)).collect();
    document.link_lookups.extend(lookups.into_inner());
    document
}

/// The link reference definitions of a prepared text that count, in text order, with their spans.
pub(crate) fn link_definitions(prepared: &Prepared<'_>) -> Vec<(Span, LinkTarget)> {
    let parser = Parser::new_ext(&prepared.text, options());
    let definitions = definitions_of(parser.reference_definitions(), prepared);
    definitions.into_iter().map(|(span, _, target)| (span, target)).collect()
}

fn definitions_of(found: &RefDefs<'_>, prepared: &Prepared<'_>) -> Vec<(Span, String, LinkTarget)> {
    let definitions = found.iter().map(|(label, definition)| {
        let title = definition.title.as_deref().unwrap_or_default().to_owned();
        let target = LinkTarget { destination: definition.dest.to_string(), title };
        (prepared.origin(&definition.span), label.to_owned(), target)
    });
    let mut definitions: Vec<_> = definitions.collect();
    definitions.sort_by_key(|(span, ..)| *span);
    definitions
}

/// Brackets that no definition of this text claims: one of another text's may, or else they read as a citation, which
/// becomes a marked link.
fn open_reference<'a>(
    link: &BrokenLink<'_>,
    links: &LinkDefinitions,
    lookups: &mut Vec<LinkLookup>,
) -> Option<(CowStr<'a>, CowStr<'a>)> {
    let target = links.get(&link.reference);
    lookups.push(LinkLookup { label: link.reference.to_string(), target: target.cloned() });
    if let Some(target) = target {
        return Some((target.destination.clone().into(), target.title.clone().into()));
    }
    citation::bracketed(&link.reference, 0)?;
    Some((CowStr::Borrowed(CITATION_MARK), CowStr::Borrowed("")))
}

/// A directive that is not closed yet, or the article itself.
struct Open<'p> {
    directive: Directive<'p>,
    colons: usize,
    /// How many Markdown containers were open where it was opened: it ends with the innermost of them.
    depth: usize,
}

struct Builder<'p, 'l> {
    prepared: &'p Prepared<'p>,
    links_of_article: &'l LinkDefinitions,
    lookups: Vec<LinkLookup>,
    /// Whether the next chapter's heading ends the text.
    stops: bool,
    end: Option<usize>,
    body: Vec<Node<'p>>,
    open: Vec<Open<'p>>,
    /// Markdown containers and leaf blocks that are open.
    depth: usize,
    /// The run of plain text that has not been scanned yet.
    run: Option<Span>,
    /// Open links, within which neither citations nor addresses are read.
    links: usize,
    /// Open images and code blocks, whose text is taken as it is.
    verbatim: usize,
    /// Inside a fence's HTML block or a citation's link, whose events say nothing.
    skipping: Option<TagEnd>,
    diagnostics: Vec<Diagnostic>,
}

impl<'p, 'l> Builder<'p, 'l> {
    fn new(prepared: &'p Prepared<'p>, links_of_article: &'l LinkDefinitions, stops: bool) -> Self {
        Self {
            prepared,
            links_of_article,
            lookups: Vec::new(),
            stops,
            end: None,
            body: Vec::with_capacity(prepared.text.len() / 16),
            open: Vec::new(),
            depth: 0,
            run: None,
            links: 0,
            verbatim: 0,
            skipping: None,
            diagnostics: prepared.diagnostics.clone(),
        }
    }

    fn push(&mut self, node: Node<'p>) {
        match self.open.last_mut() {
            Some(open) => open.directive.children.push(node),
            None => self.body.push(node),
        }
    }

    fn event(&mut self, event: Event<'p>, span: Span) {
        if let Some(end) = self.skipping {
            if event == Event::End(end) {
                self.skipping = None;
            }
            return;
        }
        match event {
            Event::Text(text) => self.text(text, span),
            event => {
                self.flush_run();
                self.markup(event, span);
            }
        }
    }

    /// Text that stands in the author's text letter for letter joins the current run; other text is a piece of its
    /// own, and is not scanned.
    fn text(&mut self, text: CowStr<'p>, span: Span) {
        let text = self.restored(text, span);
        if self.verbatim > 0 || *text != *span.of(self.prepared.source()) {
            self.flush_run();
            return self.push(Node::Event(Event::Text(text), span));
        }
        match &mut self.run {
            Some(run) if run.end == span.start => run.end = span.end,
            _ => {
                self.flush_run();
                self.run = Some(span);
            }
        }
    }

    fn restored(&self, text: CowStr<'p>, span: Span) -> CowStr<'p> {
        match self.prepared.restored(span, &text) {
            Cow::Borrowed(same) if same.len() == text.len() && *same == *text => text,
            restored => restored.into_owned().into(),
        }
    }

    fn flush_run(&mut self) {
        let Some(span) = self.run.take() else { return };
        let allowed = Allowed { links: self.links == 0, www: self.prepared.has_www };
        let sink = match self.open.last_mut() {
            Some(open) => &mut open.directive.children,
            None => &mut self.body,
        };
        inline::scan(self.prepared.source, span, allowed, &mut |node| sink.push(node));
    }

    fn markup(&mut self, event: Event<'p>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(end) => self.end(end, span),
            Event::InlineHtml(text) if self.fence_at(span).is_some() => {
                // A fence line that Markdown takes as part of a paragraph: it is text there.
                let text = self.restored(text, span);
                self.push(Node::Event(Event::Text(text), span));
            }
            Event::Code(text) => self.push(Node::Event(Event::Code(self.cleaned(text)), span)),
            Event::InlineHtml(text) => self.push(Node::Event(Event::InlineHtml(self.cleaned(text)), span)),
            Event::Html(text) => self.push(Node::Event(Event::Html(self.restored(text, span)), span)),
            Event::FootnoteReference(label) => {
                let label = self.cleaned(label);
                self.push(Node::Event(Event::FootnoteReference(label), span));
            }
            event => self.push(Node::Event(event, span)),
        }
    }

    /// The same without what the copy was given, for text that is shorter than its span: between backticks, say.
    fn cleaned(&self, text: CowStr<'p>) -> CowStr<'p> {
        if text.contains([SEPARATOR, PIPE_MASK]) && matches!(self.prepared.text, Cow::Owned(_)) {
            return text.replace(SEPARATOR, "").replace(PIPE_MASK, "|").into();
        }
        text
    }

    fn start(&mut self, tag: Tag<'p>, span: Span) {
        if matches!(tag, Tag::HtmlBlock)
            && let Some(fence) = self.fence_at(span)
        {
            self.skipping = Some(TagEnd::HtmlBlock);
            return self.fence(fence);
        }
        if let Tag::Link { dest_url, .. } = &tag
            && **dest_url == *CITATION_MARK
        {
            self.skipping = Some(TagEnd::Link);
            return self.citation(span);
        }
        if self.depth == 0 && matches!(tag, Tag::Heading { level: HeadingLevel::H2, .. }) {
            if self.stops && self.starts_chapter(span) {
                self.end = Some(span.start);
                return;
            }
            self.close_unclosed(0);
        }
        self.depth += 1;
        self.links += usize::from(matches!(tag, Tag::Link { .. }));
        self.verbatim += usize::from(is_verbatim(tag.to_end()));
        let tag = self.cleaned_tag(tag);
        self.push(Node::Event(Event::Start(tag), span));
    }

    /// Whether a heading of the second level is written `##` at the very start of a line: no list, quote or paragraph
    /// goes on over such a line. The first heading of the text does not end it.
    fn starts_chapter(&self, heading: Span) -> bool {
        let text = self.prepared.source;
        let at = heading.start;
        at > 0 && text.as_bytes().get(at - 1) == Some(&b'\n') && text[at..].starts_with("##")
    }

    fn cleaned_tag(&mut self, tag: Tag<'p>) -> Tag<'p> {
        match tag {
            Tag::Link { link_type, dest_url, title, id } => {
                let (dest_url, title) = self.target(link_type, &id, dest_url, title);
                Tag::Link { link_type, dest_url, title, id }
            }
            Tag::Image { link_type, dest_url, title, id } => {
                let (dest_url, title) = self.target(link_type, &id, dest_url, title);
                Tag::Image { link_type, dest_url, title, id }
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Tag::CodeBlock(CodeBlockKind::Fenced(self.cleaned(info))),
            Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(self.cleaned(label)),
            tag => tag,
        }
    }

    /// Where a link leads: a label's first definition in the whole article counts, also before one in this text.
    fn target(
        &mut self,
        kind: LinkType,
        label: &str,
        destination: CowStr<'p>,
        title: CowStr<'p>,
    ) -> (CowStr<'p>, CowStr<'p>) {
        let (destination, title) = (self.cleaned(destination), self.cleaned(title));
        if !matches!(kind, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut) {
            return (destination, title);
        }
        let own = || LinkTarget { destination: destination.to_string(), title: title.to_string() };
        let target = self.links_of_article.get(label).cloned().unwrap_or_else(own);
        let place = (target.destination.clone().into(), target.title.clone().into());
        self.lookups.push(LinkLookup { label: label.to_owned(), target: Some(target) });
        place
    }

    fn end(&mut self, end: TagEnd, span: Span) {
        self.close_unclosed(self.depth);
        self.depth = self.depth.saturating_sub(1);
        self.links -= usize::from(matches!(end, TagEnd::Link)).min(self.links);
        self.verbatim -= usize::from(is_verbatim(end)).min(self.verbatim);
        self.push(Node::Event(Event::End(end), span));
    }

    fn citation(&mut self, span: Span) {
        let text = span.of(self.prepared.source);
        let inner = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or_default();
        let Some(items) = citation::bracketed(inner, span.start + 1) else {
            // A collapsed or full reference, `[@a][]`: shown as it was written.
            return self.push(Node::Event(Event::Text(CowStr::Borrowed(text)), span));
        };
        self.push(Node::Citation(Box::new(Citation { items, narrative: false, text, span })));
    }

    /// The fence that starts on the first line of `span`.
    fn fence_at(&self, span: Span) -> Option<&'p Fence<'p>> {
        let fences = &self.prepared.fences;
        let fence = fences.get(fences.partition_point(|fence| fence.span.start < span.start))?;
        let indent = self.prepared.source.get(span.start..fence.span.start)?;
        indent.bytes().all(|byte| matches!(byte, b' ' | b'\t')).then_some(fence)
    }

    fn fence(&mut self, fence: &'p Fence<'p>) {
        match &fence.kind {
            FenceKind::Close => self.close(fence),
            FenceKind::Open(_) if self.open.len() >= MAX_NESTING => {
                self.diagnostics.push(nested_too_deep(fence.span));
                self.push_line(fence.span);
            }
            FenceKind::Open(opening) if fence.colons == 2 => {
                let directive = directive(self.prepared, opening, fence, true);
                self.push(Node::Directive(Box::new(directive)));
            }
            FenceKind::Open(opening) => {
                let directive = directive(self.prepared, opening, fence, false);
                self.open.push(Open { directive, colons: fence.colons, depth: self.depth });
            }
        }
    }

    /// Closes the innermost directive with exactly as many colons, or else the innermost with fewer. A longer fence
    /// thus closes an outer block whose inner one was left open, and equal fences nest as they look.
    fn close(&mut self, fence: &Fence<'_>) {
        let here = self.open.iter().rposition(|open| open.depth < self.depth).map_or(0, |outer| outer + 1);
        let within = &self.open[here..];
        let index = within
            .iter()
            .rposition(|open| open.colons == fence.colons)
            .or_else(|| within.iter().rposition(|open| open.colons < fence.colons));
        let Some(index) = index else {
            let innermost = within.last().map(|open| (open.directive.name, open.colons));
            self.diagnostics.push(stray_fence(fence.span, innermost, self.prepared.source()));
            return self.push_line(fence.span);
        };
        while self.open.len() > here + index + 1 {
            self.close_innermost(misnested);
        }
        if let Some(mut open) = self.open.pop() {
            open.directive.span.end = fence.span.end;
            self.push(Node::Directive(Box::new(open.directive)));
        }
    }

    /// Ends every directive that was opened within `depth` Markdown containers or more.
    fn close_unclosed(&mut self, depth: usize) {
        while self.open.last().is_some_and(|open| open.depth >= depth) {
            self.close_innermost(unclosed);
        }
    }

    /// Ends the innermost directive, which has no closing fence of its own, and reports why.
    fn close_innermost(&mut self, report: fn(&Directive<'_>) -> Diagnostic) {
        let Some(mut open) = self.open.pop() else { return };
        let end = open.directive.children.last().map_or(open.directive.fence.end, |node| node.span().end);
        open.directive.span.end = end.max(open.directive.fence.end);
        let diagnostic = report(&open.directive);
        self.diagnostics.push(match closing_fence(&open, self.prepared.source()) {
            Some(edit) => diagnostic.fix(Message::new("Close the block", "ブロックを閉じる"), vec![edit]),
            None => diagnostic,
        });
        self.push(Node::Directive(Box::new(open.directive)));
    }

    /// A fence line that opens or closes nothing is a paragraph: nothing that was written disappears.
    fn push_line(&mut self, span: Span) {
        let text = Event::Text(CowStr::Borrowed(span.of(self.prepared.source)));
        for event in [Event::Start(Tag::Paragraph), text, Event::End(TagEnd::Paragraph)] {
            self.push(Node::Event(event, span));
        }
    }

    fn finish(mut self) -> Document<'p> {
        self.flush_run();
        self.close_unclosed(0);
        // The fences were found in the whole text.
        let end = self.end.unwrap_or(usize::MAX);
        self.diagnostics.retain(|diagnostic| diagnostic.span.start < end);
        self.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        Document {
            nodes: self.body,
            end: self.end,
            link_definitions: Vec::new(),
            link_lookups: self.lookups,
            diagnostics: self.diagnostics,
        }
    }
}

impl Node<'_> {
    /// Where it stands in the text.
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Event(_, span) => *span,
            Self::Directive(directive) => directive.span,
            Self::Citation(citation) => citation.span,
            Self::Ruby(ruby) => ruby.span,
        }
    }
}

fn directive<'p>(prepared: &'p Prepared<'p>, opening: &Opening<'p>, fence: &Fence<'p>, leaf: bool) -> Directive<'p> {
    Directive {
        name: opening.name,
        name_span: opening.name_span,
        leaf,
        label: opening.label.map(|span| label(prepared, span)),
        attributes: opening.attributes.clone(),
        fence: fence.span,
        span: fence.span,
        children: Vec::new(),
    }
}

/// The inline nodes of a label. A label that is more than one paragraph to Markdown (`[# x]`) is plain text.
fn label<'p>(prepared: &'p Prepared<'p>, span: Span) -> Vec<Node<'p>> {
    let mut nodes =
        prepared.label_at(span).map_or_else(Vec::new, |piece| parse_all(piece, &LinkDefinitions::default()).nodes);
    let is_edge =
        |node: &Node<'_>| matches!(node, Node::Event(Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph), _));
    if nodes.iter().filter(|node| is_edge(node)).count() == 2 && nodes.first().is_some_and(is_edge) {
        nodes.retain(|node| !is_edge(node));
        return nodes;
    }
    vec![Node::Event(Event::Text(CowStr::Borrowed(span.of(prepared.source))), span)]
}

fn is_verbatim(end: TagEnd) -> bool {
    matches!(end, TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock)
}

fn unclosed(directive: &Directive<'_>) -> Diagnostic {
    Diagnostic::error(
        "unclosed-block",
        directive.fence,
        Message::new(
            format!("The block “{}” is not closed.", directive.name),
            format!("ブロック「{}」が閉じられていません。", directive.name),
        ),
    )
    .hint("Write ::: on a line of its own where it ends.", "終わる位置に ::: だけの行を書いてください。")
}

/// A block that a fence of the block around it has ended.
fn misnested(directive: &Directive<'_>) -> Diagnostic {
    Diagnostic::error(
        "misnested-block",
        directive.fence,
        Message::new(
            format!("The block “{}” is still open where the block around it is closed.", directive.name),
            format!("ブロック「{}」を閉じる前に、外側のブロックが閉じられています。", directive.name),
        ),
    )
    .hint(
        "Close it first. A fence closes the innermost block with as many colons; give outer blocks more.",
        "先に内側を閉じてください。::: は同じ数のコロンで始まるいちばん内側のブロックを閉じます。外側にはコロンを多く書いてください。",
    )
}

/// The fence that is missing, at the end of what an unclosed block holds and behind the same indentation and quote marks
/// as its first line. Code and HTML that may be open themselves would swallow it.
fn closing_fence(open: &Open<'_>, source: &str) -> Option<TextEdit> {
    let Directive { fence, span, children, .. } = &open.directive;
    let content = span.of(source).trim_end();
    let line_start = source[..fence.start].rfind('\n').map_or(0, |newline| newline + 1);
    let prefix = source[line_start..fence.start]
        .chars()
        .map(|mark| if mark.is_alphanumeric() || "-*+.)".contains(mark) { ' ' } else { mark });
    let at = span.start + content.len();
    let text = format!("\n{}{}", prefix.collect::<String>(), ":".repeat(open.colons));
    (!swallows(children, source)).then_some(TextEdit { span: Span::new(at, at), text })
}

/// Whether what follows these nodes belongs to code or HTML at their end.
fn swallows(nodes: &[Node<'_>], source: &str) -> bool {
    match nodes.last() {
        Some(Node::Event(Event::End(TagEnd::HtmlBlock), _)) => true,
        Some(Node::Event(Event::End(TagEnd::CodeBlock), span)) => is_open_code(span.of(source).trim_end()),
        Some(Node::Directive(inner)) => {
            let is_unclosed = inner.children.last().is_some_and(|last| last.span().end >= inner.span.end);
            is_unclosed && swallows(&inner.children, source)
        }
        _ => false,
    }
}

/// Whether a code block started with a fence and has none at its end (CommonMark 0.31.2, section 4.5).
fn is_open_code(code: &str) -> bool {
    let Some(mark) = code.chars().next().filter(|mark| matches!(mark, '`' | '~')) else { return false };
    let length = code.len() - code.trim_start_matches(mark).len();
    let last_line = code.lines().skip(1).last().unwrap_or_default();
    let last_line = last_line.trim_start_matches([' ', '\t', '>']);
    last_line.len() < length || last_line.contains(|character| character != mark)
}

/// A fence that is too short for the innermost open block was meant to close it; any other is removed.
fn stray_fence(span: Span, innermost: Option<(&str, usize)>, source: &str) -> Diagnostic {
    let (label, edit) = match innermost {
        Some((name, colons)) => (
            Message::new(format!("Close “{name}” with it"), format!("「{name}」を閉じる行にする")),
            TextEdit { span, text: ":".repeat(colons) },
        ),
        None => (
            Message::new("Remove the fence", "この ::: を消す"),
            TextEdit { span: line_to_remove(span, source), text: String::new() },
        ),
    };
    Diagnostic::warning(
        "stray-fence",
        span,
        Message::new("This fence closes no block.", "この ::: に対応するブロックがありません。"),
    )
    .hint("Remove the line, or open a block above it.", "この行を消すか、上でブロックを始めてください。")
    .fix(label, vec![edit])
}

/// A fence with the end of its line, where a blank line beside it still parts what stands above and below.
fn line_to_remove(fence: Span, source: &str) -> Span {
    let (before, after) = (&source[..fence.start], &source[fence.end..]);
    let starts_line = before.is_empty() || before.ends_with('\n');
    let parted =
        before.is_empty() || before.ends_with("\n\n") || matches!(after, "" | "\n") || after.starts_with("\n\n");
    Span::new(fence.start, fence.end + usize::from(starts_line && parted && after.starts_with('\n')))
}

fn nested_too_deep(span: Span) -> Diagnostic {
    Diagnostic::warning(
        "nested-too-deep",
        span,
        Message::new(
            format!("Blocks nest at most {MAX_NESTING} deep; this one is shown as text."),
            format!("ブロックの入れ子は{MAX_NESTING}段までです。この行は本文として表示されます。"),
        ),
    )
    .hint("Move it out of the blocks around it.", "外側のブロックの外へ移してください。")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree as an outline: directives by name with their children in brackets, texts in quotes.
    fn outline(text: &str) -> String {
        let prepared = Prepared::new(text);
        let document = parse_all(&prepared, &LinkDefinitions::default());
        nodes(&document.nodes)
    }

    fn nodes(nodes: &[Node<'_>]) -> String {
        let mut out = String::new();
        for node in nodes {
            match node {
                Node::Event(Event::Text(text), _) => out += &format!("'{text}'"),
                Node::Event(Event::Html(text) | Event::InlineHtml(text), _) => out += &format!("<'{text}'>"),
                Node::Event(Event::Start(tag), _) => out += name(tag.to_end()),
                Node::Event(Event::End(tag), _) => out += &format!("/{}", name(*tag)),
                Node::Event(event, _) => out += &format!("{event:?}"),
                Node::Directive(directive) => {
                    let children = self::nodes(&directive.children);
                    out += &format!("[{} {children}]", directive.name);
                }
                Node::Citation(citation) => out += &format!("(cite {})", citation.text),
                Node::Ruby(ruby) => out += &format!("(ruby {} {})", ruby.base, ruby.readings.join(" ")),
            }
        }
        out
    }

    fn name(end: TagEnd) -> &'static str {
        match end {
            TagEnd::Paragraph => "p",
            TagEnd::Heading(_) => "h",
            TagEnd::BlockQuote(_) => "q",
            TagEnd::CodeBlock => "code",
            TagEnd::List(_) => "l",
            TagEnd::Item => "i",
            TagEnd::Link => "a",
            TagEnd::Strong => "b",
            TagEnd::HtmlBlock => "html",
            _ => "?",
        }
    }

    fn codes(text: &str) -> Vec<&'static str> {
        let prepared = Prepared::new(text);
        parse_all(&prepared, &LinkDefinitions::default()).diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
    }

    #[test]
    fn containers_hold_blocks_and_need_no_blank_lines() {
        assert_eq!(outline("a\n:::note\nb\n:::\nc"), "p'a'/p[note p'b'/p]p'c'/p");
        assert_eq!(outline(":::takeaways\n- a\n- b\n:::\n"), "[takeaways li'a'/ii'b'/i/l]");
    }

    #[test]
    fn more_colons_nest_and_equal_colons_nest_as_they_look() {
        assert_eq!(outline("::::a\n:::b\nx\n:::\n::::"), "[a [b p'x'/p]]");
        assert_eq!(outline(":::a\n:::b\nx\n:::\n:::"), "[a [b p'x'/p]]");
        assert_eq!(outline("::::a\n:::b\nx\n::::\ny"), "[a [b p'x'/p]]p'y'/p");
        assert_eq!(codes("::::a\n:::b\nx\n::::\ny"), ["misnested-block"]);
    }

    #[test]
    fn a_directive_ends_with_the_list_or_quote_that_holds_it() {
        assert_eq!(outline("> :::note\n> b\n\nc"), "q[note p'b'/p]/qp'c'/p");
        assert_eq!(outline("- :::note\n  b\n  :::\n- c"), "li[note 'b']/ii'c'/i/l");
        assert_eq!(codes("> :::note\n> b\n\nc"), ["unclosed-block"]);
    }

    #[test]
    fn an_unclosed_directive_ends_with_its_chapter() {
        assert_eq!(outline(":::note\na\n## b\nc"), "[note p'a'/p]h'b'/hp'c'/p");
        assert_eq!(codes(":::note\na\n## b\nc"), ["unclosed-block"]);
    }

    #[test]
    fn fences_in_code_are_text() {
        assert_eq!(outline("```\n:::note\n::page-break\n```"), "code':::note\n::page-break\n'/code");
        assert_eq!(outline("    :::note\n"), "code':::note\n'/code");
        assert_eq!(outline("<pre>\n:::note\n</pre>\n"), "html<'<pre>\n'><':::note\n'><'</pre>\n'>/html");
    }

    #[test]
    fn colons_in_plain_text_are_text() {
        assert_eq!(outline("10:00 a::b :::"), "p'10:00 a::b :::'/p");
        assert_eq!(outline("a\n:::\nb"), "p'a'/pp':::'/pp'b'/p");
        assert_eq!(codes("a\n:::\nb"), ["stray-fence"]);
    }

    #[test]
    fn leaves_have_no_children() {
        assert_eq!(outline("a\n::page-break[次]\nb"), "p'a'/p[page-break ]p'b'/p");
        assert_eq!(outline("::改頁\n"), "[改頁 ]");
    }

    #[test]
    fn citations_ruby_and_addresses_are_read_in_text_only() {
        assert_eq!(outline("見よ[@a, p. 3]。`[@b]`"), "p'見よ'(cite [@a, p. 3])'。'Code(Borrowed(\"[@b]\"))/p");
        assert_eq!(outline("@a [p. 4] は\\@b"), "p(cite @a [p. 4])' は''@b'/p");
        assert_eq!(outline("{漢字|かん|じ}を"), "p(ruby 漢字 かん じ)'を'/p");
        assert_eq!(outline("|{漢|かん}|`{a|b}`|\n|-|-|"), "???(ruby 漢 かん)/??Code(Boxed(\"{a|b}\"))/?/?/?");
        assert_eq!(outline("次はwww.example.orgと"), "p'次は'a'www.example.orgと'/a/p");
        assert_eq!(outline("[x](https://example.org/@a)"), "pa'x'/a/p");
        assert_eq!(outline("[@a]: /url\n\n[@a]"), "pa(cite @a)/a/p".replace("(cite @a)", "'@a'"));
    }

    #[test]
    fn japanese_emphasis_leaves_no_trace_of_the_separator() {
        assert_eq!(outline("**強調。**の"), "pb'強調。'/b'の'/p");
        assert_eq!(outline("`**強調。**の`"), "pCode(Borrowed(\"**強調。**の\"))/p".replace("Borrowed", "Boxed"));
        assert_eq!(outline("```\n**強調。**の\n```"), "code'**強調。**の\n'/code");
    }

    #[test]
    fn spans_are_of_the_authors_text() {
        let text = "**強調。**の\n\n:::note\n**語。**を\n:::\n";
        let prepared = Prepared::new(text);
        let document = parse_all(&prepared, &LinkDefinitions::default());
        let Some(Node::Directive(directive)) = document.nodes.last() else { panic!("a directive") };
        assert_eq!(directive.span.of(text), ":::note\n**語。**を\n:::");
        assert_eq!(directive.fence.of(text), ":::note");
    }
}
