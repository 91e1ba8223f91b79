"""What is already known when a text is linked: councils, committees and members as the archive holds them at that moment."""

from dataclasses import dataclass

from domain.council import Council, all_councils
from domain.meeting import digest


@dataclass(frozen=True, kw_only=True)
class KnownCommittee:
    """A committee of a council: its public id and title."""

    uid: str
    title: str
    council: str


@dataclass(frozen=True, kw_only=True)
class KnownPerson:
    """A member of a council by its own member id: public id and name as listed, titles and all."""

    uid: str
    name: str
    council: str


@dataclass(frozen=True, kw_only=True)
class Known:
    """All that linking may know beyond the text; `council` (slugs throughout) is whose document it is, where the source says so."""

    councils: tuple[Council, ...] = ()
    committees: tuple[KnownCommittee, ...] = ()
    people: tuple[KnownPerson, ...] = ()

    @property
    def digest(self) -> str:
        """Changes when anything known changes: texts read with another digest are to be linked again."""
        return digest(
            [
                [
                    [council.slug, council.name, council.short_name, *council.aliases]
                    for council in self.councils
                ],
                [[committee.uid, committee.title] for committee in self.committees],
                [[person.uid, person.name] for person in self.people],
            ]
        )


def from_reference() -> Known:
    """What is known without any archive: the councils of the reference tables."""
    return Known(councils=all_councils())
