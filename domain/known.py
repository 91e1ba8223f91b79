"""What is already known when a text is linked: councils, committees, members and providers as the archive holds them at that moment."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from domain.council import Council, all_councils
from domain.meeting import digest
from domain.members import Term


@dataclass(frozen=True, kw_only=True)
class KnownCommittee:
    """A committee of a council: its public id and title."""

    uid: str
    title: str
    council: str


@dataclass(frozen=True, kw_only=True)
class KnownPerson:
    """A member of a council by its own member id: public id, name as listed (titles and all), and terms of office where listed."""

    uid: str
    name: str
    council: str
    terms: tuple[Term, ...] = ()

    def sat_on(self, day: date | None) -> bool:
        """Whether they were a member on that day, as far as the terms listed say: nothing listed or no day leaves it open.

        Breaks between terms are no matter: lists leave terms out. Before the first and after the last they were none,
        and a text that calls somebody a member speaks of somebody else of that name.
        """
        if day is None or not self.terms:
            return True
        if day < min(term.first for term in self.terms):
            return False
        return any(term.last is None or day <= term.last for term in self.terms)


@dataclass(frozen=True, kw_only=True)
class KnownProvider:
    """A provider that Ofsted registers: public id, name, and the council in whose area it is, where that is told."""

    uid: str
    name: str
    council: str | None = None


@dataclass(frozen=True, kw_only=True)
class Known:
    """All that linking may know beyond the text; `council` (slugs throughout) is whose document it is, where the source says so."""

    councils: tuple[Council, ...] = ()
    committees: tuple[KnownCommittee, ...] = ()
    people: tuple[KnownPerson, ...] = ()
    providers: tuple[KnownProvider, ...] = ()

    @cached_property
    def digest(self) -> str:
        """Changes when anything known changes: texts read with another digest are to be linked again."""
        return digest(
            [
                [
                    [council.slug, council.name, council.short_name, *council.aliases]
                    for council in self.councils
                ],
                [[committee.uid, committee.title] for committee in self.committees],
                [[person.uid, person.name, [str(term) for term in person.terms]] for person in self.people],
                [[provider.uid, provider.name] for provider in self.providers],
            ]
        )

    @cached_property
    def short_names(self) -> frozenset[str]:
        """What councils are called in short."""
        return frozenset(council.short_name for council in self.councils)

    def committees_of(self, council: str | None) -> tuple[KnownCommittee, ...]:
        """The committees of one council (slug): of thousands the few that a text of its can mean."""
        return self._committees.get(council or "", ())

    def people_of(self, council: str | None) -> tuple[KnownPerson, ...]:
        """The members of one council (slug): of thousands the few that a text of its can mean."""
        return self._people.get(council or "", ())

    @cached_property
    def _committees(self) -> Mapping[str, tuple[KnownCommittee, ...]]:
        by_council: dict[str, list[KnownCommittee]] = defaultdict(list)
        for committee in self.committees:
            by_council[committee.council].append(committee)
        return {council: tuple(committees) for council, committees in by_council.items()}

    @cached_property
    def _people(self) -> Mapping[str, tuple[KnownPerson, ...]]:
        by_council: dict[str, list[KnownPerson]] = defaultdict(list)
        for person in self.people:
            by_council[person.council].append(person)
        return {council: tuple(people) for council, people in by_council.items()}


def from_reference() -> Known:
    """What is known without any archive: the councils of the reference tables."""
    return Known(councils=all_councils())
