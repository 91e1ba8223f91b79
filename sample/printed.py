"""What sites without a committee system show of a meeting: papers that people of the council put there themselves.

A site and a meeting go in; its papers in groups come out, with ids of their own and the day on which each was put there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sample import packs, papers
from sample.exchange import Reply
from sample.site import Form, Meeting, Site

# Ids of what is printed of a meeting: this many times its own id, and one digit.
PRINTED = 9_000_000


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper in a list: `private` is why it has no file, `item` the number of the agenda item that it belongs to."""

    id: int
    group: str
    title: str
    put: date
    changed: datetime
    item: str = ""
    form: Form = "pdf"
    text: str = ""
    link: str = ""
    private: str = ""

    @property
    def body(self) -> bytes:
        """The bytes of the file."""
        return papers.rendered(self.text, self.form)

    @property
    def kilobytes(self) -> int:
        """The size of the file, one at the least."""
        return max(1, len(self.body) // 1024)


def slug(words: str, joint: str) -> str:
    """Words as they stand in an address: "foster-carers"."""
    kept = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in words.lower())
    return joint.join(kept.split())


def listed(site: Site, meeting: Meeting) -> Iterator[Paper]:
    """The papers of a meeting: agenda, reports, decisions, minutes."""
    zone = ZoneInfo(site.zone)
    day = f"{meeting.starts.day} {meeting.starts:%B %Y}"
    minutes = "Minutes" if meeting.approved else "Draft minutes"
    printed = [
        ("Agenda", f"Agenda {day}", meeting.agenda, packs.frontsheet),
        ("Decisions", f"Decisions {day}", meeting.decisions, packs.decisions),
        ("Minutes", f"{minutes} {day}", meeting.minutes, packs.minutes),
    ]
    made = {
        group: Paper(
            id=PRINTED + meeting.id * 10 + place,
            group=group,
            title=title,
            put=at.astimezone(zone).date(),
            changed=meeting.touched or at,
            text=text(site, meeting),
        )
        for place, (group, title, at, text) in enumerate(printed)
        if at
    }
    if "Agenda" in made:
        yield made.pop("Agenda")
    for item, paper in meeting.attachments():
        yield Paper(
            id=paper.id,
            group="Reports",
            title=paper.title,
            put=paper.listed,
            changed=paper.changed,
            item=item.number,
            form=paper.form,
            text=paper.paper,
            link=paper.link,
            private=paper.restricted or item.restricted or "",
        )
    yield from made.values()


def file(site: Site, ref: int) -> Reply:
    """The file of that id.

    Raises:
        KeyError: there is none, or it is not public.
    """
    for meeting in site.meetings:
        for paper in listed(site, meeting):
            if paper.id == ref and paper.text and not paper.private:
                return Reply(
                    body=paper.body, media_type=papers.MEDIA_TYPES[paper.form], modified=paper.changed
                )
    raise KeyError(ref)
