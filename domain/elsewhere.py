"""Elsewhere: words by which a text shows that it is not set in England (reference/elsewhere.csv), and words that show it is.

Services for children in Scotland, Wales, Northern Ireland and abroad answer to other laws and other inspectors.
"""

import re

from domain import reference
from domain.council import all_councils

# Names of councils that are words, or names of other things: `reading`, `bury`, `york`. Alone they place nothing.
_WORDS_TOO = frozenset(
    ("bath", "bury", "reading", "sutton", "york", "medway", "westminster", "cumberland", "durham", "richmond")
)
# `Edinburgh Road` is a road in England; the `Duke of Edinburgh`, the `Prince of Wales` and `England and Wales` are there too.
_BEFORE = r"(?<!duke of )(?<!prince of )(?<!princess of )(?<!england and )"
_AFTER = r"(?! (?:road|street|avenue|close|lane|drive|terrace|way|place|crescent)\b)"


def _one_of(names: set[str]) -> str:
    """Any of the names, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


def _names(*, abroad: bool, people: bool = False) -> str:
    return _one_of(
        {
            row["name"]
            for row in reference.table("elsewhere")
            if (row["nation"] == "abroad") == abroad and (row["kind"] == "people") == people
        }
    )


# "Scottish councils", "in Cardiff", "Stormont's health committee"
IN_ANOTHER_NATION = re.compile(rf"\b{_BEFORE}(?:{_names(abroad=False)})\b{_AFTER}", re.IGNORECASE)

# "by a German court", "Ohio: boy is found", and no "German shepherd"
ABROAD = re.compile(
    rf"\b(?:{_names(abroad=True)})\b{_AFTER}|\b(?:{_names(abroad=True, people=True)}) "
    r"(?:court|state|government|police|council|agency|ministers?|judges?|authorities|inquiry|city|town)\b",
    re.IGNORECASE,
)

# "children in England", "Leeds", "Kent County Council"
IN_ENGLAND = re.compile(
    r"\b(?:england|english|"
    + _one_of(
        {
            name
            for council in all_councils()
            for name in (council.name, council.short_name)
            if name.casefold() not in _WORDS_TOO
        }
    )
    + r")\b",
    re.IGNORECASE,
)


_WORD = re.compile(r"\w+")


def _by_first_word() -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = {}
    for row in reference.table("elsewhere"):
        name = row["name"].casefold()
        names.setdefault(_WORD.findall(name)[0], []).append(name)
    return {first: tuple(some) for first, some in names.items()}


# Most texts have none of the names, which is quick to see by the words with which these begin.
_BY_FIRST_WORD = _by_first_word()


def is_elsewhere(words: str) -> bool:
    """Whether a text names a place outside England and none in it."""
    folded = words.casefold()
    begun = _BY_FIRST_WORD.keys() & _WORD.findall(folded)
    if not any(name in folded for first in begun for name in _BY_FIRST_WORD[first]):
        return False
    outside = IN_ANOTHER_NATION.search(words) or ABROAD.search(words)
    return bool(outside) and not IN_ENGLAND.search(words)
