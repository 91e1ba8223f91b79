"""Corrections: what an earlier edition said and what no longer holds, for those who received it and nobody else."""

from collections.abc import Iterator
from dataclasses import replace

from digest import wording
from digest.item import Item, Quote
from digest.period import Period
from digest.sections.coverage import EVERYONE
from digest.telling import differences
from digest.telling.alone import ASPECT_NAMES
from domain.document import Access
from storage import developments, editions
from storage.developments import DocumentSeen, VersionSeen

heading, order, standing, most = "Corrections", 60, False, 40


def entries(period: Period) -> Iterator[Item]:
    """The corrections that follow from what changed in a period."""
    for before in developments.told_before(period.session, period.window, edition=period.edition.id):
        document = developments.document(period.session, before.document)
        newest = developments.version_of(period.session, before.document)
        told = Item.from_json(before.content) if before.content is not None else None
        correction = _correction(told, document, newest, period) if newest else None
        if correction:
            yield _begun(correction, before.item, before.edition)


def _begun(correction: Item, told: str, edition: str) -> Item:
    """The correction with what it corrects: an item of an earlier edition, as the ledger knows it."""
    subject, _, version = told.partition("@")
    day = wording.plain_day(editions.named(edition).day)
    return replace(
        correction,
        subject=f"correction/{told}",
        what=correction.what.replace("{day}", day),
        short=f"correction to the edition of {day}",
        corrects=(subject, version),
        weight=95,
    )


def _correction(
    told: Item | None, document: DocumentSeen, newest: VersionSeen, period: Period
) -> Item | None:
    """Why an item no longer holds: it was withdrawn, its source changed the words, or we had read them wrongly."""
    if told is None or newest.access in (Access.HIDDEN, Access.ERASED):
        return _withdrawn()
    shown = [*told.quotes, *(each.after for each in told.differences if each.after)]
    for quote in shown:
        if changed := differences.since(quote, document, newest, period):
            return replace(
                _like(told, f"changed/{newest.number}"),
                what="The edition of {day} quoted words that the source has since changed.",
                differences=(changed,),
                where=f"{wording.titled(newest.title)}, version {newest.number}",
                links=tuple(link for link in told.links if not link.url.startswith("/doc/")),
            )
        if not _still_stated(quote, newest, period):
            what = f" as a judgement on {quote.label}" if quote.label in ASPECT_NAMES.values() else ""
            return replace(
                _like(told, "reread"),
                what=f"The edition of {{day}} gave these words{what}. Read again, the document does not state that.",
                quotes=(quote,),
                where=wording.titled(newest.title),
                links=told.links,
            )
    return None


def _like(told: Item, why: str) -> Item:
    """A correction that stands where the item stood."""
    return Item(
        subject="",
        version=why,
        audience=told.audience,
        place=told.place,
        under=told.under,
        what="",
        order=told.order,
    )


def _withdrawn() -> Item:
    return Item(
        subject="",
        version="withdrawn",
        audience=(EVERYONE,),
        place="Withdrawn",
        what="An item of the edition of {day} was withdrawn. Please do not use it or pass it on.",
    )


def _still_stated(quote: Quote, newest: VersionSeen, period: Period) -> bool:
    """Whether the document is still read to state what the quote was given for."""
    if (
        quote.fact is None
        or quote.version != newest.number
        or developments.stands(period.session, quote.fact)
    ):
        return True
    overlapping = [
        each
        for each in developments.statements(period.session, newest.id)
        if each.starts < quote.end and quote.start < each.starts + len(each.quote)
    ]
    if quote.label not in ASPECT_NAMES.values():
        return bool(overlapping)
    return any(ASPECT_NAMES.get(str(each.fields.get("aspect"))) == quote.label for each in overlapping)
