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
        for last, name in self._automaton.iter_long(self._cased(words)):
            start, end = last - len(name) + 1, last + 1
            if not (words[start - 1 : start].isalnum() or words[end : end + 1].isalnum()):
                yield start, end, self._meanings[name]

    def _cased(self, words: str) -> str:
        if not self._any_case:
            return words
        lower = (
            words.lower()
        )  # ten times as fast as a translation, and no letter's lower case is shorter than it
        return lower if len(lower) == len(words) else words.translate(_LOWER)
