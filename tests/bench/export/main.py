"""How long a site takes, beside other programs: `cargo xtask bench --export`.

    python3 tests/bench/export/main.py path/to/kiku tools [--quick] [--only NAME…] [--watch] [--cards] [--articles N…]

Every program gets the same articles in files of its own. They take turns, each round begins with another one, and each
writes to a folder that does not exist. What is compared is the median of the rounds: the time, the processor time of all
cores, which a busy machine changes less, and the most memory that was held at once.

Then one program after the other watches 1,000 articles. A line is added to one; what counts is the time until the
page has it. In the end Kiku's folder must hold exactly what a new export writes.

Kiku is compared without social cards, since no other program draws any; with `--cards` it takes part a second time, with them.
"""

import argparse
import filecmp
import itertools
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from articles import Article
from rivals import Eleventy, Hugo, Kiku, KikuWithCards, MdBook, Pandoc, Rival, install

SIZES = [250, 1_000, 4_000]
WATCHED = 1_000
EDITS = 40
# Longer than any program needs for one edit; it is awaited, never slept for.
PATIENCE = 60.0
AGAIN = 3.0
NUMBERS = itertools.count()


class Run:
    """One run of a command: seconds, seconds of processors, megabytes."""

    def __init__(self, command: list[str], folder: pathlib.Path) -> None:
        began = time.monotonic()
        child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        said = child.stderr.read()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        self.wall = time.monotonic() - began
        self.cpu = used.ru_utime + used.ru_stime
        self.memory = used.ru_maxrss / 1024
        if child.returncode != 0:
            sys.exit(f"{' '.join(command)} ended with {child.returncode}:\n{said.decode(errors='replace')}")


def race(rivals: list[Rival], rounds: int) -> dict[str, list[Run]]:
    runs: dict[str, list[Run]] = {rival.name: [] for rival in rivals}
    for turn in range(rounds):
        first = turn % len(rivals)
        for rival in rivals[first:] + rivals[:first]:
            # Nothing is deleted before the end: ext4 searches long for inodes that were not deleted a moment ago.
            rival.out = rival.folder.with_name(f"{rival.name}-{next(NUMBERS)}")
            runs[rival.name].append(Run(rival.command(), rival.folder))
    return runs


def table(count: int, runs: dict[str, list[Run]]) -> None:
    def median(name: str, what: str) -> float:
        return statistics.median(getattr(run, what) for run in runs[name])

    rounds = len(runs["kiku"])
    print(f"\n{count} articles, {rounds} rounds: median, and how many times as much as Kiku")
    print(f"{'':<10}{'s':>8}{'':>8}{'cpu s':>9}{'':>8}{'MB':>8}{'':>8}")
    for name in runs:
        line = f"{name:<10}"
        for what, width, digits in (("wall", 8, 2), ("cpu", 9, 2), ("memory", 8, 0)):
            value = median(name, what)
            line += f"{value:>{width}.{digits}f}{value / median('kiku', what):>7.1f}x"
        print(line, flush=True)


class Edit:
    """A line added to an article, and how long its page took to have it."""

    def __init__(self, rival: Rival, article: Article, number: int) -> None:
        # One word: some programs make dashes of hyphens.
        mark = f"edit{number + EDITS}of{os.getpid()}"
        file, page = rival.file_of(article), rival.page_of(article)
        text = file.read_text() + f"\n{mark}\n"
        written = began = time.monotonic()
        file.write_text(text)
        while mark.encode() not in self.held(page):
            now = time.monotonic()
            if now - began > PATIENCE:
                sys.exit(f"{rival.name} did not write {page} within {PATIENCE:.0f} s")
            # A program that does not watch yet has not heard of the first edits.
            if number < 0 and now - written > AGAIN:
                written = now
                file.write_text(text)
            time.sleep(0.0005)
        self.milliseconds = (time.monotonic() - began) * 1000

    @staticmethod
    def held(page: pathlib.Path) -> bytes:
        try:
            return page.read_bytes()
        except OSError:
            return b""


def watch(rival: Rival, articles: list[Article], edits: int) -> None:
    rival.out = rival.folder.with_name(f"{rival.name}-watched")
    command = rival.watch()
    if command is None:
        return
    rival.prepare(articles)
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        chance = random.Random(1)
        # The first edits find out when it watches, and warm it up.
        for number in range(-3, 0):
            Edit(rival, articles[number], number)
        times = sorted(Edit(rival, chance.choice(articles), number).milliseconds for number in range(edits))
        print(f"{rival.name:<10}{times[len(times) // 2]:>9.1f}{times[len(times) * 95 // 100]:>9.1f}", flush=True)
    finally:
        child.terminate()
        child.wait()


def differences(one: pathlib.Path, other: pathlib.Path) -> list[str]:
    """The names of files that two folders do not both have with the same bytes."""
    names = {path.relative_to(folder) for folder in (one, other) for path in folder.rglob("*") if path.is_file()}
    _, differing, unreadable = filecmp.cmpfiles(one, other, sorted(map(str, names)), shallow=False)
    return differing + unreadable


def watch_all(rivals: list[Rival], edits: int) -> None:
    articles = [Article(number) for number in range(WATCHED)]
    print(f"\nOne line added to one of {WATCHED} articles, until its page has it, {edits} edits, milliseconds")
    print(f"{'':<10}{'p50':>9}{'p95':>9}")
    for rival in rivals:
        watch(rival, articles, edits)
        if isinstance(rival, Kiku):
            clean = rival.out.with_name(f"{rival.name}-clean")
            Run([*rival.command()[:-1], str(clean)], rival.folder)
            if found := differences(rival.out, clean):
                sys.exit(f"a clean export differs in {len(found)} files: {found[:5]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kiku")
    parser.add_argument("tools", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, and not the largest size")
    parser.add_argument("--only", nargs="+", help="these programs beside Kiku")
    parser.add_argument("--articles", nargs="+", type=int, help="these numbers of articles")
    parser.add_argument("--cards", action="store_true", help="Kiku with social cards, too, which the others do not draw")
    parser.add_argument("--watch", action="store_true", help="only the edits")
    options = parser.parse_args()
    install(options.tools)
    rounds, edits = (3, EDITS // 2) if options.quick else (5, EDITS)
    with tempfile.TemporaryDirectory(prefix="kiku-bench-") as place:
        work = pathlib.Path(place)
        others = [rival(work, options.tools) for rival in (Hugo, Eleventy, MdBook, Pandoc)]
        wanted = [rival for rival in others if rival.is_there() and (not options.only or rival.name in options.only)]
        own = [Kiku, KikuWithCards] if options.cards else [Kiku]
        rivals = [*(kiku(work, options.tools, options.kiku) for kiku in own), *wanted]
        for count in [] if options.watch else options.articles or SIZES[: 2 if options.quick else 3]:
            articles = [Article(number) for number in range(count)]
            able = [rival for rival in rivals if count <= rival.most]
            for rival in able:
                rival.prepare(articles)
            table(count, race(able, rounds))
        watch_all(rivals, edits)


if __name__ == "__main__":
    main()
