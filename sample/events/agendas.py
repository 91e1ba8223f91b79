"""What happens to agendas: they are published, papers come after them, items come late or go again."""

from dataclasses import replace
from datetime import UTC
from typing import Literal

from sample import site as sites
from sample.events.writing import (
    Happening,
    WrittenItem,
    WrittenPaper,
    announced_of,
    attached,
    numbered,
    placed,
)
from sample.site import Item, ScriptBroken, Site


class Agenda(Happening):
    """An agenda is published, with the papers that come with it."""

    what: Literal["agenda"]
    meeting: int
    items: tuple[WrittenItem, ...]

    def happen(self, site: Site) -> Site:
        meeting = site.meeting(self.meeting)
        items = tuple(
            placed(written, self, site, ref=meeting.id * 100 + place, number=str(place))
            for place, written in enumerate(self.items, start=1)
        )
        published = replace(meeting, agenda=self.at.astimezone(UTC), items=items, placed=len(items))
        return announced_of(site.with_meeting(published), self, "Agenda published", meeting)


class Add(Happening):
    """A paper comes after its agenda."""

    what: Literal["add"]
    meeting: int
    item: str
    paper: WrittenPaper

    def happen(self, site: Site) -> Site:
        item = numbered(site.meeting(self.meeting), self.item)
        paper = attached(self.paper, self, site)
        return site.with_item(replace(item, attachments=(*item.attachments, paper)))


class Insert(Happening):
    """An item comes onto a published agenda, before the one of that number or (without) at its end."""

    what: Literal["insert"]
    meeting: int
    before: str = ""
    item: WrittenItem

    def happen(self, site: Site) -> Site:
        meeting = site.meeting(self.meeting)
        place = meeting.items.index(numbered(meeting, self.before)) if self.before else len(meeting.items)
        earlier, later = meeting.items[:place], meeting.items[place:]
        item = placed(
            self.item,
            self,
            site,
            ref=meeting.id * 100 + meeting.placed + 1,
            number=self.before or str(1 + sum(each.number.isdigit() for each in earlier)),
        )
        items = (*earlier, item, *_renumbered(later, by=1))
        return site.with_meeting(replace(meeting, items=items, placed=meeting.placed + 1))


class Drop(Happening):
    """An item goes from a published agenda with its papers; those after it close up."""

    what: Literal["drop"]
    meeting: int
    item: str

    def happen(self, site: Site) -> Site:
        meeting = site.meeting(self.meeting)
        place = meeting.items.index(numbered(meeting, self.item))
        items = (*meeting.items[:place], *_renumbered(meeting.items[place + 1 :], by=-1))
        return site.with_meeting(replace(meeting, items=items))


class Supplement(Happening):
    """Papers that came after the agenda are printed together; they hang under their items as before."""

    what: Literal["supplement"]
    meeting: int
    id: int
    title: str
    papers: tuple[int, ...]

    def happen(self, site: Site) -> Site:
        meeting = site.meeting(self.meeting)
        if strangers := set(self.papers) - {paper.id for _, paper in meeting.attachments()}:
            raise ScriptBroken(f"meeting {meeting.id} has no paper {min(strangers)}")
        printed = sites.Supplement(
            id=self.id, title=self.title, papers=self.papers, published=self.at.astimezone(UTC)
        )
        return site.with_meeting(replace(meeting, supplements=(*meeting.supplements, printed)))


def _renumbered(items: tuple[Item, ...], by: int) -> tuple[Item, ...]:
    """The items with their numbers moved; what is not a plain number ("4a") stays."""
    return tuple(
        replace(item, number=str(int(item.number) + by)) if item.number.isdigit() else item for item in items
    )
