"""The evidence gate: an item goes through with those of its quotes that stand in the texts of this moment, and no other.

What cannot be proved is left out, counted and logged, never put in other words. What could point to one child, and what a
person decided to withdraw, does not pass at all.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from digest.harm import identifies
from digest.item import Difference, Figure, Item, Quote
from digest.quoting import longest
from domain import wall
from domain.document import Access
from domain.evidence import QuoteNotInText
from domain.harm import Veil
from storage import held, passages
from storage.passages import Place, Standing

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Passed:
    """The items that may be told, with the quotes that may be shown, and how many statements were refused."""

    items: tuple[Item, ...]
    refused: int


def passed(session: Session, items: Iterable[Item]) -> Passed:
    """Prove every quote of the items against the words of its page as they are kept now."""
    found = list(items)
    standing = passages.standing(session, (quote.place for item in found for quote in item.all_quotes))
    veil = held.veil(session)
    cells = passages.printed(session, {each.fact for item in found for each in _figures(item)})
    kept: list[Item] = []
    refused = 0
    for item in found:
        if reason := _withheld(item, standing, veil):
            logger.warning("%s: left out of the digest: %s", item.key, reason)
            refused += 1
            continue
        proven, lost = _with_proof(item, standing, veil)
        in_table, gone = _with_figures(proven, cells)
        refused += lost + gone
        if in_table.figures or not item.figures:
            kept.append(in_table)
    return Passed(items=tuple(kept), refused=refused)


def _withheld(item: Item, standing: dict[Place, Standing], veil: Veil) -> str | None:
    """Why an item may not be told at all."""
    if any(veil.covers(words) for words in _said(item)):
        return "it says words that are held for a person to judge"
    if any(identifies(words) for words in item.sentences):
        return "its words could point to one child"
    withdrawn = (Access.HIDDEN, Access.ERASED)
    if any(
        quote.place in standing and standing[quote.place].access in withdrawn for quote in item.all_quotes
    ):
        return "its document was withdrawn"
    return None


def _said(item: Item) -> Iterable[str]:
    """Everything that an item shows but its quotes: its sentences, and its links with their addresses."""
    yield from item.sentences
    yield from (item.many, item.short, item.earlier_said)
    for link in item.links:
        yield from (link.words, link.url)


def _with_proof(item: Item, standing: dict[Place, Standing], veil: Veil) -> tuple[Item, int]:
    """The item with the quotes that hold, and how many do not."""
    quotes = tuple(_holding(item, item.quotes, standing, veil))
    differences = tuple(
        each
        for each in item.differences
        if len(list(_holding(item, _both(each), standing, veil))) == len(_both(each))
    )
    earlier = tuple(_holding(item, item.earlier, standing, veil))
    lost = (
        (len(item.quotes) - len(quotes))
        + (len(item.earlier) - len(earlier))
        + (len(item.differences) - len(differences))
    )
    if not lost:
        return item, 0
    return replace(item, quotes=quotes, earlier=earlier, differences=differences), lost


def _with_figures(item: Item, cells: Mapping[str, str]) -> tuple[Item, int]:
    """The item with the figures that stand in their tables, and how many do not."""
    if not item.figures:
        return item, 0
    held = [each for each in item.figures if _stands(each, cells)]
    figures = tuple(
        replace(each, before=each.before if each.before and _stands(each.before, cells) else None)
        for each in held
    )
    return replace(item, figures=figures), len(item.figures) - len(figures)


def _stands(figure: Figure, cells: Mapping[str, str]) -> bool:
    if cells.get(figure.fact) == figure.printed:
        return True
    logger.warning("%s: figure left out of the digest: it does not stand there as printed", figure.pointer)
    return False


def _figures(item: Item) -> Iterable[Figure]:
    for each in item.figures:
        yield from (figure for figure in (each, each.before) if figure)


def _both(difference: Difference) -> tuple[Quote, ...]:
    return tuple(quote for quote in (difference.before, difference.after) if quote)


def _holding(
    item: Item, quotes: Iterable[Quote], standing: dict[Place, Standing], veil: Veil
) -> Iterable[Quote]:
    for number, quote in enumerate(quotes):
        reason = _refusal(quote, standing.get(quote.place), number, veil)
        if reason is None:
            yield quote
        else:
            logger.warning("%s, page %s: quote left out of the digest: %s", item.key, quote.page, reason)


def _refusal(quote: Quote, there: Standing | None, number: int, veil: Veil) -> str | None:
    """Why a quote may not be shown; `number` counts the quotes of its item from 0."""
    if there is None:
        return "its text is not kept"
    if there.gone:
        return "its source took the document down"
    most = longest(there.access, there.licence)
    if most is not None and (number or len(quote.words.split()) > most):
        return "the licence allows one short quote"
    if wall.touches(there.private, quote.start, quote.end):
        return "its words name somebody in no public role, or are held for a person to judge"
    if veil.covers(quote.words) or veil.covers(quote.about or ""):
        return "its words are held for a person to judge"
    if identifies(quote.words) or identifies(quote.about or ""):
        return "its words could point to one child"
    if there.words is None:  # retention ended: the quote kept stands
        return None
    try:
        quote.evidence_on(there.starts).check(there.words)
    except QuoteNotInText as exc:
        return str(exc)
    return None
