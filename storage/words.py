"""Words as search knows them: a text in, its words out, each in the one form under which it is indexed, asked for and marked.

Two forms: the plain word (small letters, no accents, no apostrophes, no commas in figures) and its stem. The engine
is given words made here and nothing else, so that an answer and its marks cannot disagree. Stems are the engine's own.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

# A word is letters and digits; within it stand accents that are characters of their own, apostrophes (`children's`,
# `O’Brien`) and the commas of a figure (`10,000`).
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f]|['‘’ʼ](?=[^\W_])|(?<=\d),(?=\d{3}(?!\d)))*")
_NOT_PLAIN = str.maketrans(dict.fromkeys("'‘’ʼ,"))

# No word that anybody looks for is longer; what is glued together without a space is known by its beginning.
LONGEST = 100
# Vocabularies of archives are long-tailed: the common words stay cached, the rest cost a microsecond each.
_CACHED = 1 << 16

_STEMMER = TextAnalyzerBuilder(Tokenizer.raw()).filter(Filter.stemmer("english")).build()


class PlacedWord(NamedTuple):
    """A plain word and where in the text it stands: `text[start:end]`."""

    plain: str
    start: int
    end: int


def words(text: str) -> Iterator[PlacedWord]:
    """Every word of a text in order."""
    for found in _WORD.finditer(text):
        if plain := _plain(found[0][:LONGEST]):
            yield PlacedWord(plain, found.start(), found.end())


def plain_words(text: str) -> list[str]:
    """Every word of a text in order, without places."""
    return [plain for found in _WORD.findall(text) if (plain := _plain(found[:LONGEST]))]


@lru_cache(maxsize=_CACHED)
def stem(plain: str) -> str:
    """What a plain word has in common with its other forms: `notice` and `notices` have one stem."""
    stemmed: list[str] = _STEMMER.analyze(plain)
    return stemmed[0] if stemmed else plain


def key(words_of_a_name: str) -> str:
    """A name as one word, the same however it is typed: `Care Leavers`, `care_leavers` and `care-leavers` are `care-leavers`."""
    return "-".join(plain_words(words_of_a_name))


@lru_cache(maxsize=_CACHED)
def _plain(found: str) -> str:
    if not found.isascii():
        # The form of Unicode's canonical caseless matching (chapter 3, D145), its accents then left out.
        folded = unicodedata.normalize("NFD", unicodedata.normalize("NFD", found).casefold())
        found = "".join(letter for letter in folded if letter.isalnum())
    return found.translate(_NOT_PLAIN).lower()
