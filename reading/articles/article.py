"""Articles as reading hands them on: the words of a story and what was told about it."""

from dataclasses import dataclass

from domain.article import ArticleTold


@dataclass(frozen=True, kw_only=True)
class Article:
    """A news story: its words, and what it tells of itself.

    Dates are EDTF, with time and zone where stated; one that was inferred, not stated, ends in `~`.
    """

    words: str
    told: ArticleTold
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    warnings: tuple[str, ...] = ()
