"""Due: what a document makes due and by when, in the words under which it was noted."""

from digest import wording
from digest.period import Period
from storage.developments import Happening

_MOST = 3


def words(happening: Happening, period: Period) -> str:
    """`Action plan to Ofsted: due Wed 30 June 2027.`"""
    due = period.desk.made_due(happening.version)[:_MOST] if happening.version else []
    return " ".join(f"{wording.sentence(each.what)}: due {wording.exact_day(each.due)}." for each in due)
