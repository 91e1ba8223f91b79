"""Legibility: whether words that came out of a file are words, or the garble of a font that does not say what its signs mean."""

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
# Of fewer words nothing can be said.
_ENOUGH = 150
_WORD = re.compile(r"[^\W\d_]+")
_ODD = {"Cc", "Cn", "Co", "Cs"}


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
