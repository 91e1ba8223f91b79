"""What readers wrote down of the documents in annotated/: texts, mentions with their places, facts with theirs.

The conventions stand in annotated/README.md.
"""

import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from domain.council import Council
from domain.findings import Circumstances, Findings
from domain.known import Known, from_reference
from domain.mention import JsonValue
from domain.text import Text
from linking.find import find

FOLDER = Path(__file__).parent / "annotated"
_COUNCILS = "councils.json"
# What an entry says of itself; the rest are fields of the fact.
_OF_THE_ENTRY = frozenset({"type", "words", "nth", "optional"})


@dataclass(frozen=True, kw_only=True)
class Marked:
    """A mention that a reader marked: its span, whom it means (a person's full name, a council's slug), what it comes to."""

    type: str
    start: int
    end: int
    words: str
    whom: str | None = None
    value: JsonValue = None
    is_optional: bool = False


@dataclass(frozen=True, kw_only=True)
class Stated:
    """A fact that a reader wrote down: a span inside its sentence (`None` of attendance) and the fields that it must have."""

    type: str
    start: int | None
    end: int | None
    words: str
    fields: dict[str, JsonValue] = field(default_factory=dict)
    is_optional: bool = False


@dataclass(frozen=True, kw_only=True)
class Annotated:
    """A document and what it says."""

    name: str
    words: str
    circumstances: Circumstances
    mentions: tuple[Marked, ...]
    facts: tuple[Stated, ...]

    def read(self, words: str | None = None) -> Findings:
        """What the rules find in it, or in it laid out otherwise."""
        text = Text.of_pages([(None, self.words if words is None else words)], reader="made up")
        return find(text, circumstances=self.circumstances, known=known())


@lru_cache(maxsize=1)
def known() -> Known:
    """The real councils and the made-up ones of the documents; no members, no committees, as of a new archive."""
    made_up = json.loads((FOLDER / _COUNCILS).read_text(encoding="utf-8"))
    councils = tuple(Council(**{**one, "aliases": tuple(one.get("aliases", ()))}) for one in made_up)
    return Known(councils=(*from_reference().councils, *councils))


@lru_cache(maxsize=4)
def documents(folder: Path = FOLDER, texts: Path | None = None) -> tuple[Annotated, ...]:
    """The annotated documents of a folder, by name; their texts stand beside what is written down of them, or in `texts`."""
    return tuple(
        _document(path, (texts or folder) / f"{path.stem}.txt")
        for path in sorted(folder.glob("*.json"))
        if path.name != _COUNCILS
    )


def _document(path: Path, text: Path) -> Annotated:
    words = text.read_text(encoding="utf-8")
    said = json.loads(path.read_text(encoding="utf-8"))
    return Annotated(
        name=path.stem,
        words=words,
        circumstances=Circumstances(
            title=said["title"], kind=said["kind"], published=said["published"], council=said["council"]
        ),
        mentions=tuple(_marked(path.stem, words, entry) for entry in said["mentions"]),
        facts=tuple(_stated(path.stem, words, entry) for entry in said["facts"]),
    )


def _marked(name: str, words: str, entry: dict[str, JsonValue]) -> Marked:
    start, end = _place(name, words, entry)
    whom = entry.get("whom")
    return Marked(
        type=str(entry["type"]),
        start=start,
        end=end,
        words=words[start:end],
        whom=str(whom) if whom else None,
        value=entry.get("value"),
        is_optional=bool(entry.get("optional")),
    )


def _stated(name: str, words: str, entry: dict[str, JsonValue]) -> Stated:
    start, end = _place(name, words, entry) if "words" in entry else (None, None)
    return Stated(
        type=str(entry["type"]),
        start=start,
        end=end,
        words=str(entry.get("words", entry.get("who"))),
        fields={key: value for key, value in entry.items() if key not in _OF_THE_ENTRY},
        is_optional=bool(entry.get("optional")),
    )


def _place(name: str, words: str, entry: dict[str, JsonValue]) -> tuple[int, int]:
    """Where the words of an entry stand: their first place in the text, or the `nth`."""
    pattern = r"\s+".join(re.escape(word) for word in str(entry["words"]).split())
    places = list(re.finditer(pattern, words))
    nth = entry.get("nth", 1)
    if not isinstance(nth, int) or len(places) < nth:
        raise ValueError(
            f"{name}.json: {entry['words']!r} stands {len(places)} times in {name}.txt, not {nth}"
        )
    return places[nth - 1].span()
