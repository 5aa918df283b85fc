//! Articles of any length, made of everything that the format has. The same length gives the same bytes everywhere.
//!
//! Half is Japanese and half English, chapter by chapter, because the two cost differently: a wide character has three
//! bytes and no spaces around it. Measured with anything simpler, such as one paragraph repeated, the engine would look
//! faster than it is for writers.

use std::fmt::Write;

/// The settings of the publication that the articles stand in: it has their personas.
pub const PUBLICATION: &str = "\
title = \"Measured\"
language = \"ja\"

[personas.sensei]
name = \"菊先生\"
side = \"left\"

[personas.wren]
name = \"Wren\"
side = \"right\"
";

/// Where an article says what it knows of its sources. Nothing else of it differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sources {
    /// Under `references`, to be cited: they are formatted by a citation style, as no other Markdown processor does it.
    Listed,
    /// In the attributes of their cards and quotations, as writers do it who want no list at the end.
    InPlace,
}

/// An article of about `bytes` bytes: never fewer, and at most one chapter more.
pub fn article(bytes: usize, sources: Sources) -> String {
    let mut random = Random(0x6B69_6B75);
    let (mut front, mut body) = (FRONT.to_owned(), INTRODUCTION.to_owned());
    front.push_str(if sources == Sources::Listed { "references:\n" } else { "" });
    let mut number = 0;
    while front.len() + body.len() < bytes {
        let words = if number % 2 == 0 { &JAPANESE } else { &ENGLISH };
        if sources == Sources::Listed {
            words.reference(&mut front, number);
        }
        Chapter { words, number, sources, random: &mut random, out: &mut body }.write();
        number += 1;
    }
    format!("{front}---\n\n{body}")
}

/// The end of the paragraph that is nearest after the middle of `text`: where a writer would go on.
pub fn middle(text: &str) -> usize {
    end_of_paragraph(text, text.floor_char_boundary(text.len() / 2))
}

/// The end of the first point of the source card that is nearest after the middle of `text`.
pub fn middle_card(text: &str) -> usize {
    let from = text.floor_char_boundary(text.len() / 2);
    let card = find(text, from, "\n:::source{");
    find(text, find(text, card, "\n- ") + 1, "\n")
}

/// The end of the paragraph of plain prose that is nearest after `from`.
fn end_of_paragraph(text: &str, from: usize) -> usize {
    let chapter = find(text, from, "\n## ");
    find(text, find(text, chapter, "\n\n") + 2, "\n\n")
}

/// Where `words` is found after `from`, or the end of the text.
fn find(text: &str, from: usize, words: &str) -> usize {
    text.get(from..).and_then(|rest| rest.find(words)).map_or(text.len(), |at| from + at)
}

const FRONT: &str = "\
---
title: 市場の朝と港の夜
description: 架空の町の市場と港について、長さを変えて何度でも書ける記事です。
date: 2026-02-28
authors: [菊ダイジェスト編集部]
status: draft
";

const INTRODUCTION: &str = "\
:::takeaways
- 町の朝は、市場の時計で動いている。
- A harbour keeps the hours of the tide, not of the town.
:::

この記事は、ある町の市場と港を行き来しながら、**働く人の時間**がどう決まるのかを考えます。

";

/// A sequence without period that matters here; what it is good for is being the same everywhere.
struct Random(u64);

impl Random {
    /// A number below `limit`.
    fn below(&mut self, limit: usize) -> usize {
        // The constants are those of Knuth's MMIX; the high bits are the ones that vary well.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from.get(self.below(from.len())).copied().unwrap_or_default()
    }
}

/// What a chapter in one language is written with.
struct Words {
    language: &'static str,
    headings: &'static [&'static str],
    questions: &'static [&'static str],
    /// Plain sentences, each with the space that follows it in this language.
    plain: &'static [&'static str],
    /// Sentences with something in them: emphasis, a link, code, ruby.
    marked: &'static [&'static str],
    points: &'static [&'static str],
    persona: &'static str,
    teaser: &'static str,
    site: &'static str,
    source: &'static str,
    table: &'static str,
}

