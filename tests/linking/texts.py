"""Short ways to link made-up texts in tests."""

from domain.council import Council
from domain.fact import Fact
from domain.findings import Circumstances, Findings
from domain.known import Known, KnownCommittee, KnownPerson, from_reference
from domain.mention import Mention
from domain.text import Text
from linking.find import find
from linking.prose import Prose

# A council that stands in no table, as the sample world has one.
NORTHSHIRE = Council(
    slug="northshire", gss="E10999001", name="Northshire County Council", short_name="Northshire"
)
REFERENCE = from_reference()
KNOWN = Known(
    councils=(*REFERENCE.councils, NORTHSHIRE),
    committees=(
        KnownCommittee(
            uid="aaaaaaaaaaaaaaaa", title="Children and Families Scrutiny Committee", council="northshire"
        ),
        KnownCommittee(uid="bbbbbbbbbbbbbbbb", title="Cabinet", council="northshire"),
    ),
    people=(
        KnownPerson(
            uid="cccccccccccccccc", name="County Councillor Margery Aldous OBE", council="northshire"
        ),
        KnownPerson(uid="dddddddddddddddd", name="Councillor Tobias Penhallow", council="northshire"),
    ),
)


def read(
    *pages: str,
    published: str | None = None,
    council: str | None = "northshire",
    kind: str | None = None,
    title: str = "",
    known: Known = KNOWN,
) -> Findings:
    """Link a text of Northshire's."""
    return find(
        Text.of_pages([(None, page) for page in pages], reader="made up"),
        circumstances=Circumstances(title=title, kind=kind, published=published, council=council),
        known=known,
    )


def prose(words: str, *, title: str = "", published: str | None = None) -> Prose:
    """A text made ready for one finder."""
    return Prose(
        text=Text.of_pages([(None, words)], reader="made up"),
        circumstances=Circumstances(title=title, published=published),
    )


def mentions(findings: Findings, kind: str) -> list[Mention]:
    """The mentions of one kind, in order."""
    return [mention for mention in findings.mentions if mention.type == kind]


def words(findings: Findings, kind: str) -> list[str]:
    """What the mentions of one kind read."""
    return [mention.text for mention in mentions(findings, kind)]


def facts(findings: Findings, kind: str) -> list[Fact]:
    """The facts of one kind, in order."""
    return [fact for fact in findings.facts if fact.type == kind]


def fields(findings: Findings, kind: str, *names: str) -> list[tuple[object, ...]]:
    """These fields of the facts of one kind."""
    return [tuple(fact.fields[name] for name in names) for fact in facts(findings, kind)]
