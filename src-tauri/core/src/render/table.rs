//! GFM tables.

use pulldown_cmark::Alignment;

/// The table being written; tables do not nest.
#[derive(Debug, Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    has_body: bool,
    raw: bool,
}

impl Table {
    /// `raw` writes GFM's own HTML. Otherwise the table stands in a box that scrolls, and its columns are aligned by
    /// class, which a strict Content Security Policy allows.
    pub(super) fn start(&mut self, out: &mut String, alignments: &[Alignment], raw: bool) {
        *self = Self { alignments: alignments.to_vec(), raw, ..Self::default() };
        // A box that scrolls must be reachable by keyboard.
        out.push_str(if raw { "<table>\n" } else { "<div class=\"table\" tabindex=\"0\" role=\"group\"><table>\n" });
    }

    pub(super) fn start_head(&mut self, out: &mut String) {
        self.in_head = true;
        self.column = 0;
        out.push_str("<thead>\n<tr>\n");
    }

    pub(super) fn end_head(&mut self, out: &mut String) {
        self.in_head = false;
        out.push_str("</tr>\n</thead>\n");
    }

    pub(super) fn start_row(&mut self, out: &mut String) {
        if !std::mem::replace(&mut self.has_body, true) {
            out.push_str("<tbody>\n");
        }
        self.column = 0;
        out.push_str("<tr>\n");
    }

    pub(super) fn end_row(&self, out: &mut String) {
        out.push_str("</tr>\n");
    }

    pub(super) fn start_cell(&mut self, out: &mut String) {
        let alignment = match self.alignments.get(self.column) {
            Some(Alignment::Left) => "left",
            Some(Alignment::Center) => "center",
            Some(Alignment::Right) => "right",
            Some(Alignment::None) | None => "",
        };
        out.push_str(if self.in_head { "<th" } else { "<td" });
        if self.in_head && !self.raw {
            out.push_str(" scope=\"col\"");
        }
        match (alignment, self.raw) {
            ("", _) => {}
            (side, true) => out.push_str(&format!(" align=\"{side}\"")),
            (side, false) => out.push_str(&format!(" class=\"align-{side}\"")),
        }
        out.push('>');
    }

    pub(super) fn end_cell(&mut self, out: &mut String) {
        out.push_str(if self.in_head { "</th>\n" } else { "</td>\n" });
        self.column += 1;
    }

    pub(super) fn end(&self, out: &mut String) {
        if self.has_body {
            out.push_str("</tbody>\n");
        }
        out.push_str(if self.raw { "</table>\n" } else { "</table></div>\n" });
    }
}
