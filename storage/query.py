"""Queries: what people type in, a tree out, and back; no index and no database here.

    "improvement notice" council:lancashire kind:minutes from:2016-01 NOT adult

Words beside one another must all stand on a page, in any form (`notice` finds `notices`). Also: `AND`, `OR`, `NOT` in
capitals (`-word` is `NOT word`), brackets, `"words in this order"`, `inspect*`, `notice NEAR/5 lancashire` (at most five
words on, either way round), `field:value` and `field:"two words"`, `from:`/`to:` (the published or meeting date) and
`seen:2026-10`, `seen:2026-10..2026-11` (when we first saw it). Phrases, beginnings and NEAR know no other forms of a word.
Inside quotation marks punctuation does not count. What holds no word (`&`) is left out.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, TypeAlias

from domain import dates
from domain.document import DocumentKind
from domain.errors import MinutewatchError
from domain.mention import JsonValue
from domain.source import Channel
from storage.words import key, plain_words

# The number of this grammar: a saved search keeps it, so that a later grammar knows how the words were meant.
GRAMMAR = 1

# People nest two or three deep; beyond this it is an accident or an attack.
_DEEPEST = 40
_LONGEST = 10_000
_MOST_TERMS = 500
_FARTHEST = 50
# `a*` would be half of all words.
_SHORTEST_PREFIX = 2


class BadQuery(MinutewatchError):
    """A query cannot be understood; `column` is where (the first character is 1), `None` where no place is to blame."""

    def __init__(self, problem: str, *, column: int | None = None) -> None:
        super().__init__(f"column {column}: {problem}" if column else problem)
        self.column = column


class FieldName(StrEnum):
    """What a `field:value` may ask about."""

    COUNCIL = "council"
    CHANNEL = "channel"
    KIND = "kind"
    COMMITTEE = "committee"
    TOPIC = "topic"
    YEAR = "year"
    SOURCE = "source"


@dataclass(frozen=True)
class Word:
    """A plain word, in any of its forms."""

    plain: str


@dataclass(frozen=True)
class Phrase:
    """Two or more plain words, one behind the other."""

    plain: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.plain) < 2:
            raise BadQuery("a phrase of one word is a word; leave out the quotation marks")


@dataclass(frozen=True)
class Prefix:
    """The beginning of a plain word."""

    plain: str


@dataclass(frozen=True)
class Near:
    """Two different plain words, at most `distance` words from one to the other, either way round."""

    left: str
    right: str
    distance: int

    def __post_init__(self) -> None:
        if self.left == self.right:
            raise BadQuery(f"NEAR needs two different words, not {self.left!r} twice")


@dataclass(frozen=True)
class Field:
    """A field and its value: a year, a kind, a channel or a source's key as it is, any other name as `storage.words.key` has it."""

    name: FieldName
    value: str


@dataclass(frozen=True)
class Range:
    """Days, the first and the last included (`None`: open): of the published or meeting date, or of when we first saw it."""

    of: Literal["date", "seen"]
    first: date | None
    last: date | None

    def __post_init__(self) -> None:
        if self.first is None and self.last is None:
            raise BadQuery("a range of days needs at least one end")


@dataclass(frozen=True)
class Not:
    """What must not be; it stands only beside something that must."""

    part: "Query"


@dataclass(frozen=True)
class And:
    """All of it, on the same page."""

    parts: "tuple[Query | Not, ...]"

    def __post_init__(self) -> None:
        if _only_not(self.parts):
            raise BadQuery(_ONLY_NOT)


@dataclass(frozen=True)
class Or:
    """Any of it."""

    parts: "tuple[Query, ...]"


Term: TypeAlias = Word | Phrase | Prefix | Near
Query: TypeAlias = Term | Field | Range | And | Or
_Parts: TypeAlias = tuple[Query | Not, ...]

_ONLY_NOT = "a query of only NOT would find nearly everything; say what to find, then what to leave out: budget NOT adult"


