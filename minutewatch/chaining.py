"""Response chains on the command line: asked of the archive and told in words or JSON.

Keys of the JSON are a contract as those of contract.py are (docs/reference/json.md).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from domain.chains import Answer, Chain, Item, Letter, Link
from domain.cited import Cited
from minutewatch.contract import JsonObject
from minutewatch.jobs import Home
from storage import chains, diary


def chains_of(home: Home, names: Sequence[str], *, as_of: datetime | None = None) -> tuple[Chain, ...]:
    """The response chains of councils (by name; all without).

    Raises:
        UnknownCouncil: no council is called so.
    """
    with home.archive.reading() as session:
        slugs = diary.named(session, names) or None
        return chains.chains(session, slugs, as_of=as_of or home.settings.clock())


def chain_lines(chain: Chain) -> Iterator[str]:
    """A letter, and below it the plan, the questions, and the findings, each with the next letter on it below."""
    yield chain.words
    yield f"    {chain.plan.words}"
    yield f"    {chain.questions.words}"
    for following, answers in groupby(chain.answers, key=lambda each: each.next_letter.words):
        yield from (f"    {answer.words}" for answer in answers)
        yield f"        {following}"


def chain_json(chain: Chain) -> JsonObject:
    """A letter and what came of it."""
    return {
        "council": chain.letter.council,
        "words": chain.words,
        "letter": _letter(chain.letter),
        "plan": _link(chain.plan),
        "questions": _link(chain.questions),
        "findings": [_answer(each) for each in chain.answers],
    }


def _answer(answer: Answer) -> JsonObject:
    return {
        "kind": answer.finding.fields.get("kind"),
        "words": answer.words,
        "focus": list(answer.focus),
        "evidence": _cited(answer.finding.cited),
        "next_letter": _link(answer.next_letter),
    }


def _link(link: Link) -> JsonObject:
    return {
        "state": link.state,
        "words": link.words,
        "due": link.due,
        "item": _item(link.item) if link.item else None,
        "quote": link.quote,
        "letter": _letter(link.letter) if link.letter else None,
    }


def _item(item: Item) -> JsonObject:
    return {
        "title": item.title,
        "committee": item.committee,
        "date": item.day.isoformat(),
        "item": item.number,
        "meeting": item.meeting,
        "minutes": (
            {"document": item.minutes_document, "version": item.minutes_version}
            if item.minutes_document
            else None
        ),
    }


def _letter(letter: Letter) -> JsonObject:
    return {
        "what": letter.what,
        "visited": letter.visited,
        "published": letter.day.isoformat(),
        "focus": list(letter.focus),
        "evidence": _cited(letter.cited),
    }


def _cited(cited: Cited) -> JsonObject:
    return {
        "fact": cited.fact,
        "document": cited.document,
        "version": cited.version,
        "title": cited.title,
        "page": cited.page,
        "quote": cited.quote,
        "url": cited.url,
    }
