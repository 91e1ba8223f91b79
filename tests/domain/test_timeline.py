"""Claims beside the record: they agree, conflict, or nobody can tell."""

from datetime import UTC, date, datetime

from domain.cited import Cited, Stated
from domain.fact import FactType, Modality
from domain.mention import JsonValue
from domain.timeline import Node, NodeKind, Relation, timeline
from minutewatch import record

SEEN = datetime(2027, 1, 2, 12, tzinfo=UTC)


def stated(
    kind: FactType,
    document: str,
    published: str | None,
    *,
    official: bool = False,
    fields: dict[str, JsonValue],
) -> Stated:
    """A statement of a document, with made-up proof."""
    return Stated(
        type=kind,
        council="northshire",
        fields=fields,
        stated=None,
        modality=Modality.ACTUAL,
        version_id=1,
        first_known=SEEN,
        cited=Cited(
            fact=document,
            document=document,
            version=1,
            title=document,
            url="",
            page=None,
            quote="so it was said",
            source="made/up",
            channel="news",
            official=official,
            published=published,
            seen_at=SEEN,
        ),
    )


def nodes(*told: Stated) -> tuple[Node, ...]:
    return timeline("northshire", told, statuses={}, interventions=(), visits=(), day=date(2027, 1, 2))


def report(**fields: JsonValue) -> Stated:
    inspected = "2026-09-07/2026-09-18"
    return stated(
        FactType.JUDGEMENT, "report", "2026-11-02", official=True, fields={"inspected": inspected, **fields}
    )


def claim(**fields: JsonValue) -> Stated:
    return stated(FactType.JUDGEMENT, "article", "2026-12-01", fields=fields)


def test_a_claim_without_a_record_cannot_be_told() -> None:
    """Where no official record of an inspection is here, the claim stands alone and says so."""
    (node,) = nodes(claim(aspect="overall", grade="good"))

    assert (node.kind, [each.relation for each in node.claims]) == (NodeKind.CLAIM, [Relation.CANNOT_TELL])
    assert node.claims[0].words.startswith("cannot tell: reported as good; the official record: none here")


def test_an_outcome_of_an_area_inspection_is_told_in_words() -> None:
    """Beside the record and without one: no reader meets the sign by which it is kept."""
    claimed = claim(aspect="send_outcome", grade="send3")
    (alone,) = nodes(claimed)
    (recorded,) = nodes(report(aspect="send_outcome", grade="send2"), claimed)
    (beside,) = recorded.claims
    told = f"{alone.words} {alone.claims[0].words} {recorded.words} {beside.words}"

    assert "outcome reported as widespread" in alone.words
    assert (beside.relation, "reported as widespread" in beside.says) == (Relation.CONFLICTS, True)
    assert ("send2" in told, "send3" in told) == (False, False)


def test_a_grade_of_what_was_not_graded_cannot_be_told() -> None:
    """Since April 2026 no overall judgement is given: a newspaper's overall grade is neither right nor wrong."""
    (node,) = nodes(
        stated(
            FactType.JUDGEMENT,
            "old",
            "2022-05-02",
            official=True,
            fields={
                "inspected": "2022-03-01/2022-03-12",
                "aspect": "overall",
                "grade": "requires improvement",
            },
        ),
        report(aspect="leaders", grade="good"),
        claim(aspect="overall", grade="good"),
    )[1:]

    assert [(each.relation, each.record) for each in node.claims] == [
        (
            Relation.CANNOT_TELL,
            "not graded, inspected 7 to 18 September 2026, published 2 November 2026",
        )
    ]


def test_the_same_grade_agrees_and_another_one_conflicts() -> None:
    """The record decides where it graded the aspect."""
    (node,) = nodes(
        report(aspect="leaders", grade="good"),
        claim(aspect="leaders", grade="good"),
        claim(aspect="leaders", grade="inadequate"),
    )

    assert [each.relation for each in node.claims] == [Relation.AGREES, Relation.CONFLICTS]


def test_another_figure_without_a_day_cannot_be_told() -> None:
    """It may be of another day; one published years later is not even shown."""
    figure = stated(
        FactType.STATISTIC,
        "report",
        "2026-11-02",
        official=True,
        fields={"measure": "children_looked_after", "value": 600, "as_of": "2026-09-07"},
    )
    (node,) = nodes(
        figure,
        stated(
            FactType.STATISTIC,
            "near",
            "2026-12-01",
            fields={"measure": "children_looked_after", "value": 612},
        ),
        stated(
            FactType.STATISTIC,
            "before",
            "2024-12-01",
            fields={"measure": "children_looked_after", "value": 590},
        ),
    )

    assert [(each.relation, each.says) for each in node.claims] == [
        (Relation.CANNOT_TELL, "children in care reported as 612")
    ]


def test_a_line_stands_at_the_day_of_a_story_that_prints_its_minute() -> None:
    """The minute stays in the JSON, where somebody may ask for it."""
    told = stated(
        FactType.JUDGEMENT, "article", "2026-12-01T23:58+00:00", fields={"aspect": "overall", "grade": "good"}
    )
    (node,) = nodes(told)

    assert next(record.node_lines(node)).startswith("2026-12-01  overall effectiveness")
    assert record.node_json(node)["date"] == "2026-12-01T23:58+00:00"
