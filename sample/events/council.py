"""What happens to a council itself: committees are set up and change, members come and go, and it may end."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, TypeVar

from sample import site as sites
from sample.events.writing import Happening
from sample.site import Site

Known = TypeVar("Known", sites.Committee, sites.Member)


class Committee(Happening):
    """A committee is set up, or the one of that id is from now on as written: other seats, another name, expired."""

    what: Literal["committee"]
    committee: sites.Committee

    def happen(self, site: Site) -> Site:
        for seat in self.committee.seats:
            site.member(seat.member)
        return replace(site, committees=tuple(_exchanged(site.committees, self.committee)))


class Members(Happening):
    """Members join, or those of that id are from now on as written: another party, a term that has ended."""

    what: Literal["members"]
    members: tuple[sites.Member, ...]

    def happen(self, site: Site) -> Site:
        members = site.members
        for member in self.members:
            members = tuple(_exchanged(members, member))
        return replace(site, members=members)


class End(Happening):
    """The council has ended. Its site says so on every page and is frozen: nothing can happen there any more."""

    what: Literal["end"]
    successors: tuple[str, ...]

    def happen(self, site: Site) -> Site:
        return replace(site, successors=self.successors)


def _exchanged(records: tuple[Known, ...], record: Known) -> Iterator[Known]:
    """The records with this one in the place of that of its id, or at the end."""
    known = False
    for each in records:
        known = known or each.id == record.id
        yield record if each.id == record.id else each
    if not known:
        yield record
