"""Findings: what Ofsted heads as an area for priority action or for improvement: how many of each, and in which words."""

from collections.abc import Iterator, Sequence

from digest import wording
from digest.item import Quote
from digest.period import Period
from digest.quoting import beginning
from digest.telling.common import quote_at, state_of
from domain.fact import FactType
from storage.developments import Happening
from storage.passages import Statement

_PRIORITY = ("priority_action", "area for priority action", "areas for priority action")
_IMPROVEMENT = ("improvement", "area for improvement", "areas for improvement")
_MOST_IMPROVEMENTS = 3  # quoted; how many there are is said


class Findings:
    """What Ofsted heads as an area for priority action or for improvement: how many of each, and the words of the first."""

    def __init__(self, happening: Happening, period: Period) -> None:
        self._stated = [
            each
            for each in (period.desk.statements(happening.version) if happening.version else ())
            if each.type is FactType.FINDING
        ]
        self._happening, self._period = happening, period

    @property
    def counted(self) -> str:
        """` It names 1 area for priority action and 2 areas for improvement.`"""
        counts = [
            wording.counted(number, one, many)
            for kind, one, many in (_PRIORITY, _IMPROVEMENT)
            if (number := len(self._of(kind)))
        ]
        return f" It names {wording.listed(counts)}." if counts else ""

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Each area for priority action, and the first areas for improvement."""
        return (
            *self._quoted(self._of(_PRIORITY[0]), _PRIORITY[1]),
            *self._quoted(self._of(_IMPROVEMENT[0])[:_MOST_IMPROVEMENTS], _IMPROVEMENT[1]),
        )

    def _of(self, kind: str) -> list[Statement]:
        return [each for each in self._stated if each.fields.get("kind") == kind]

    def _quoted(self, found: Sequence[Statement], label: str) -> Iterator[Quote]:
        document, version = self._happening.document, self._happening.version
        if document is None or version is None:
            return
        pages = {page.number: page for page in self._period.desk.pages(version)}
        for each in found:
            if page := pages.get(each.page):
                start = each.starts - page.starts
                excerpt = beginning(page.words or "", start, start + len(each.quote))
                yield quote_at(
                    document,
                    version,
                    page,
                    excerpt,
                    state=state_of(document, version),
                    label=label,
                    fact=each.uid,
                    kept=each.quote,
                )
