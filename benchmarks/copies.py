"""Finding copies, ours beside datasketch: how many copies are found, how many pairs are wrong, documents a second.

Run it with `python -m benchmarks.copies`, or `python -m benchmarks.copies ../shared/seeds` to lay articles of a folder
among the made-up ones. Stories go into an index, then what newspapers make of them is looked up in it, as articles come
in. datasketch gets the same words, five in a row, in 128 permutations; its threshold is a likeness of the whole, ours
the share of the shorter text. Seconds are those of the processor; on a busy machine the ratios mean more than they do.
"""

import importlib
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from random import Random
from time import process_time
from typing import Protocol

from benchmarks import stories
from benchmarks.stories import Story
from domain.copies import Prints
from linking.copies import alike, prints, worth_comparing
from reading.read import read

OURS = "ours (kept prints, then containment)"
_PERMUTATIONS = 128
_THRESHOLDS = (0.7, 0.5, 0.3)


class Index(Protocol):
    """What articles are put into, and asked which of them a text is a copy of."""

    def add(self, name: str, text: str) -> None:
        """Put an article in."""

    def copies(self, text: str) -> set[str]:
        """The names of the articles of which a text is a copy."""


@dataclass
class Kept:
    """Our way, as the archive goes it, with a dictionary in place of the tables.

    `whole` compares the texts, as long as they are had; without it what is kept of them is compared.
    """

    whole: bool = True
    taken: dict[str, Prints] = field(default_factory=dict)
    holding: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, text: str) -> None:
        """Take the prints of an article and keep them."""
        taken = prints(text)
        self.taken[name] = taken if self.whole else taken.sample
        for number in taken.sample.places:
            self.holding[number].append(name)

    def copies(self, text: str) -> set[str]:
        """Those that share kept prints and are alike."""
        mine = prints(text)
        shared = Counter(chain.from_iterable(self.holding.get(number, ()) for number in mine.sample.places))
        return {
            name
            for name, times in shared.items()
            if worth_comparing(times, len(mine.sample.places), len(self.taken[name].sample.places))
            and alike(mine, self.taken[name])
        }


class Sketched:
    """datasketch's MinHash and its index of bands; it finds what is likely above its threshold and compares no further."""

    def __init__(self, threshold: float) -> None:
        self.datasketch = importlib.import_module("datasketch")
        self.index = self.datasketch.MinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS)

    def add(self, name: str, text: str) -> None:
        """Put an article's sketch into the index."""
        self.index.insert(name, self._sketch(text))

    def copies(self, text: str) -> set[str]:
        """Those in a band of the index with this one."""
        return set(self.index.query(self._sketch(text)))

    def _sketch(self, text: str) -> object:
        words = text.casefold().split()
        shingles = {" ".join(words[place : place + 5]).encode() for place in range(len(words) - 4)}
        sketch = self.datasketch.MinHash(num_perm=_PERMUTATIONS)
        sketch.update_batch(list(shingles))
        return sketch


@dataclass(frozen=True, kw_only=True)
class Found:
    """How an index did: of each kind of copy how many there were and were found, of pairs how many were right, of stories
    that reuse background how many were taken for copies; and articles a second put in and looked up."""

    copies: Counter[str]
    found: Counter[str]
    pairs: int
    right: int
    reusing: int
    mistaken: int
    added_a_second: float
    asked_a_second: float

    @property
    def recall(self) -> float:
        """The share of copies that were found."""
        return self.found.total() / self.copies.total()

    @property
    def precision(self) -> float:
        """The share of pairs that are of one story."""
        return self.right / self.pairs

    @property
    def reuse_joined(self) -> float:
        """The share of stories that were taken for copies of the one whose background they reuse."""
        return self.mistaken / self.reusing


def measured(index: Index, originals: Mapping[str, Story]) -> Found:
    """Put the originals in, then ask for all that newspapers may make of them."""
    began = process_time()
    for name, original in originals.items():
        index.add(name, original.text)
    adding = process_time() - began
    copies, found = Counter[str](), Counter[str]()
    pairs = right = reusing = mistaken = 0
    asking = 0.0

    def ask(text: str) -> set[str]:
        nonlocal asking
        began = process_time()
        answer = index.copies(text)
        asking += process_time() - began
        return answer

    for name, original in originals.items():
        for kind, copy in variants(name, original):
            answer = ask(copy.text)
            copies[kind] += 1
            found[kind] += name in answer
            pairs += len(answer)
            right += name in answer
        for _, other in stories.reusing(original, Random(f"reusing {name}")):
            answer = ask(other.text)
            reusing += 1
            mistaken += name in answer
            pairs += len(answer)
    return Found(
        copies=copies,
        found=found,
        pairs=pairs,
        right=right,
        reusing=reusing,
        mistaken=mistaken,
        added_a_second=len(originals) / adding,
        asked_a_second=(copies.total() + reusing) / asking,
    )


def variants(name: str, original: Story) -> Iterator[tuple[str, Story]]:
    """What newspapers make of a story, by kind: the same each time."""
    random = Random(f"variants {name}")
    return ((kind, make(original, random)) for kind, make in stories.VARIANTS.items())


def made_up(count: int) -> dict[str, Story]:
    """So many made-up stories."""
    return {f"made up {number}": stories.story(str(number)) for number in range(count)}


def of_texts(texts: Iterable[tuple[str, str]]) -> dict[str, Story]:
    """Real texts as stories: a paragraph a line."""
    return {
        name: Story(headline="", paragraphs=tuple(filter(None, map(str.strip, text.splitlines()))))
        for name, text in texts
    }


def articles_in(folder: Path) -> Iterator[tuple[str, str]]:
    """The articles of a folder as the service reads them, by file name."""
    for path in sorted(folder.glob("*.txt")):
        text = read(path.read_bytes(), name=path.name).text
        if text:
            yield path.name, text.words


def main(folder: Path | None) -> None:
    """Print the table."""
    originals = made_up(400) | (of_texts(articles_in(folder)) if folder else {})
    makers: dict[str, Callable[[], Index]] = {
        OURS: Kept,
        "ours, of texts that are gone": lambda: Kept(whole=False),
        **{f"datasketch, {threshold:.0%} alike": _sketching(threshold) for threshold in _THRESHOLDS},
    }
    rates: dict[str, float] = {}
    for name, make in makers.items():
        found = measured(make(), originals)
        rates[name] = found.asked_a_second
        print(
            f"{name:38} recall {found.recall:.3f}  precision {found.precision:.3f}  background joined {found.reuse_joined:.3f}  "
            f"{found.added_a_second:6.0f} put in and {found.asked_a_second:6.0f} looked up a second, "
            f"{rates[name] / rates[OURS]:.2f} of ours"
        )
        if missed := found.copies - found.found:
            print(f"{'':38} missed: {', '.join(f'{kind} {count}' for kind, count in missed.items())}")


def _sketching(threshold: float) -> Callable[[], Index]:
    return lambda: Sketched(threshold)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else None)
