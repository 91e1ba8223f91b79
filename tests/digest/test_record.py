"""A week of the official record as one edition: the same on both databases, each kind of item once, in words of record alone."""

import re

from storage.archive import Archive
from tests.digest import record_story
from tests.digest.record_story import a_week_of_record
from tests.digest.test_sections import lines, of, told

# Words that judge, rank or compare for the reader; of gradings only Ofsted's own, in quotation marks.
_OURS = re.compile(
    r"\b(?:worse|worst|better|best|failing|fails|slammed|branded|downgraded|upgraded|improved|declined|only|still|just|rank|ranked)\b|[▲▼↑↓→]"
)
_QUOTED = re.compile(r"“[^”]*”")


def test_a_week_of_record_is_told_the_same_on_both_databases(archive: Archive) -> None:
    """Reports, letters, the notice, figures, the pause, what is due, what moved and the feed that ended."""
    items = told(a_week_of_record(archive), record_story.EDITION)

    assert [each.short for each in of(items, "official")] == [
        "statutory direction replaced by improvement notice",
        "Ofsted inspection report",
        "Ofsted letter on a monitoring visit",
        "Ofsted letter on a focused visit (care leavers)",
        "area SEND inspection report",
        "new official figures",
    ]
    assert [each.title for each in of(items, "due")] == ["Fri 28 May 2027."]
    assert len(of(items, "pauses")) == 2
    assert any("moved" in each.what for each in of(items, "actions"))
    assert (
        "GOV.UK: the feed news has ended, noticed on 26 April 2027; what came by it alone may be missing."
        in {each.what for each in of(items, "coverage")}
    )


def test_the_record_is_told_in_words_of_record(sqlite_archive: Archive) -> None:
    """No adjective of ours, no arrow, no rank: outside quotation marks nothing is called better or worse."""
    items = told(a_week_of_record(sqlite_archive), record_story.EDITION)

    assert [found[0] for each in items for found in _OURS.finditer(_QUOTED.sub("", lines(each)))] == []
