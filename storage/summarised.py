"""What a summary of a document is made from: the newest version that may be shown, its words if they are had, its facts."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.document import Access
from domain.errors import MinutewatchError
from domain.evidence import Evidence, Pointer
from domain.fact import Fact, FactType, Modality
from domain.source import Licence, known_as
from domain.text import Text
from domain.wall import Span, shown_title, shown_url
from storage import facts, private
from storage.diary import SHOWN
from storage.private import gives_away
from storage.schema import ArticleRow, FactRow, SourceRow, TextRow, VersionRow
from storage.withdrawal import find


class NothingToSummarise(MinutewatchError):
    """A document has no version that may be shown and was read."""


@dataclass(frozen=True, kw_only=True)
class Summarised:
    """A version of a document as it may be told of; `text` is empty where the time for keeping its words is over.

    `private` are the places in it that name private people or are held, `published` is EDTF.
    """

    document: str
    version: int
    title: str
    url: str | None
    outlet: str
    published: str | None
    licence: Licence
    access: Access
    text: Text | None
    facts: tuple[Fact, ...]
    private: tuple[Span, ...]


def of_document(session: Session, target: str) -> Summarised:
    """The newest version of a document (by public id or address) that may be shown.

    Raises:
        UnknownDocument: nothing of this id or address is kept.
        NothingToSummarise: it was withdrawn, or nothing of it could be read.
    """
    document = find(session, target)
    row = session.execute(
        select(VersionRow, TextRow, SourceRow)
        .join(TextRow, TextRow.version_id == VersionRow.id)
        .join(SourceRow, SourceRow.id == document.source_id)
        .where(VersionRow.document_id == document.id, VersionRow.access.in_(SHOWN), TextRow.is_current)
        .order_by(VersionRow.number.desc())
        .limit(1)
    ).first()
    if row is None:
        raise NothingToSummarise(f"{target}: nothing of it may be shown, or nothing could be read")
    version, text, source = row
    withheld = gives_away(session.get(ArticleRow, document.id))
    read = facts.texts(session, [text.id]) if text.expired_at is None else []
    stated = session.scalars(
        select(FactRow)
        .where(FactRow.version_id == version.id, FactRow.until_run.is_(None))
        .where(FactRow.modality.not_in((Modality.DENIED, Modality.COUNTERFACTUAL)))
        .order_by(FactRow.starts, FactRow.id)
    )
    return Summarised(
        document=document.uid,
        version=version.number,
        title=shown_title(version.title, names_private=withheld),
        url=shown_url(document.url, names_private=withheld),
        outlet=known_as(source.key, source.name),
        published=version.published or version.dated,
        licence=Licence(version.licence),
        access=Access(version.access),
        text=read[0].text if read else None,
        facts=tuple(_fact(fact) for fact in stated),
        private=private.spans_by_text(session, [text.id]).get(text.id, ()),
    )


def _fact(row: FactRow) -> Fact:
    return Fact(
        type=FactType(row.type),
        evidence=Pointer(pointer=row.pointer, value=row.quote)
        if row.pointer is not None
        else Evidence(page=row.page, start=row.starts or 0, end=row.ends or 0, quote=row.quote),
        rule=row.rule,
        fields=row.fields,
        stated=row.stated,
        modality=Modality(row.modality),
        speaker=row.speaker,
    )
