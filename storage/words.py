"""Words as search knows them: a text in, its words out, each in the one form under which it is indexed, asked for and marked.

Two forms: the plain word (small letters, no accents, no apostrophes, no commas in figures) and its stem. The engine
is given words made here and nothing else, so that an answer and its marks cannot disagree. Stems are the engine's own.
"""

import re
import unicodedata
from functools import lru_cache

from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

# A word is letters and digits; within it stand apostrophes (`children's`, `O’Brien`), the commas of a figure (`10,000`)
# and accents that are characters of their own. The last apostrophe counts as a letter in Unicode; here it does not.
_LETTER = r"[^\W_ʼ]"
_WORD = re.compile(
    rf"{_LETTER}+(?:(?:['‘’ʼ]|(?<=\d),(?=\d{{3}}(?!\d))){_LETTER}+|[\u0300-\u036f]{_LETTER}*)*"
)
_NOT_PLAIN = str.maketrans(dict.fromkeys("'‘’ʼ,"))

# No word that anybody looks for is longer; what is glued together without a space is known by its beginning.
LONGEST = 100
# Vocabularies of archives are long-tailed: the common words stay cached, the rest cost a microsecond each.
_CACHED = 1 << 16

_STEMMER = TextAnalyzerBuilder(Tokenizer.raw()).filter(Filter.stemmer("english")).build()


def plain_words(text: str) -> list[str]:
    """Every word of a text in order."""
    return [_plain(found[:LONGEST]) for found in _WORD.findall(text)]


def places(text: str) -> list[tuple[int, int]]:
    """Where each of its plain words stands: `text[start:end]`."""
    return [found.span() for found in _WORD.finditer(text)]


@lru_cache(maxsize=_CACHED)
def stem(plain: str) -> str:
    """What a plain word has in common with its other forms: `notice` and `notices` have one stem."""
    stemmed: list[str] = _STEMMER.analyze(plain)
    return stemmed[0] if stemmed else plain


def key(name: str) -> str:
    """A name as one word, the same however it is typed: `Care Leavers`, `care_leavers` and `care-leavers` are `care-leavers`."""
    return "-".join(plain_words(name))


@lru_cache(maxsize=_CACHED)
def _plain(found: str) -> str:
    if not found.isascii():
        # The form of Unicode's canonical caseless matching (chapter 3, D145), its accents then left out.
        folded = unicodedata.normalize("NFD", unicodedata.normalize("NFD", found).casefold())
        found = "".join(letter for letter in folded if letter.isalnum())
    return found.translate(_NOT_PLAIN).lower()