def parse(typed: str) -> Query:
    """The tree of a query.

    Raises:
        BadQuery: it is empty, only says what not to find, names an unknown field or value, a day that does not exist,
            leaves a quotation mark or bracket open, or is too long or too deep.
    """
    if len(typed) > _LONGEST:
        raise BadQuery(f"the query has {len(typed):,} characters; {_LONGEST:,} at most are read")
    parts = _Reader(typed).whole()
    if not parts:
        raise BadQuery("nothing to look for; type a word")
    if _only_not(parts):
        raise BadQuery(_ONLY_NOT)
    query = _joined(parts)
    if (terms := sum(1 for _ in _leaves(query))) > _MOST_TERMS:
        raise BadQuery(f"the query asks for {terms} things at once; {_MOST_TERMS} at most, so ask in parts")
    return query


def render(query: Query) -> str:
    """A query that is read as this tree."""
    return _rendered(query)


def asked_for(query: Query) -> Iterator[Term | Field | Range]:
    """What a hit may hold, in the order of the query: everything but what stands under NOT."""
    return _leaves(query, under_not=False)


def with_fields(query: Query, answer: Callable[[Field], Query]) -> Query:
    """The same query with every field put in other terms, such as a council's name in that of its slug."""
    match query:
        case Field():
            return answer(query)
        case And(parts):
            return And(
                tuple(
                    Not(with_fields(part.part, answer))
                    if isinstance(part, Not)
                    else with_fields(part, answer)
                    for part in parts
                )
            )
        case Or(alternatives):
            return Or(tuple(with_fields(part, answer) for part in alternatives))
        case _:
            return query


def fields(query: Query) -> Iterator[Field]:
    """Every field that a query speaks of, also under NOT."""
    return (leaf for leaf in _leaves(query) if isinstance(leaf, Field))


def to_json(query: Query) -> str:
    """The tree as JSON, for a saved search; `GRAMMAR` belongs beside it."""
    return json.dumps(_as_json(query), ensure_ascii=False)


def from_json(saved: str) -> Query:
    """The tree of a saved search.

    Raises:
        BadQuery: this is no tree of ours.
    """
    try:
        query = _from_json(json.loads(saved))
    except (ValueError, TypeError, KeyError) as exc:
        raise BadQuery(f"a saved search cannot be read ({exc}); save it again") from exc
    if isinstance(query, Not):
        raise BadQuery(_ONLY_NOT)
    return query


def _only_not(parts: _Parts) -> bool:
    return all(isinstance(part, Not) for part in parts)


def _joined(parts: _Parts) -> Query:
    """One tree of parts of which at least one is no Not."""
    only = parts[0]
    return only if len(parts) == 1 and not isinstance(only, Not) else And(parts)


def _parts(query: Query) -> _Parts:
    return query.parts if isinstance(query, And) else (query,)


def _leaves(query: Query | Not, *, under_not: bool = True) -> Iterator[Term | Field | Range]:
    if isinstance(query, Not):
        if under_not:
            yield from _leaves(query.part)
    elif isinstance(query, And | Or):
        for part in query.parts:
            yield from _leaves(part, under_not=under_not)
    else:
        yield query


# -- reading what was typed --------------------------------------------------------------------------------------------

_QUOTES = '"“”„‟'
_LEXEME = re.compile(
    rf"""
    (?P<open>\() | (?P<close>\))
    | (?P<minus>(?<![^\s(])-(?=[\w({_QUOTES}]))                                       # -adult
    | [{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?P<end>[{_QUOTES}]?)                       # "improvement notice"
    | (?P<field>[A-Za-z]+):
      (?: [{_QUOTES}](?P<quoted>[^{_QUOTES}]*)(?P<quoted_end>[{_QUOTES}]?)            # committee:"select committee"
        | (?P<value>[^\s(){_QUOTES}]*) )                                              # from:2016-05
    | (?P<bare>[^\s(){_QUOTES}]+)                                                     # notice, NEAR/5
    """,
    re.VERBOSE,
)
_NEAR = re.compile(r"NEAR(?:/(?P<distance>\d{1,9}))?(?![^\W_])")
_YEAR = re.compile(r"\d{4}")
_BARE_VALUE = re.compile(rf"[^\s(){_QUOTES}]+")


