"""Clean text: a string of any origin in, the same words without debris out; never a changed figure, name or quotation mark.

Cleaning twice is cleaning once. What is taken out or replaced stands here and nowhere else, because the span of
every mention counts the characters that come out: raise `VERSION` with any change.
"""

import re
import unicodedata

VERSION = 1

# Line ends of all systems; form feeds and vertical tabs (Word's soft line ends) end lines too.
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")
_SPACES = [0x09, *(code for code in range(0x3001) if unicodedata.category(chr(code)) == "Zs")]
_CONTROLS = [*range(0x09), *range(0x0E, 0x20), 0x7F]
# Windows-1252 read as Latin-1 leaves C1 controls: 0x92 was meant as a right quotation mark.
_WINDOWS = {code: bytes([code]).decode("windows-1252", errors="ignore") or None for code in range(0x80, 0xA0)}
# Zero-width and direction marks show nothing, split words for search, and can make a line read other than it is.
_UNSEEN = [
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2065),
    *range(0x2066, 0x2070),
    0xFEFF,
]
_NO_CHARACTERS = [
    *range(0xFDD0, 0xFDF0),
    *(plane * 0x10000 + last for plane in range(17) for last in (0xFFFE, 0xFFFF)),
]
# Word's bullets, which PDFs keep as private characters of the Symbol and Wingdings fonts.
_BULLETS = {
    0xF02D: "–",
    0xF06C: "●",
    0xF06E: "■",
    0xF071: "❑",
    0xF076: "❖",
    0xF0A7: "▪",
    0xF0A8: "▪",
    0xF0B7: "•",
    0xF0BE: "–",
    0xF0D8: "➢",
    0xF0E0: "→",
    0xF0FC: "✓",
}
# Printers' ligatures hide words from search. No other compatibility form is undone: ½, ² and ™ mean something.
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_REPLACED: dict[int, str | None] = {
    **dict.fromkeys([*_CONTROLS, *_UNSEEN, *_NO_CHARACTERS], None),
    **dict.fromkeys(_SPACES, " "),
    **_WINDOWS,
    **_BULLETS,
    **_LIGATURES,
}

# UTF-8 read as windows-1252 and saved again: "â€™" for an apostrophe, "Â£" for a pound sign.
_BYTE = {letter: code for code, letter in _WINDOWS.items() if letter} | {
    chr(code): code for code in range(0x80, 0xC0)
}
_HIGH = f"[{re.escape(''.join(_BYTE))}]"
_SPOILT = re.compile(f"[ÂÃ]{_HIGH}|[âï]{_HIGH}{{2}}|ð{_HIGH}{{3}}")
# "infor", soft hyphen, line end, "mation": the line end goes with the hyphen.
_SOFT_HYPHEN = re.compile("\u00ad+(?: ?\n ?(?=\\w))?")

_BLANKS = re.compile(" {2,}")
_LINE_EDGES = re.compile(" ?\n ?")
_EMPTY_LINES = re.compile("\n{3,}")
# What no rule concerns, as most texts are: plain letters, single spaces between words, at most one blank line.
_CLEAN = re.compile(r"[!-~]+(?:(?: |\n\n?)[!-~]+)*|")


def clean(words: str) -> str:
    """The words with one kind of space and of line end, at most one blank line in a row, in Unicode's form C.

    Form C (`e` and an accent become `é`) changes nothing that a reader sees, and lets a name be found however it was typed.
    """
    if _CLEAN.fullmatch(words):
        return words
    # What one rule takes out can bring together what another looks for.
    while (cleaned := _cleaned(words)) != words:
        words = cleaned
    return words


def _cleaned(words: str) -> str:
    if not words.isascii():
        words = _SPOILT.sub(_unspoilt, _whole(words))
    words = _tidied(_LINE_END.sub("\n", words).translate(_REPLACED))
    words = _SOFT_HYPHEN.sub("", words)
    return _tidied(unicodedata.normalize("NFC", words))


def _whole(words: str) -> str:
    """Two surrogates that make a character become it; a lone one becomes the replacement character."""
    return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _unspoilt(found: re.Match[str]) -> str:
    octets = bytes([ord(found[0][0]), *(_BYTE[letter] for letter in found[0][1:])])
    try:
        return octets.decode()
    except UnicodeDecodeError:
        return found[0]


def _tidied(words: str) -> str:
    words = _LINE_EDGES.sub("\n", _BLANKS.sub(" ", words))
    return _EMPTY_LINES.sub("\n\n", words).strip(" \n")
