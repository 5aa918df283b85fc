"""Articles that every program of the comparison reads: plain Markdown, half Japanese and half English, with an image each.

The same number gives the same article everywhere.
"""

import random
import struct
import zlib

JAPANESE = [
    "空にまだ星が残るころ、市場の屋根の下だけは昼間のように明るくなります。",
    "町の店が開くまでには、まだ何時間もあります。",
    "ここで決め手になるのが、**鮮度**です。",
    "魚の箱には、獲れた場所と時刻を書いた札が付いています。",
    "くわしい数字は[市場の年報](https://example.org/annual)にまとめられています。",
    "氷を足すか、値を下げるか。迷っているあいだにも時計は進みます。",
    "雨の朝は人出が減り、そのぶん一人あたりの荷が重くなります。",
    "札の番号は`A-4`のように、棚と段を表します。",
    "古い秤はもう使われていませんが、入口に飾られています。",
    "数字だけを見れば小さな差でも、毎日続けば*暮らしの形*が変わります。",
]
ENGLISH = [
    "The harbour wakes twice a day, and neither time is the one on the town clock.",
    "A crew that misses the water waits until evening, with the engine cold and the tea hot.",
    "What counts is the **depth over the sill**, not the depth outside.",
    "The wall is older than the charts, and more often right.",
    "The [tide tables](https://example.com/tides) are printed once a year.",
    "Every entry begins with a code such as `NW-3`, for wind and sight.",
    "Ropes are replaced before they look worn, which makes them the largest cost after fuel.",
    "On quiet nights the bell can be heard on the far side of the hill.",
    "The keeper calls it *the long quarter of an hour*.",
    "Two reports disagree about the year, and both were written by careful people.",
]
HEADINGS = {
    "ja": ["取引は何時に始まるのか", "荷はどこから来るのか", "氷の値段", "遅れた船の話", "帳場の仕事"],
    "en": ["When the tide decides", "Lamps on the outer wall", "What a pilot writes down", "The price of waiting", "Fog"],
}
TAGS = ["市場", "港", "氷", "船", "朝", "lamps", "tides", "ropes", "weather", "work", "prices", "night"]
TABLE = "| 作業 | start | 人数 |\n| :--- | :---: | ---: |\n| 荷受け | 1:30 | 24 |\n| 下見 | 3:00 | 61 |\n\n"
CODE = "```rust\nfn open(hour: u8) -> bool {\n    (4..9).contains(&hour)\n}\n```\n\n"
QUOTE = "> 待つことも仕事のうち。\n> Waiting is part of the work.\n\n"
# As long as an article is in the comparison, in bytes.
LENGTH = 6_000
PICTURE = (96, 54)


class Article:
    """One article: its name, what its front matter says, and its body."""

    def __init__(self, number: int) -> None:
        self.chance = random.Random(number)
        self.name = f"article-{number:05}"
        self.language = "ja" if number % 2 == 0 else "en"
        heading = self.chance.choice(HEADINGS[self.language])
        self.title = f"{heading} {number}"
        self.description = self.sentence()
        self.date = f"{2012 + number % 14}-{1 + number % 12:02}-{1 + number % 28:02}"
        self.tags = self.chance.sample(TAGS, 3)
        self.body = self.write_body()

    def sentence(self) -> str:
        return self.chance.choice(JAPANESE if self.language == "ja" else ENGLISH)

    def paragraph(self) -> str:
        between = "" if self.language == "ja" else " "
        return between.join(self.sentence() for _ in range(self.chance.randint(3, 6))) + "\n\n"

    def write_body(self) -> str:
        parts = [self.paragraph(), "![Crates by the wall](images/picture.png)\n\n"]
        number = 0
        while sum(len(part.encode()) for part in parts) < LENGTH:
            parts.append(f"## {HEADINGS[self.language][number % 5]} {number}\n\n")
            parts += [self.paragraph(), self.chance.choice([TABLE, CODE, QUOTE, self.items()]), self.paragraph()]
            number += 1
        return "".join(parts)

    def items(self) -> str:
        return "".join(f"- {self.sentence()}\n" for _ in range(4)) + "\n"

    def front_matter(self) -> str:
        tags = ", ".join(self.tags)
        return (
            f"---\ntitle: {self.title}\ndescription: \"{self.description}\"\ndate: {self.date}\n"
            f"language: {self.language}\ntags: [{tags}]\nstatus: published\n---\n\n"
        )

    def text(self) -> str:
        return self.front_matter() + self.body

    def picture(self) -> bytes:
        """A small photograph, as far as its size goes: noise does not pack."""
        width, height = PICTURE
        rows = b"".join(b"\0" + self.chance.randbytes(width * 3) for _ in range(height))

        def chunk(kind: bytes, held: bytes) -> bytes:
            return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))

        head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