@dataclass(frozen=True, kw_only=True)
class _Lexeme:
    """A piece of the query: a bracket, an operator, or an operand (`kind` is what it is, `words` what it says)."""

    kind: Literal["(", ")", "AND", "OR", "NOT", "NEAR", "phrase", "field", "bare", "end"]
    column: int
    words: str = ""
    field: str = ""


class _Reader:
    """Reads a query from left to right, one piece ahead."""

    def __init__(self, typed: str) -> None:
        self._lexemes = _lexemes(typed)
        self._next = next(self._lexemes)
        self._depth = 0

    def whole(self) -> _Parts:
        """Everything to the end of the query, as parts that must all be; empty if there is no word in it."""
        if self._at("end"):
            return ()
        parts = self._alternatives()
        if self._at(")"):
            raise BadQuery(
                "this bracket closes nothing; leave it out, or open one before", column=self._next.column
            )
        return parts

    def _at(self, *kinds: str) -> bool:
        return self._next.kind in kinds

    def _take(self) -> _Lexeme:
        taken = self._next
        if taken.kind != "end":
            self._next = next(self._lexemes)
        return taken

    def _alternatives(self) -> _Parts:
        """`a b OR c`: AND binds closer than OR."""
        found: list[tuple[int, _Parts]] = [(self._next.column, self._conjunction())]
        while self._at("OR"):
            self._take()
            found.append((self._next.column, self._conjunction()))
        found = [(column, parts) for column, parts in found if parts]
        if len(found) < 2:
            return found[0][1] if found else ()
        alternatives: list[Query] = []
        for column, parts in found:
            if _only_not(parts):
                raise BadQuery(
                    "OR NOT would find nearly everything; write (this OR that) NOT other", column=column
                )
            query = _joined(parts)
            alternatives.extend(query.parts if isinstance(query, Or) else (query,))
        return (Or(tuple(alternatives)),)

    def _conjunction(self) -> _Parts:
        """`a b AND c NOT d`."""
        parts = [*self._negated()]
        while not self._at(")", "OR", "end"):
            if self._at("AND"):
                self._take()
            parts.extend(self._negated())
        return tuple(parts)

    def _negated(self) -> _Parts:
        """`NOT a`; a NOT of a NOT is nothing."""
        column, negative = self._next.column, False
        while self._at("NOT"):
            self._take()
            negative = not negative
        parts = self._neighbours()
        if not negative or not parts:
            return parts
        if not _only_not(parts):
            return (Not(_joined(parts)),)
        if len(parts) == 1 and isinstance(parts[0], Not):
            return _parts(parts[0].part)
        raise BadQuery("NOT before a bracket of only NOT; write (this OR that) instead", column=column)

    def _neighbours(self) -> _Parts:
        """`a NEAR/5 b`."""
        left = self._operand()
        if not self._at("NEAR"):
            return left
        near = self._take()
        right = self._operand()
        if self._at("NEAR"):
            raise BadQuery("NEAR joins two words, not three", column=self._next.column)
        if len(left) == len(right) == 1 and isinstance(left[0], Word) and isinstance(right[0], Word):
            one, other = left[0].plain, right[0].plain
            if one != other:
                return (Near(one, other, _distance(near)),)
        raise BadQuery(
            "NEAR needs a word on each side, two different ones: notice NEAR/5 lancashire", column=near.column
        )

    def _operand(self) -> _Parts:
        taken = self._take()
        match taken.kind:
            case "(":
                return self._bracketed(taken.column)
            case "phrase":
                return _of_words(taken.words)
            case "bare":
                return _bare(taken)
            case "field":
                return (_field(taken),)
            case "end":
                raise BadQuery(
                    "something is missing at the end; add a word, or leave out the last operator",
                    column=taken.column,
                )
            case ")":
                raise BadQuery(
                    "nothing stands before this bracket; put a word there or leave it out",
                    column=taken.column,
                )
            case operator:
                raise BadQuery(
                    f"{operator} cannot stand here: it joins what stands beside it; to find the word, write it small",
                    column=taken.column,
                )

    def _bracketed(self, column: int) -> _Parts:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise BadQuery(f"more than {_DEEPEST} brackets inside one another; leave some out", column=column)
        parts = self._alternatives()
        if self._take().kind != ")":
            raise BadQuery("this bracket is never closed; add ) behind what belongs together", column=column)
        self._depth -= 1
        return parts


