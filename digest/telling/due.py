"""Due: what a document makes due and by when, in the words under which it was noted."""

import re

from digest import wording
from digest.period import Period
from storage.developments import DueSeen, Happening

_MOST = 3
_DUE = re.compile(r"\bdue\b")


def words(happening: Happening, period: Period) -> str:
    """`Action plan due to Ofsted by Wed 30 June 2027. Next Ofsted inspection of children's services: expected about March 2030.`"""
    due = period.desk.made_due(happening.version)[:_MOST] if happening.version else []
    return " ".join(_sentence(each) for each in due)


def _sentence(due: DueSeen) -> str:
    what, day = wording.sentence(due.what), wording.exact_day(due.due)
    if due.due.endswith("~"):  # a usual time is no deadline
        return f"{what}: expected {day}."
    return f"{what} by {day}." if _DUE.search(what) else f"{what}: due {day}."
