"""Corrections: what an earlier edition said and what no longer holds, for those who received it and nobody else."""

from collections.abc import Iterator
from dataclasses import replace

from digest import wording
from digest.desk import Desk, portions
from digest.item import Item, Quote
from digest.period import Period
from digest.sections.coverage import EVERYONE
from digest.telling import differences
from digest.telling.judgements import ASPECT_NAMES
from domain.document import Access
from storage import developments, editions, passages
from storage.developments import ToldBefore
from storage.passages import DocumentSeen, VersionSeen

heading, order, standing, most = "Corrections", 60, False, 40


def entries(period: Period) -> Iterator[Item]:
    """The corrections that follow from what changed in a period."""
    told = developments.told_before(period.session, period.window, edition=period.edition.id)
    for some in portions(told):
        check = _Check(period, some)
        for before in some:
            if correction := check.correction(before):
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


class _Check:
    """Some items of earlier editions, held against their documents as they stand now."""

    def __init__(self, period: Period, told: list[ToldBefore]) -> None:
        self._told = {
            (before.edition, before.item): Item.from_json(before.content)
            for before in told
            if before.content is not None
        }
        self._documents = passages.documents(
            period.session, {before.document for before in told if before.document}
        )
        self._newest = passages.newest(period.session, {document.id for document in self._documents.values()})
        quotes = [quote for item in self._told.values() for quote in _shown(item)]
        self._quoted = passages.numbered(
            period.session,
            {
                (self._documents[quote.document].id, quote.version)
                for quote in quotes
                if quote.document in self._documents
            },
        )
        self._desk = Desk(session=period.session)
        self._desk.lay_out_versions([*self._newest.values(), *self._quoted.values()])
        self._stated = passages.still_stated(period.session, {quote.fact for quote in quotes if quote.fact})

    def correction(self, before: ToldBefore) -> Item | None:
        """Why an item no longer holds: it was withdrawn, its source changed the words, or we had read them wrongly."""
        told = self._told.get((before.edition, before.item))
        if not before.document:
            return _withdrawn()
        document = self._documents[before.document]
        newest = self._newest.get(document.id)
        if newest is None:
            return None
        if told is None or newest.access in (Access.HIDDEN, Access.ERASED):
            return _withdrawn()
        for quote in _shown(told):
            older = self._quoted.get((document.id, quote.version))
            if changed := differences.since(quote, document, older, newest, self._desk):
                return replace(
                    _like(told, f"changed/{newest.number}"),
                    what="The edition of {day} quoted words that the source has since changed.",
                    differences=(changed,),
                    where=f"{wording.titled(newest.title)}, version {newest.number}",
                    links=tuple(link for link in told.links if not link.url.startswith("/doc/")),
                )
            if not self._is_still_stated(quote, document, newest):
                what = f" as a judgement on {ASPECT_NAMES[quote.aspect]}" if quote.aspect else ""
                return replace(
                    _like(told, "reread"),
                    what=f"The edition of {{day}} gave these words{what}. Read again, the document does not state that.",
                    quotes=(quote,),
                    where=wording.titled(newest.title),
                    links=told.links,
                )
        return None

    def _is_still_stated(self, quote: Quote, document: DocumentSeen, newest: VersionSeen) -> bool:
        """Whether the document is still read to state what the quote was given for."""
        elsewhere = quote.document != document.uid or quote.version != newest.number
        if quote.fact is None or elsewhere or quote.fact in self._stated:
            return True
        overlapping = [
            each
            for each in self._desk.statements(newest)
            if each.starts < quote.end and quote.start < each.starts + len(each.quote)
        ]
        if quote.aspect is None:
            return bool(overlapping)
        return any(str(each.fields.get("aspect")) == quote.aspect for each in overlapping)


def _shown(told: Item) -> list[Quote]:
    """The words that an item gave as standing."""
    return [*told.quotes, *(each.after for each in told.differences if each.after)]


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