def _lexemes(typed: str) -> Iterator[_Lexeme]:
    for found in _LEXEME.finditer(typed):
        column = found.start() + 1
        if "" in (found["end"], found["quoted_end"]):
            raise BadQuery(
                "this quotation mark is never closed; add one at the end of the phrase", column=column
            )
        if found["open"] or found["close"]:
            yield _Lexeme(kind="(" if found["open"] else ")", column=column)
        elif found["minus"] or found["bare"] == "NOT":
            yield _Lexeme(kind="NOT", column=column)
        elif found["phrase"] is not None:
            yield _Lexeme(kind="phrase", column=column, words=found["phrase"])
        elif found["field"]:
            value = found["value"] if found["quoted"] is None else found["quoted"]
            yield _Lexeme(kind="field", column=column, field=found["field"], words=value)
        elif found["bare"] == "AND":
            yield _Lexeme(kind="AND", column=column)
        elif found["bare"] == "OR":
            yield _Lexeme(kind="OR", column=column)
        elif _NEAR.match(found["bare"]):
            yield _Lexeme(kind="NEAR", column=column, words=found["bare"])
        else:
            yield _Lexeme(kind="bare", column=column, words=found["bare"])
    yield _Lexeme(kind="end", column=len(typed) + 1)


def _distance(near: _Lexeme) -> int:
    found = _NEAR.fullmatch(near.words)
    distance = int(found["distance"] or 0) if found else 0
    if not 1 <= distance <= _FARTHEST:
        raise BadQuery(f"NEAR needs a number of words from 1 to {_FARTHEST}: NEAR/5", column=near.column)
    return distance


def _of_words(typed: str) -> tuple[Word | Phrase, ...]:
    """A phrase of one word is a word; `multi-agency` and other words that are several are a phrase."""
    plain = plain_words(typed)
    if not plain:
        return ()
    return (Word(plain[0]) if len(plain) == 1 else Phrase(tuple(plain)),)


def _bare(lexeme: _Lexeme) -> tuple[Word | Phrase | Prefix, ...]:
    plain = plain_words(lexeme.words)
    if "*" not in lexeme.words or not plain:
        return _of_words(lexeme.words)
    if lexeme.words.find("*") != len(lexeme.words) - 1 or len(plain) > 1 or len(plain[0]) < _SHORTEST_PREFIX:
        raise BadQuery(
            f"{lexeme.words!r}: * stands behind the first {_SHORTEST_PREFIX} or more letters of one word: inspect*",
            column=lexeme.column,
        )
    return (Prefix(plain[0]),)


def _field(lexeme: _Lexeme) -> Field | Range:
    name, typed = lexeme.field.lower(), lexeme.words.strip()
    if not typed:
        raise BadQuery(
            f"{name}: needs a value directly behind it, such as {name}:{_EXAMPLES.get(name, 'word')}",
            column=lexeme.column,
        )
    match name:
        case "from" | "to" | "seen":
            return _range(name, typed, lexeme.column)
        case FieldName.YEAR:
            value = typed if _YEAR.fullmatch(typed) else ""
        case FieldName.KIND:
            value = _one_of(DocumentKind, typed)
        case FieldName.CHANNEL:
            value = _one_of(Channel, typed)
        case FieldName.SOURCE:
            value = typed.lower()
        case FieldName.COUNCIL | FieldName.COMMITTEE | FieldName.TOPIC:
            value = key(typed)
        case _:
            raise BadQuery(
                f"no field {name!r}; there are {', '.join(_EXAMPLES)}; to find the words, put them in quotation marks",
                column=lexeme.column,
            )
    if not value:
        raise BadQuery(
            f"{name}:{typed}: no such {name}; {_CHOICE.get(name, 'write a name')}", column=lexeme.column
        )
    return Field(FieldName(name), value)


_EXAMPLES = {
    "council": "lancashire",
    "channel": "committee",
    "kind": "minutes",
    "committee": '"select committee"',
    "topic": "placements",
    "year": "2016",
    "source": "committee/lancashire",
    "from": "2016-01",
    "to": "2016-05-19",
    "seen": "2026-10",
}
_CHOICE = {
    "kind": f"there are {', '.join(DocumentKind)}",
    "channel": f"there are {', '.join(Channel)}",
    "year": "write four figures, such as 2016",
}


