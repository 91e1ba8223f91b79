"""Joining: what belongs together across texts. Records in, records out: no network, no database, no clock.

The answer depends on what is handed in, never on the order in which it came.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from domain import wall
from domain.copies import Article, Decided, Joined, Likeness, Pair

_DECIDED = Likeness(containment=None, reason="a person says that these are copies", rule="decision")
_Ends = tuple[str, str]


def copies(articles: Collection[Article], pairs: Iterable[Pair], decided: Iterable[Decided]) -> list[Joined]:
    """The groups of copies among articles, an entry for each article that is in one, in the order of public ids.

    The likest are joined first; two groups are not joined by a third text between them where a person said of any two of
    their articles that they are no copies, nor where that would put both sides of the jigsaw wall into one group. Pairs
    and decisions that name other articles are passed over.
    """
    known = {article.document: article for article in articles}
    likeness = _likeness(pairs, decided, known)
    never = {(each.one, each.other) for each in decided if not each.same}
    group_of: dict[str, set[str]] = {document: {document} for document in known}
    for one, other in sorted(likeness, key=lambda ends: _order(ends, likeness[ends])):
        mine, theirs = group_of[one], group_of[other]
        if mine is theirs or _kept_apart(mine, theirs, never, known):
            continue
        mine |= theirs
        for document in theirs:
            group_of[document] = mine
    return [
        _joined(document, group, likeness, known)
        for document, group in sorted(group_of.items())
        if len(group) > 1
    ]


def _likeness(
    pairs: Iterable[Pair], decided: Iterable[Decided], known: Mapping[str, Article]
) -> dict[_Ends, Likeness]:
    """Which two are copies and why; a person's word comes before any rule's."""
    found = {(pair.one, pair.other): pair.likeness for pair in pairs}
    for each in decided:
        if each.same:
            found[each.one, each.other] = _DECIDED
        else:
            found.pop((each.one, each.other), None)
    return {ends: why for ends, why in found.items() if all(end in known for end in ends)}


def _order(ends: _Ends, likeness: Likeness) -> tuple[float, _Ends]:
    """The likest first, what a person said before all."""
    return (-2 if likeness.containment is None else -likeness.containment), ends


def _kept_apart(mine: set[str], theirs: set[str], never: set[_Ends], known: Mapping[str, Article]) -> bool:
    if any((min(ends), max(ends)) in never for ends in _across(mine, theirs)):
        return True
    return wall.together(known[document].side for document in sorted(mine | theirs)) is not None


def _across(mine: set[str], theirs: set[str]) -> Iterator[_Ends]:
    return ((one, other) for one in mine for other in theirs)


def _joined(
    document: str, group: set[str], likeness: Mapping[_Ends, Likeness], known: Mapping[str, Article]
) -> Joined:
    first = min(group, key=lambda each: (known[each].first_seen, each))
    ends = min(
        (ends for ends in likeness if document in ends and set(ends) <= group),
        key=lambda ends: _order(ends, likeness[ends]),
    )
    of = ends[0] if document == ends[1] else ends[1]
    return Joined(
        document=document, group=first, of=None if document == first else of, likeness=likeness[ends]
    )