const JAPANESE: Words = Words {
    language: "ja",
    headings: &["取引は何時に始まるのか", "荷はどこから来るのか", "氷の値段", "遅れた船の話", "帳場の仕事"],
    questions: &["なぜ夜明け前なのか？", "だれが値を決めるのか？", "雨の日はどうするのか？"],
    plain: &[
        "空にまだ星が残るころ、市場の屋根の下だけは昼間のように明るくなります。",
        "町の店が開くまでには、まだ何時間もあります。",
        "荷を運ぶ人は、足もとを見ずに狭い通路を抜けていきます。",
        "魚の箱には、獲れた場所と時刻を書いた札が付いています。",
        "一時間の遅れは、店先では半日の遅れになることがあります。",
        "氷を足すか、値を下げるか。迷っているあいだにも時計は進みます。",
        "見習いのころは、声の出し方よりも先に、黙って待つことを教わるそうです。",
        "雨の朝は人出が減り、そのぶん一人あたりの荷が重くなります。",
        "帳場の明かりが消えるのは、町が昼の支度を始めるころです。",
        "古い秤はもう使われていませんが、入口に飾られています。",
        "道路が混む前に出なければ、同じ道に二倍の時間がかかります。",
        "数字だけを見れば小さな差でも、毎日続けば暮らしの形が変わります。",
    ],
    marked: &[
        "ここで決め手になるのが、**鮮度**です。",
        "担当者は「*急がば回れ*、が口ぐせでした」と振り返ります。",
        "くわしい数字は[市場の年報](https://example.org/annual)にまとめられています。",
        "{競|せ}りの声が上がると、{仲買|なか|がい}人がいっせいに手を挙げます。",
        "札の番号は`A-4`のように、棚と段を表します。",
        "~~毎朝四時~~いまは五時に始まる日が増えました。",
        "**「遅らせても困らない」**という声も、少なくありません。",
    ],
    points: &[
        "競りの開始を一時間遅らせる案が示された。",
        "深夜に働く人の数は、三年で二割減った。",
        "氷の使用量は**夏に集中**している。",
        "まず青果で試し、そのあと鮮魚に広げる。",
        "運ぶ距離よりも、待つ時間のほうが長い。",
    ],
    persona: "sensei",
    teaser: "次は港の夜を歩きます",
    site: "潮鳴新報",
    source: "中央市場、取引時間を見直し",
    table: "| 作業 | 始まり | 人数 |\n| :--- | :---: | ---: |\n| 荷受け | 1:30 | 24 |\n| 下見 | 3:00 | 61 |\n| 競り | 4:00 | 80 |\n\n",
};

const ENGLISH: Words = Words {
    language: "en",
    headings: &["When the tide decides", "Lamps on the outer wall", "What a pilot writes down", "The price of waiting"],
    questions: &["Why keep a paper log?", "Who pays for the lamps?", "What happens in fog?"],
    plain: &[
        "The harbour wakes twice a day, and neither time is the one on the town clock. ",
        "A crew that misses the water waits until evening, with the engine cold and the tea hot. ",
        "Most of what is known about the channel was learned by people who touched the bottom. ",
        "The wall is older than the charts, and more often right. ",
        "Nobody remembers who painted the first number on the steps, but everyone reads it. ",
        "A small boat is lifted by the same wave that breaks over a large one. ",
        "The office keeps its blinds down in summer, so the keeper works by lamplight at noon. ",
        "Ropes are replaced before they look worn, which makes them the largest cost after fuel. ",
        "On quiet nights the bell can be heard on the far side of the hill. ",
        "Two reports disagree about the year, and both were written by careful people. ",
        "The new lights need a tenth of the power and a fair bit more patience. ",
    ],
    marked: &[
        "What counts is the **depth over the sill**, not the depth outside. ",
        "The keeper calls it *the long quarter of an hour*. ",
        "The [tide tables](https://example.com/tides) are printed once a year. ",
        "Every entry begins with a code such as `NW-3`, for wind and sight. ",
        "They used to ~~ring twice~~ ring once, and then wait. ",
        "See https://example.net/log for the pages that survived. ",
    ],
    points: &[
        "The outer lamp was dark on nine nights of the year.",
        "Waiting costs more than towing in **every month but May**.",
        "Pilots asked for a second mark on the eastern side.",
        "Repairs begin after the herring season.",
    ],
    persona: "wren",
    teaser: "Back to the market, before sunrise",
    site: "Harbour Gazette",
    source: "Lamps to be replaced along the wall",
    table: "| Lamp | Range | Watts |\n| :--- | :---: | ---: |\n| Outer | 9 nm | 40 |\n| Inner | 5 nm | 12 |\n| Steps | 1 nm | 4 |\n\n",
};