def _one_of(names: Iterable[str], typed: str) -> str:
    """The name that was meant, whether typed with spaces, hyphens or underscores."""
    return next((str(name) for name in names if key(name) == key(typed)), "")


def _range(name: str, typed: str, column: int) -> Range:
    try:
        if name == "seen":
            begins, dots, ends = typed.partition("..")
            seen = dates.parse(f"{begins or '..'}/{ends or '..'}" if dots else typed)
            return Range("seen", seen.first, seen.last)
        day = dates.parse(typed)
    except dates.NotADate as exc:
        raise BadQuery(f"{name}: {exc}; such as {name}:{_EXAMPLES[name]}", column=column) from exc
    if "/" in typed:
        raise BadQuery(f"{name}:{typed}: one date, not two; write from:2016 to:2017", column=column)
    return Range("date", day.first, None) if name == "from" else Range("date", None, day.last)


# -- writing it down ---------------------------------------------------------------------------------------------------


def _rendered(query: Query | Not) -> str:
    match query:
        case Word(plain):
            return plain
        case Phrase(words):
            return f'"{" ".join(words)}"'
        case Prefix(plain):
            return f"{plain}*"
        case Near(left, right, distance):
            return f"{left} NEAR/{distance} {right}"
        case Field(name, value):
            return f"{name}:{value}" if _BARE_VALUE.fullmatch(value) else f'{name}:"{value}"'
        case Range(of, first, last):
            return _rendered_range(of, first, last)
        case Not(part):
            return f"NOT {_in_brackets(part) if isinstance(part, And | Or) else _rendered(part)}"
        case And(parts):
            return " ".join(_in_brackets(part) if isinstance(part, Or) else _rendered(part) for part in parts)
        case Or(alternatives):
            return " OR ".join(_rendered(part) for part in alternatives)


def _in_brackets(query: Query) -> str:
    return f"({_rendered(query)})"


def _rendered_range(of: str, first: date | None, last: date | None) -> str:
    if of == "seen":
        return f"seen:{first or ''}..{last or ''}"
    return " ".join([f"from:{first}"] * bool(first) + [f"to:{last}"] * bool(last))


def _as_json(query: Query | Not) -> JsonValue:
    match query:
        case Word(plain):
            return {"word": plain}
        case Phrase(words):
            return {"phrase": list(words)}
        case Prefix(plain):
            return {"prefix": plain}
        case Near(left, right, distance):
            return {"near": [left, right], "distance": distance}
        case Field(name, value):
            return {"field": str(name), "value": value}
        case Range(of, first, last):
            return {"range": of, "first": _iso(first), "last": _iso(last)}
        case Not(part):
            return {"not": _as_json(part)}
        case And(parts):
            return {"and": [_as_json(part) for part in parts]}
        case Or(alternatives):
            return {"or": [_as_json(part) for part in alternatives]}


def _from_json(saved: JsonValue) -> Query | Not:
    match saved:
        case {"word": str(plain)}:
            return Word(plain)
        case {"phrase": list(words)}:
            return Phrase(tuple(map(str, words)))
        case {"prefix": str(plain)}:
            return Prefix(plain)
        case {"near": [str(left), str(right)], "distance": int(distance)}:
            return Near(left, right, distance)
        case {"field": str(name), "value": str(value)}:
            return Field(FieldName(name), value)
        case {"range": ("date" | "seen") as of, "first": first, "last": last}:
            return Range(of, _day(first), _day(last))
        case {"not": part}:
            return Not(_positive(part))
        case {"and": list(parts)}:
            return And(tuple(map(_from_json, parts)))
        case {"or": list(parts)}:
            return Or(tuple(map(_positive, parts)))
    raise ValueError(f"{saved!r}: no part of a query")


def _positive(saved: JsonValue) -> Query:
    query = _from_json(saved)
    if isinstance(query, Not):
        raise BadQuery(_ONLY_NOT)
    return query


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(iso: JsonValue) -> date | None:
    return None if iso is None else date.fromisoformat(str(iso))
