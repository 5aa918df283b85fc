//! Where a title breaks: into few lines, of about one length, between phrases rather than inside them.

use std::ops::Range;

/// A place where a line may end.
#[derive(Clone, Copy, Debug)]
struct Stop {
    /// Where the line ends, without the space behind it.
    end: usize,
    /// Where the next one starts.
    next: usize,
    cost: f32,
    /// How wide everything is until both.
    until_end: f32,
    until_next: f32,
}

// What a break costs by its place. A line that is off by a third of the width costs 0.1.
const AT_SIGN: f32 = 0.0;
const AFTER_PHRASE: f32 = 0.015;
const IN_PHRASE: f32 = 0.05;
const IN_WORD: f32 = 0.25;
const ANYWHERE: f32 = 1.0;
/// What every line costs.
const LINE: f32 = 0.03;

/// A way to break, and what it costs.
pub(super) struct Broken {
    pub(super) lines: Vec<Range<usize>>,
    pub(super) cost: f32,
}

/// A text that is to be broken, with the widths of its clusters.
pub(super) struct Breaker<'b> {
    text: &'b str,
    /// Where each cluster starts, and how wide everything before it is.
    before: Vec<(usize, f32)>,
    whole: f32,
    stops: Vec<Stop>,
}

impl<'b> Breaker<'b> {
    pub(super) fn new(text: &'b str, widths: &[(usize, f32)]) -> Self {
        let mut whole = 0.0;
        let mut before = Vec::with_capacity(widths.len());
        for (at, width) in widths {
            before.push((*at, whole));
            whole += width;
        }
        let mut breaker = Self { text, before, whole, stops: Vec::new() };
        breaker.stops = breaker.usual_stops();
        breaker
    }

    fn usual_stops(&self) -> Vec<Stop> {
        let stops = unicode_linebreak::linebreaks(self.text).map(|(next, _)| {
            let end = self.text[..next].trim_end().len();
            let cost = if next == self.text.len() { 0.0 } else { cost(self.text, end, next) };
            self.stop(end, next, cost)
        });
        stops.collect()
    }

    /// The same, where words that are wider than `limit` may break anywhere.
    pub(super) fn tearing(mut self, limit: f32) -> Self {
        let mut start = 0;
        let mut all = Vec::new();
        for stop in &self.stops {
            if stop.until_end - self.width_until(start) > limit {
                let inside = self.before.iter().map(|(at, _)| *at).filter(|at| (start + 1..stop.end).contains(at));
                all.extend(inside.map(|at| self.stop(at, at, ANYWHERE)));
            }
            all.push(*stop);
            start = stop.next;
        }
        self.stops = all;
        self
    }

    fn stop(&self, end: usize, next: usize, cost: f32) -> Stop {
        Stop { end, next, cost, until_end: self.width_until(end), until_next: self.width_until(next) }
    }

    fn width_until(&self, at: usize) -> f32 {
        let place = self.before.partition_point(|(start, _)| *start < at);
        self.before.get(place).map_or(self.whole, |(_, before)| *before)
    }

    /// The best way into at most `most` lines of at most `limit`; nothing where there is none.
    pub(super) fn best(&self, limit: f32, most: usize) -> Option<Broken> {
        let ways = (1..=most).filter_map(|count| self.into(count, limit));
        ways.min_by(|a, b| a.cost.total_cmp(&b.cost))
    }

    /// The best way into exactly `count` lines.
    fn into(&self, count: usize, limit: f32) -> Option<Broken> {
        if self.whole > limit * count as f32 * 1.1 {
            return None;
        }
        let ideal = self.whole / count as f32;
        // For each line, by the stop that it ends at: the least cost until there, and the stop that the line before ends at.
        let mut ways: Vec<Vec<Option<(f32, usize)>>> = Vec::new();
        for line in 0..count {
            let ends = self.stops.iter().enumerate().map(|(number, stop)| {
                let mut best: Option<(f32, usize)> = None;
                for before in (0..number + 1).rev() {
                    // Zero stands for the start of the text, any other for the stop before it.
                    let so_far = match (line, before) {
                        (0, 0) => 0.0,
                        (0, _) | (_, 0) => continue,
                        _ => match ways[line - 1][before - 1] {
                            Some((cost, _)) => cost,
                            None => continue,
                        },
                    };
                    let start = before.checked_sub(1).map_or(0.0, |before| self.stops[before].until_next);
                    let width = stop.until_end - start;
                    if width > limit {
                        break;
                    }
                    let off = (width - ideal) / limit;
                    let cost = so_far + off * off + stop.cost;
                    if best.is_none_or(|(least, _)| cost < least) {
                        best = Some((cost, before));
                    }
                }
                best
            });
            ways.push(ends.collect());
        }
        self.followed_back(&ways)
    }