impl Words {
    /// The front matter's entry for the source of a chapter.
    fn reference(&self, front: &mut String, chapter: usize) {
        let Self { language, source, site, .. } = self;
        let (year, month) = (2016 + chapter % 10, 1 + chapter % 12);
        // Writing to a string does not fail.
        let _ = write!(
            front,
            "  - id: source-{chapter}
    type: article-newspaper
    title: {source} {chapter}
    author: [{{ literal: {site} }}]
    container-title: {site}
    issued: {year}-{month:02}-01
    URL: https://example.org/{language}/{chapter}
    language: {language}
"
        );
    }
}

/// A chapter being written.
struct Chapter<'w> {
    words: &'w Words,
    number: usize,
    sources: Sources,
    random: &'w mut Random,
    out: &'w mut String,
}

impl Chapter<'_> {
    /// Two to six kilobytes: what every chapter has, and what only some have.
    fn write(&mut self) {
        let (number, words) = (self.number, self.words);
        if number > 0 && number.is_multiple_of(8) {
            self.push(&format!("::page-break[{}]\n\n", words.teaser));
        }
        let heading = self.random.pick(words.headings);
        self.push(&format!("## {heading} {number}\n\n"));
        self.paragraph(&format!("[^{number}]"));
        self.question();
        self.paragraph("");
        self.source();
        match self.sources {
            Sources::Listed => self.paragraph(&format!("[@source-{number}, p. {}]", 1 + number % 40)),
            Sources::InPlace => self.paragraph(""),
        }
        self.commentary();
        for _ in 0..self.random.below(3) {
            self.section();
        }
        self.push(&format!("[^{number}]: {}\n\n", self.words.points[0]));
    }

    fn section(&mut self) {
        let kind = self.random.below(6);
        self.push(&format!("### {} {kind}\n\n", self.words.headings[1]));
        self.paragraph("");
        match kind {
            0 => self.list(),
            1 => self.push(self.words.table),
            2 => self.push("```rust\nfn open(hour: u8) -> bool {\n    (4..9).contains(&hour) // 朝だけ\n}\n```\n\n"),
            3 => self.quote(),
            4 => self.callout(),
            _ => self.paragraph(""),
        }
        self.paragraph("");
    }

    /// Four to seven sentences, every third with something in it. Lines end where sentences end, as writers do it to keep
    /// differences small, but not after every one.
    fn paragraph(&mut self, ending: &str) {
        let first = self.random.below(60);
        for sentence in first..first + 4 + self.random.below(4) {
            let words = if sentence % 3 == 0 { self.words.marked } else { self.words.plain };
            self.push(words.get(sentence % words.len()).copied().unwrap_or_default());
            if self.random.below(2) == 0 {
                self.end_line("\n");
            }
        }
        self.end_line(ending);
        self.push("\n\n");
    }

    fn end_line(&mut self, ending: &str) {
        self.out.truncate(self.out.trim_end().len());
        self.push(ending);
    }

    fn question(&mut self) {
        let (question, answer) = (self.random.pick(self.words.questions), self.random.pick(self.words.plain));
        self.push(&format!(":::qa[{question}]\n{}\n:::\n\n", answer.trim_end()));
    }

    fn source(&mut self) {
        let Words { language, source, site, .. } = self.words;
        let number = self.number;
        match self.sources {
            Sources::Listed => self.push(&format!(":::source{{ref=source-{number}}}\n")),
            Sources::InPlace => self.push(&format!(
                ":::source{{title=\"{source} {number}\" site=\"{site}\" published={}-{:02}-01 \
                 url=https://example.org/{language}/{number}}}\n",
                2016 + number % 10,
                1 + number % 12
            )),
        }
        for _ in 0..3 {
            let point = self.random.pick(self.words.points);
            self.push(&format!("- {point}\n"));
        }
        self.push(":::\n\n");
    }

    fn commentary(&mut self) {
        let said = self.random.pick(self.words.plain);
        self.push(&format!(":::commentary{{by={}}}\n{}\n:::\n\n", self.words.persona, said.trim_end()));
    }

    fn list(&mut self) {
        for number in 1..=3 {
            let (point, detail) = (self.random.pick(self.words.points), self.random.pick(self.words.points));
            self.push(&format!("{number}. {point}\n   - {detail}\n"));
        }
        self.push("\n");
    }

    fn quote(&mut self) {
        let said = self.random.pick(self.words.plain);
        let source = match self.sources {
            Sources::Listed => format!("ref=source-{}", self.number),
            Sources::InPlace => format!("author=\"{}\"", self.words.site),
        };
        self.push(&format!(":::quote{{{source} locator=\"p. 3\"}}\n{}\n:::\n\n", said.trim_end()));
    }

    fn callout(&mut self) {
        let said = self.random.pick(self.words.plain);
        self.push(&format!("> [!NOTE]\n> {}\n\n", said.trim_end()));
    }

    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kiku_core::source::{PUBLICATION_FILE, Snapshot};
    use kiku_core::{Severity, check};

    #[test]
    fn articles_have_the_length_that_was_asked_for() {
        for bytes in [10_000, 100_000, 1_000_000] {
            for sources in [Sources::Listed, Sources::InPlace] {
                let text = article(bytes, sources);
                assert!((bytes..bytes + 7_000).contains(&text.len()), "{} for {bytes}", text.len());
            }
        }
    }

    #[test]
    fn half_of_an_article_is_japanese() {
        let text = article(1_000_000, Sources::Listed);
        let japanese: usize = text.chars().filter(|char| !char.is_ascii()).map(char::len_utf8).sum();
        let share = japanese * 100 / text.len();
        assert!((40..60).contains(&share), "{share} %");
    }

    #[test]
    fn articles_are_sound() {
        for sources in [Sources::Listed, Sources::InPlace] {
            let mut snapshot = Snapshot::default();
            snapshot.texts.insert(PUBLICATION_FILE.into(), PUBLICATION.into());
            snapshot.texts.insert("a/article.md".into(), article(100_000, sources));
            let found = check(&snapshot).into_iter();
            let wrong: Vec<_> = found.filter(|found| found.severity == Severity::Error).collect();
            assert!(wrong.is_empty(), "{wrong:#?}");
        }
    }

    #[test]
    fn the_places_for_edits_are_at_the_end_of_prose() {
        let text = article(100_000, Sources::Listed);
        let prose = text[..middle(&text)].rsplit('\n').next().unwrap();
        assert!(prose.chars().count() > 20 && prose.starts_with(char::is_alphabetic), "{prose}");
        let point = text[..middle_card(&text)].rsplit('\n').next().unwrap();
        assert!(point.starts_with("- "), "{point}");
    }
}
