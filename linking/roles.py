"""Roles: who holds which post, where and since or until when, as far as a text puts name and post together."""

from collections.abc import Iterator

from domain.council import Council
from domain.fact import Fact, FactType
from linking.councils import Placed
from linking.people import Holding, Named
from linking.posts import Post
from linking.prose import Prose, within

HELD = "roles.held@1"
RULES = (HELD,)

# How far from a post the council may be named whose post it is.
_BESIDE = 14


def find(
    prose: Prose,
    named: tuple[Named, ...],
    holdings: tuple[Holding, ...],
    placed: tuple[Placed, ...],
    own: Council | None,
    *,
    day: str | None,
) -> Iterator[Fact]:
    """A fact for each name beside a post. What is current was so on the day of the text (`as_of`, EDTF), and no more is said."""
    persons = {one.start: one.person for one in named}
    for holding in holdings:
        person = persons.get(holding.name_start)
        if person is None:
            continue
        council = _beside(prose, holding.post, placed)
        start, end = min(holding.start, council.start if council else holding.start), holding.end
        yield Fact(
            type=FactType.ROLE,
            evidence=prose.evidence(start, max(end, council.end if council else end)),
            rule=HELD,
            about=person.entity,
            stated=day,
            fields={
                "person": person.name,
                "post": holding.post.title,
                "organisation": _organisation(holding.post, council, own),
                "status": holding.post.status,
                "as_of": day,
            },
        )


def _beside(prose: Prose, post: Post, placed: tuple[Placed, ...]) -> Placed | None:
    """The council named right after a post (`Director of ... at Northshire County Council`) or right before it."""
    after = within(placed, (post.end, post.end + _BESIDE))
    if after and "\n" not in prose.flow[post.end : after[0].start]:
        return after[0]
    before = [
        one for one in within(placed, (post.start - 80, post.start)) if post.start - one.end <= len("'s ")
    ]
    return before[-1] if before else None


def _organisation(post: Post, council: Placed | None, own: Council | None) -> str | None:
    if post.body:
        return post.body
    if council:
        return council.council.name
    # A former post was often held elsewhere.
    return own.name if own and post.status != "former" else None
