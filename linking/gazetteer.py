"""Gazetteers: many known names looked for at once (Aho-Corasick). Names with their meanings in, places out."""

from collections.abc import Iterator, Mapping
from string import ascii_lowercase, ascii_uppercase
from typing import Generic, TypeVar

import ahocorasick

Meaning = TypeVar("Meaning")

# Lower case for texts whose length `str.lower` changes, as it does for the Turkish dotted capital I.
_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


class Gazetteer(Generic[Meaning]):
    """Names that stand for something; `any_case` finds them in capitals and small letters alike."""

    def __init__(self, meanings: Mapping[str, Meaning], *, any_case: bool = False) -> None:
        self._any_case = any_case
        self._meanings = {self._cased(name): meaning for name, meaning in meanings.items() if name}
        self._automaton = ahocorasick.Automaton()
        for name in self._meanings:
            self._automaton.add_word(name, name)
        self._automaton.make_automaton()

    def find(self, words: str) -> Iterator[tuple[int, int, Meaning]]:
        """Where names stand as whole words, the longest at each place, in order: start, end and what is meant."""
        if not self._meanings:
            return
        cased = self._cased(words)
        begin, stop = 0, len(cased)
        while begin < stop:
            begin, rest = stop, self._automaton.iter_long(cased, begin)
            for last, name in rest:
                start, end = last - len(name) + 1, last + 1
                if _is_whole(words, start, end):
                    yield start, end, self._meanings[name]
                elif (
                    " " in name
                ):  # `foster child` in `foster children` hides what is shorter and whole: `foster`
                    inside = self._inside(words, cased, start, end)
                    if inside:
                        yield inside
                    begin = inside[1] if inside else start + 1
                    break

    def _inside(self, words: str, cased: str, start: int, end: int) -> tuple[int, int, Meaning] | None:
        """The longest whole name that begins where one that is cut out of a longer word does."""
        shorter = (
            name for last, name in self._automaton.iter(cased, start, end) if last - len(name) + 1 == start
        )
        whole = [name for name in shorter if _is_whole(words, start, start + len(name))]
        name = max(whole, key=len, default=None)
        return None if name is None else (start, start + len(name), self._meanings[name])

    def _cased(self, words: str) -> str:
        if not self._any_case:
            return words
        lower = (
            words.lower()
        )  # ten times as fast as a translation, and no letter's lower case is shorter than it
        return lower if len(lower) == len(words) else words.translate(_LOWER)


def _is_whole(words: str, start: int, end: int) -> bool:
    """Whether a span begins and ends with words."""
    return not (words[start - 1 : start].isalnum() or words[end : end + 1].isalnum())
