"""Headlines: what the title of an article claims is a fact with the headline as proof, and only of an article."""

import pytest

from domain.evidence import Pointer
from domain.findings import Findings
from tests.linking.texts import facts, read

LEAD = "Children's services at Northshire County Council have turned a corner, its leader said."


def _claims(title: str, text: str = LEAD, *, kind: str = "article") -> Findings:
    return read(text, title=title, kind=kind, published="2026-11-20")


@pytest.mark.parametrize(
    ("title", "what", "said", "on"),
    [
        ("Northshire ‘free of government control’", "intervention", "free of government control", None),
        ("Council issued with improvement notice this week", "improvement_notice", None, "2026-11-16/2026-11-22"),
        ("Northshire council served with an improvement notice yesterday", "improvement_notice", "served with an improvement notice", "2026-11-19"),
    ],
)  # fmt: skip
def test_a_headline_claims_an_event(title: str, what: str, said: str | None, on: str | None) -> None:
    """What it says, in its own words, on the day that it means on the day of the article; the proof is the headline itself."""
    found = [fact for fact in facts(_claims(title), "event") if isinstance(fact.evidence, Pointer)]
    if said is None:  # without an article before it the wording is none of ours
        assert found == []
        return

    assert [(fact.fields["what"], fact.fields["said"], fact.fields["on"]) for fact in found] == [
        (what, said, on)
    ]
    assert [fact.evidence for fact in found] == [Pointer(pointer="headline", value=title)]


def test_a_headline_claims_a_judgement() -> None:
    """`Ofsted rated Northshire's services inadequate in May 2015`, with the month as stated."""
    found = facts(
        _claims("Ofsted rated Northshire's children's services inadequate in May 2015"), "judgement"
    )

    assert [(fact.fields["grade"], fact.fields["claim_date"], fact.evidence.pointer) for fact in found if isinstance(fact.evidence, Pointer)] == [
        ("inadequate", "2015-05", "headline")
    ]  # fmt: skip


def test_a_headline_that_stands_in_the_text_is_read_there() -> None:
    """A scraped text begins with its own headline: the claim is quoted from the text, once."""
    title = "Northshire children's services free of government control"
    found = facts(_claims(title, f"{title}\n\nThe leader said so."), "event")

    assert [isinstance(fact.evidence, Pointer) for fact in found] == [False]


def test_only_articles_have_headlines() -> None:
    """The title of a council's paper claims nothing."""
    found = _claims("Northshire free of government control", kind="report")

    assert not any(isinstance(fact.evidence, Pointer) for fact in found.facts)


def test_a_headline_in_other_company_claims_nothing() -> None:
    """A landlord's improvement notice is none of the department's."""
    found = _claims("Landlord served with an improvement notice over fire safety", "The housing team acted.")

    assert facts(found, "event") == []
