"""Private people as the archive knows them: where texts name them, and on which side of the jigsaw wall documents stand.

Places and yes or no come out, never a name: none is kept.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from domain.document import DocumentKind
from domain.wall import Side, Span
from storage.schema import ArticleRow, DocumentRow, Reading, SourceRow, TextRow, VersionRow

_Value = TypeVar("_Value", int, str)

# SQLite's oldest limit on the values of one statement is 999.
_AT_ONCE = 450


def spans(session: Session, texts: Collection[str]) -> dict[str, tuple[Span, ...]]:
    """Where current texts (by their sha256) name private people, as they were read last; nothing for those that name none."""
    return _spans(session, TextRow.sha256, texts)


def spans_by_text(session: Session, texts: Collection[int]) -> dict[int, tuple[Span, ...]]:
    """The same by the numbers of texts."""
    return _spans(session, TextRow.id, texts)


def _spans(
    session: Session, key: InstrumentedAttribute[_Value], texts: Collection[_Value]
) -> dict[_Value, tuple[Span, ...]]:
    found: dict[_Value, tuple[Span, ...]] = {}
    for some in _some(texts):
        for text, private in session.execute(
            select(key, Reading.private)
            .join(Reading, Reading.text_id == TextRow.id)
            .where(key.in_(some), TextRow.is_current)
            .order_by(Reading.run_id, Reading.id)
        ):
            found[text] = tuple((start, end) for start, end in private)
    return {text: places for text, places in found.items() if places}


def linked(session: Session, texts: Collection[int]) -> frozenset[int]:
    """Those of these texts (by number) that were linked: of the others nobody knows whom they name and what is to be held."""
    return frozenset(
        text
        for some in _some(texts)
        for text in session.scalars(select(Reading.text_id).where(Reading.text_id.in_(some)).distinct())
    )


def sides(session: Session, documents: Collection[int]) -> dict[int, Side]:
    """On which side of the wall documents (by number) stand.

    An article that was not linked yet may name anybody: it stands on the side of those that do. Other documents are the
    bodies' own: what they publish of private people is blanked where it is shown, and joins them to nobody.
    """
    found: dict[int, Side] = {}
    for some in _some(documents):
        for number, uid, kind, anonymous, names_private in session.execute(
            select(
                DocumentRow.id,
                DocumentRow.uid,
                DocumentRow.kind,
                SourceRow.anonymous,
                ArticleRow.names_private,
            )
            .join(SourceRow, SourceRow.id == DocumentRow.source_id)
            .outerjoin(ArticleRow, ArticleRow.document_id == DocumentRow.id)
            .where(DocumentRow.id.in_(some))
        ):
            is_article = kind == DocumentKind.ARTICLE
            names = _names_anybody(session, number) if is_article and names_private is None else names_private
            found[number] = Side(document=uid, anonymous=anonymous, names_private=is_article and bool(names))
    return found


def gives_away(article: ArticleRow | None) -> bool:
    """Whether the headline or address of an article may name private people; so it may as long as nobody has linked it."""
    return article is not None and article.headline_private is not False


def _names_anybody(session: Session, document: int) -> bool:
    """Whether an article of which nothing else is known names private people: as its texts were read, or as it is unread."""
    read = session.scalars(
        select(Reading.private)
        .join(TextRow, TextRow.id == Reading.text_id)
        .join(VersionRow, VersionRow.id == TextRow.version_id)
        .where(VersionRow.document_id == document, TextRow.is_current)
    ).all()
    return any(read) or not read


def _some(things: Collection[_Value]) -> Iterator[Sequence[_Value]]:
    wanted = sorted(set(things))
    for start in range(0, len(wanted), _AT_ONCE):
        yield wanted[start : start + _AT_ONCE]
