"""Legibility: whether words that came out of a file are words, or the garble of a font that does not say what its signs mean.

`of` gives the verdict on a whole text, `score` a measure for each page.
"""

import re
import unicodedata

from domain.text import Quality

GARBLED = "its letters come out garbled: the file does not say what its signs mean; check quotes against the original"

# More odd characters than this among those that are no space: garbled.
_ODD_SHARE = 0.05
# The commonest words of English make up a third of prose and several in a hundred of any table; of garble, nothing.
_COMMON = frozenset(
    "a and are as at be by for from has have in is it of on or that the this to was were will with".split()  # noqa: SIM905
)
_COMMON_SHARE = 0.01
# An address of a page may be long; no word is, nor any figure.
_LONGEST = 80
# Of fewer words nothing can be said.
_ENOUGH = 150
_WORD = re.compile(r"[^\W\d_]+")
_ODD = {"Cc", "Cn", "Co", "Cs"}
# What stands in papers: words with a vowel, however joined (`care-experienced`, `children's`), and figures, dates, references.
_PLAUSIBLE = re.compile(
    r"[^\w\s]*(?:(?=[^\W\d_]*[aeiouyàâäéèêëíîïóôöúûüÿ])[^\W\d_]{1,24}(?:[-‑–/'’.&][^\W\d_]{1,24}){0,5}|[^\W\d_]{1,3}|[\w£$€%.,:/()+-]*\d[\w£$€%.,:/()+-]*)[^\w\s]*",
    re.IGNORECASE,
)


def of(words: str) -> Quality:
    """`GOOD`, or `POOR` where there are many odd characters or hardly any common word of English."""
    letters = [letter for letter in words if not letter.isspace()]
    odd = sum(letter == "\ufffd" or unicodedata.category(letter) in _ODD for letter in letters)
    if odd > _ODD_SHARE * len(letters):
        return Quality.POOR
    found = _WORD.findall(words.lower())
    common = sum(word in _COMMON for word in found)
    if len(found) >= _ENOUGH and common < _COMMON_SHARE * len(found):
        return Quality.POOR
    return Quality.GOOD


def score(words: str) -> float | None:
    """The share of the characters that stand in words with a vowel, short words or figures, to two places; `None` of an empty page."""
    found = words.split()
    if not found:
        return None
    plausible = sum(len(word) for word in found if len(word) <= _LONGEST and _PLAUSIBLE.fullmatch(word))
    return round(plausible / sum(map(len, found)), 2)
