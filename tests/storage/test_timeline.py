"""A council's timeline: the official record first, what others claim beside it, as known at a moment."""

import pytest
from sqlalchemy import select

from domain.document import DocumentKind
from domain.timeline import Node, NodeKind, Relation
from storage.archive import Archive
from storage.diary import UnknownCouncil
from storage.schema import CouncilRow, Succession
from storage.timeline import timeline
from tests.storage.linked import at, statements
from tests.storage.official import GOVUK, NEWS, OFSTED, Desk
from tests.storage.test_clocks import SEND
from tests.storage.test_interventions import COLLECTION, ECHO, ISSUED, LIFTED
from tests.storage.test_visits import PRIORITY, REPORT, STATED, letter

REPORT_OF_KIND = DocumentKind.INSPECTION_REPORT
FIGURES = (
    "A year in Northshire\n\nAt 31 August 2023, 1,512 children were being looked after by the council, the leader said. "
    "Ofsted judged the council's children's services to be good in November 2023. Inspectors rated the experiences of care leavers as requiring improvement."
)


@pytest.fixture
def desk(archive: Archive) -> Desk:
    """A report, letters, a notice, papers and a newspaper about three councils."""
    desk = Desk(archive)
    figures = "\nChildren looked after in this area\nAt 31 August 2023, 1,521 children are being looked after by the local authority.\n"
    desk.comes(
        OFSTED,
        "1",
        REPORT + figures,
        seen=at(2023, 11, 20, 12),
        published="2023-11-20",
        kind=REPORT_OF_KIND,
        council="northshire",
    )
    desk.comes(GOVUK, "list", COLLECTION, ISSUED, seen=at(2024, 5, 15))
    desk.comes(
        NEWS,
        "a1",
        FIGURES,
        seen=at(2024, 6, 1),
        published="2024-06-01",
        council="northshire",
        kind=DocumentKind.ARTICLE,
    )
    desk.comes("committee/wolden", "p1", STATED, seen=at(2026, 11, 14), published="2026-11-13")
    desk.comes(GOVUK, "list", COLLECTION, LIFTED, ISSUED, seen=at(2026, 11, 19, 12))
    desk.comes(
        NEWS,
        "a2",
        ECHO,
        seen=at(2026, 11, 20, 3),
        published="2026-11-20",
        council="estmere",
        kind=DocumentKind.ARTICLE,
    )
    (words,) = letter("Wolden", "29 and 30 September", "care leavers", *PRIORITY)
    desk.comes(
        OFSTED,
        "4",
        words,
        seen=at(2026, 11, 23, 12),
        published="2026-11-23",
        council="wolden",
        kind=DocumentKind.INSPECTION_LETTER,
    )
    desk.comes(
        OFSTED,
        "5",
        SEND,
        seen=at(2026, 12, 3, 12),
        published="2026-12-03",
        council="wolden",
        kind=REPORT_OF_KIND,
    )
    return desk  # fmt: skip


def _of(desk: Desk, council: str, *moment: int) -> list[Node]:
    with desk.archive.reading() as session:
        return list(timeline(session, council, as_of=at(*(moment or (2027, 1, 1)))))


def test_claims_stand_beside_the_inspection_that_they_speak_of(desk: Desk) -> None:
    """A wrong grade is in conflict, a right one agrees, each as its source says it."""
    (inspection,) = [node for node in _of(desk, "northshire") if node.kind is NodeKind.INSPECTION]

    assert inspection.words == (
        "Ofsted judged children's services requires improvement (inspected 18 to 29 September 2023, published 20 November 2023)"
    )
    assert [(claim.relation, claim.says, claim.record.partition(",")[0]) for claim in inspection.claims] == [
        (Relation.CONFLICTS, "reported as good", "requires improvement"),
        (
            Relation.AGREES,
            "care leavers reported as requires improvement",
            "care leavers requires improvement",
        ),
    ]


def test_another_figure_for_the_same_day_is_in_conflict(desk: Desk) -> None:
    """1,512 in the newspaper, 1,521 in the report, both with their words."""
    (figures,) = [node for node in _of(desk, "northshire") if node.kind is NodeKind.FIGURES]
    (claim,) = figures.claims

    assert (figures.day, figures.details) == ("2023-08-31", ("children in care: 1,521",))
    assert claim.words.startswith(
        "in conflict: children in care reported as 1,512 at 31 August 2023; the official record: children in care 1,521, “At 31 August 2023"
    )


def test_what_government_did_stands_with_its_steps_and_claims(desk: Desk) -> None:
    """The notice in place of the direction is one node, a step down; the newspaper's words are beside it."""
    nodes = [node for node in _of(desk, "estmere") if node.kind is NodeKind.INTERVENTION]

    assert [(node.day, node.words) for node in nodes] == [
        ("2024-05", "statutory direction issued (step up)"),
        (
            "2026-11-12",
            "improvement notice issued (statutory direction replaced by improvement notice: step down)",
        ),
    ]
    assert [claim.relation for claim in nodes[1].claims] == [Relation.CONFLICTS, Relation.CONFLICTS]


def test_visits_and_outcomes_have_their_nodes(desk: Desk) -> None:
    """A visit first known from the council; an outcome in Ofsted's words, which is no grade."""
    before = [node.words for node in _of(desk, "wolden", 2026, 11, 16)]
    after = [(node.kind, node.words) for node in _of(desk, "wolden")]

    assert before == [
        "Ofsted focused visit to the council: care leavers, visited 29 to 30 September 2026; letter not seen"
    ]
    assert after[0] == (
        NodeKind.VISIT,
        "Ofsted focused visit to the council: care leavers, visited 29 to 30 September 2026; letter published 23 November 2026",
    )
    assert after[-1][0] is NodeKind.INSPECTION
    assert after[-1][1].startswith(
        "Area SEND inspection of the local area partnership: widespread and/or systemic failings"
    )


def test_every_node_has_its_proof(desk: Desk) -> None:
    """Whatever is told, the words that prove it can be shown."""
    nodes = [node for council in ("northshire", "estmere", "wolden") for node in _of(desk, council)]

    assert [node.words for node in nodes if not node.proofs] == []
    assert all(claim.cited.quote for node in nodes for claim in node.claims)


def test_a_council_goes_on_from_those_before_it(desk: Desk) -> None:
    """What happened in Wolden stands in the timeline of who took over from it, as Wolden's."""
    with desk.archive.writing() as session:
        ids = {row.slug: row.id for row in session.scalars(select(CouncilRow))}
        session.add(Succession(council_id=ids["wolden"], successor_id=ids["northshire"]))

    assert {node.council for node in _of(desk, "northshire")} == {"northshire", "wolden"}


def test_nothing_is_known_before_it_was_seen(desk: Desk) -> None:
    """As of a moment before the first look there is nothing; an unknown council is an error."""
    assert _of(desk, "northshire", 2023, 11, 1) == []
    with desk.archive.reading() as session, pytest.raises(UnknownCouncil):
        timeline(session, "atlantis", as_of=at(2027, 1, 1))


def test_the_archive_is_asked_as_often_however_much_happened(desk: Desk) -> None:
    """As many statements for a council with everything as for one with nothing."""
    counts = []
    for council in ("wolden", "leeds"):
        with desk.archive.reading() as session, statements(desk.archive) as asked:
            timeline(session, council, as_of=at(2027, 1, 1))
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 16