    fn followed_back(&self, ways: &[Vec<Option<(f32, usize)>>]) -> Option<Broken> {
        let (cost, _) = (*ways.last()?.last()?)?;
        let (mut lines, mut number) = (Vec::new(), self.stops.len().checked_sub(1)?);
        for line in ways.iter().rev() {
            let (_, before) = (*line.get(number)?)?;
            let start = before.checked_sub(1).map_or(0, |before| self.stops[before].next);
            lines.push(start..self.stops[number].end);
            number = before.saturating_sub(1);
        }
        lines.reverse();
        Some(Broken { cost: cost + LINE * lines.len() as f32, lines })
    }
}

/// What a break costs here, in scripts without spaces by what stands on both sides: in Japanese a phrase ends in hiragana, and the next
/// starts with something else.
fn cost(text: &str, end: usize, next: usize) -> f32 {
    let (Some(last), Some(first)) = (text[..end].chars().next_back(), text[next..].chars().next()) else { return 0.0 };
    if next > end {
        return AT_SIGN;
    }
    match (Kind::of(last), Kind::of(first)) {
        // Allowed, but better at the end of a line.
        _ if matches!(first, '—' | '―' | '…' | '・') => IN_PHRASE,
        (Kind::Sign, _) | (_, Kind::Sign) => AT_SIGN,
        (Kind::Hiragana, Kind::Hiragana) => IN_WORD,
        (Kind::Hiragana, _) => AFTER_PHRASE,
        (_, Kind::Hiragana) => IN_WORD,
        (one, other) if one == other => IN_WORD,
        _ => IN_PHRASE,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Hiragana,
    Katakana,
    Other,
    Word,
    Sign,
}

impl Kind {
    fn of(character: char) -> Self {
        match character {
            '\u{3041}'..='\u{309f}' => Self::Hiragana,
            '\u{30a1}'..='\u{30ff}' => Self::Katakana,
            _ if !character.is_alphanumeric() => Self::Sign,
            '\u{0}'..='\u{2fff}' => Self::Word,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where a text breaks whose wide characters are 1 em and whose others are half of that.
    fn broken(text: &str, limit: f32, most: usize) -> Option<Vec<&str>> {
        let widths: Vec<_> =
            text.char_indices().map(|(at, letter)| (at, if letter > '\u{2e80}' { 1.0 } else { 0.5 })).collect();
        let best = Breaker::new(text, &widths).best(limit, most)?;
        Some(best.lines.into_iter().map(|line| &text[line]).collect())
    }

    #[test]
    fn lines_are_of_one_length_and_end_where_a_phrase_does() {
        assert_eq!(broken("市場はなぜ朝に開くのか", 8.0, 3).unwrap(), ["市場はなぜ", "朝に開くのか"]);
        assert_eq!(broken("What the pilots write down", 9.0, 3).unwrap(), ["What the pilots", "write down"]);
        assert_eq!(broken("市場の朝", 8.0, 3).unwrap(), ["市場の朝"]);
    }

    #[test]
    fn no_line_starts_with_a_closing_sign_or_a_small_kana() {
        for text in ["ああああ、いいいい", "ああああ」いいいい", "ああああっいいいい", "ああああーいいいい"]
        {
            for limit in 3..9 {
                let lines = broken(text, limit as f32, 9).unwrap();
                assert!(lines.iter().all(|line| !line.starts_with(['、', '」', 'っ', 'ー'])), "{lines:?}");
            }
        }
    }

    #[test]
    fn what_fits_nowhere_breaks_only_where_it_may_be_torn() {
        assert_eq!(broken("unbreakable", 3.0, 4), None);
        assert_eq!(broken("one two three", 3.0, 2), None, "three lines would be needed");
        let text = "an unbreakable";
        let widths: Vec<_> = text.char_indices().map(|(at, _)| (at, 0.5)).collect();
        let torn = Breaker::new(text, &widths).tearing(3.0).best(3.0, 4).unwrap();
        assert_eq!(torn.lines.len(), 3);
        assert_eq!(&text[torn.lines[0].clone()], "an");
    }
}
