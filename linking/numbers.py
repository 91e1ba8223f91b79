"""Numbers as texts write them: `1,986`, `twelve`, `twenty-five`, `two hundred and ten`, `fifth`. Words in, numbers out; no units."""

import re

_CARDINALS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ],
        start=1,
    )
}

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_SIMPLE = "|".join(sorted(_CARDINALS, key=len, reverse=True))
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}

# `1,986`, `63.2`, `170`; never a piece of a longer number.
FIGURE = r"(?<![\d.,£])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]*\d)|(?<![\d.,£])\d{1,9}(?:\.\d{1,4})?(?![\d,]*\d)"
# `twelve`, `twenty-five`
CARDINAL_WORD = rf"(?:{_TENS})[- ](?:{_ONES})|{_SIMPLE}"
# The same sorted by their first letters, which is what makes a search for them quick.
_QUICK_WORD = "|".join(
    f"[{letter.upper()}{letter}](?:{'|'.join(word[1:] for word in _SIMPLE.split('|') if word[0] == letter)})"
    for letter in sorted({word[0] for word in _CARDINALS})
)
_WORD = rf"(?:{_QUICK_WORD})(?:(?<=ty)[- ](?:{_ONES})\b)?"
_SCALE = r" (?:hundred|thousand|million)\b"
# Any number: `1,986`, `twelve`, `two hundred and ten`, `ten thousand`, `1.2 million`.
NUMBER = rf"\b(?=[zotfsenhaZOTFSENHA\d])(?:{_WORD}\b(?:{_SCALE}(?: and {_WORD}\b)?)?|[Aa]{_SCALE}|(?:{FIGURE})(?: (?:thousand|million)\b)?)"
ORDINAL_WORD = "|".join(sorted(_ORDINALS, key=len, reverse=True))

_PARTS = re.compile(r"[- ]")


def cardinal(words: str) -> int | float:
    """`1,986`, `63.2`, `twelve` or `two hundred and ten` as a number.

    Raises:
        ValueError: the words are no number.
    """
    plain = words.replace(",", "").lower()
    if plain in _CARDINALS:
        return _CARDINALS[plain]
    if not _PARTS.search(plain):
        return float(plain) if "." in plain else int(plain)
    total: int | float = 0
    for part in _PARTS.split(plain):
        if part in _SCALES:
            total = round(total * _SCALES[part], 6)
        elif part in ("a", "an"):
            total = 1
        elif part != "and":
            total += cardinal(part)
    return int(total) if total == int(total) else total


def ordinal(words: str) -> int:
    """`fifth` or `5th` as 5.

    Raises:
        ValueError: the words are no ordinal.
    """
    plain = words.lower()
    return _ORDINALS[plain] if plain in _ORDINALS else int(plain.rstrip("stndrh"))
