"""Numbers as texts write them: `1,986`, `twelve`, `fifth`. Words in, numbers out; no sums and no units."""

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

# `1,986`, `63.2`, `170`; never a piece of a longer number.
FIGURE = r"(?<![\d.,£])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]*\d)|(?<![\d.,£])\d{1,9}(?:\.\d{1,4})?(?![\d,]*\d)"
CARDINAL_WORD = "|".join(sorted(_CARDINALS, key=len, reverse=True))
ORDINAL_WORD = "|".join(sorted(_ORDINALS, key=len, reverse=True))


def cardinal(words: str) -> int | float:
    """`1,986`, `63.2` or `twelve` as a number.

    Raises:
        ValueError: the words are no number.
    """
    plain = words.replace(",", "").lower()
    if plain in _CARDINALS:
        return _CARDINALS[plain]
    return float(plain) if "." in plain else int(plain)


def ordinal(words: str) -> int:
    """`fifth` or `5th` as 5.

    Raises:
        ValueError: the words are no ordinal.
    """
    plain = words.lower()
    return _ORDINALS[plain] if plain in _ORDINALS else int(plain.rstrip("stndrh"))
