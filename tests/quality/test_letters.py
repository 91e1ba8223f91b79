"""How well Ofsted's letters and area SEND reports are read: made-up ones in the layouts of 2017 to 2025 (letters/*.txt).

What is to be read in each stands in letters.json. Every field is right and none is made up: the floor, never lowered.
"""

import io
import json
import random
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate
from reportlab.platypus.flowables import Flowable

from domain.findings import Circumstances, Findings
from domain.known import from_reference
from domain.text import Text
from linking import findings
from linking.find import find
from reading.clean import clean
from reading.read import read as read_file
from tests.linking.test_find import assert_proved
from tests.quality.mutations import HARMLESS, quoting, wrapped

FOLDER = Path(__file__).parent / "letters"
EXPECTED: dict[str, dict[str, object]] = json.loads(
    (Path(__file__).parent / "letters.json").read_text(encoding="utf-8")
)
KNOWN = from_reference()
# Lines of 40 tear addresses; without apostrophes posts are spelt otherwise than any glossary spells them.
_TEARING = ("lines of 40", "grave accents", "no apostrophes")
LAYOUTS = {name: mutation for name, mutation in HARMLESS.items() if name not in _TEARING} | {
    "lines of 120": wrapped(120)
}


def pages_of(name: str) -> list[str]:
    """The pages of a letter, which a form feed parts."""
    words = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return [page.strip("\n") for page in words.split("\f")]


def read(pages: list[str]) -> Findings:
    text = Text.of_pages([(None, clean(page)) for page in pages], reader="made up")
    return find(text, circumstances=Circumstances(), known=KNOWN)


def told(found: Findings) -> dict[str, object]:
    """What was read, in the shape of letters.json; apostrophes are plain."""
    inspection = found.inspection
    assert inspection is not None
    facts = found.facts
    said = {
        "council": found.council and found.council.slug,
        "kind": found.kind,
        "published": found.published,
        "framework": inspection.framework,
        "start": inspection.start,
        "end": inspection.end,
        "lead_inspector": inspection.lead_inspector,
        "focus": inspection.focus,
        "grades": {key: grade for key, grade in inspection.judgements.items() if grade},
        "events": [
            [fact.modality, *(fact.fields.get(name) for name in ("what", "ordinal", "on", "focus", "within"))]
            for fact in facts
            if fact.type == "event"
        ],
        "judgements": [
            [fact.fields["aspect"], fact.fields["grade"]] for fact in facts if fact.type == "judgement"
        ],
        "findings": [
            [fact.fields[name] for name in ("kind", "number", "words", "who")]
            for fact in facts
            if fact.type == "finding"
        ],
        "roles": [
            [fact.fields[name] for name in ("person", "post", "organisation", "status", "as_of")]
            for fact in facts
            if fact.type == "role"
        ],
        "warnings": list(found.warnings),
    }
    plain: dict[str, object] = json.loads(
        json.dumps(said, ensure_ascii=False).replace("’", "'").replace("`", "'")
    )
    return plain


@pytest.mark.parametrize("name", EXPECTED)
def test_a_letter_says_what_it_says(name: str) -> None:
    """Council, days, focus, number, findings in Ofsted's words, officers and what must be sent; nothing else."""
    assert told(read(pages_of(name))) == EXPECTED[name]


def test_every_letter_is_expected() -> None:
    """No letter without an answer, no answer without a letter."""
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_what_a_letter_says_stands_in_it(name: str) -> None:
    """Every quote is the text at its place."""
    pages = pages_of(name)

    assert_proved("\n\n".join(clean(page) for page in pages), read(pages))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_another_layout_changes_nothing(layout: str) -> None:
    """Other dashes, apostrophes, spaces and line ends, heads and feet on each page."""
    wrong: dict[tuple[str, str], object] = {}
    for number, (name, expected) in enumerate(EXPECTED.items()):
        found = told(read(LAYOUTS[layout](pages_of(name), random.Random(number))))
        wrong |= {
            (name, key): (found[key], value)
            for key, value in expected.items()
            if _comparable(found[key]) != _comparable(value)
        }

    assert wrong == {}


def test_quoted_grades_are_never_taken() -> None:
    """Narrative that quotes earlier grades gives a letter none, and no other number or focus."""
    for number, (name, expected) in enumerate(EXPECTED.items()):
        found = read(quoting(pages_of(name), random.Random(number)))
        judged = [
            [fact.fields["aspect"], fact.fields["grade"]] for fact in found.facts if fact.type == "judgement"
        ]
        start = found.inspection.start if found.inspection else None

        assert judged in (expected["judgements"], [])
        assert start in (expected["start"], None)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_letter_reads_the_same_as_a_pdf(name: str) -> None:
    """Set as Ofsted sets it, in lines that wrap and with bullets, a letter gives the same."""
    document = read_file(_pdf(pages_of(name)), name="letter.pdf")
    assert document.text is not None
    found = told(find(document.text, circumstances=Circumstances(), known=KNOWN))
    expected = EXPECTED[name]

    assert {key: _comparable(found[key]) for key in expected} == {
        key: _comparable(value) for key, value in expected.items()
    }


def _pdf(pages: list[str]) -> bytes:
    buffer = io.BytesIO()
    styles = getSampleStyleSheet()
    body = ParagraphStyle("letter", parent=styles["BodyText"], spaceBefore=10)
    flow: list[Flowable] = []
    for number, page in enumerate(pages):
        flow += [PageBreak()] if number else []
        # Helvetica has the bullet and no square.
        flow += [
            Paragraph(
                line.translate({0x25FC: "•", 0x25AA: "•"}), styles["Heading3"] if _is_heading(line) else body
            )
            for line in page.split("\n")
            if line
        ]
    SimpleDocTemplate(buffer, pagesize=A4, invariant=1).build(flow)
    return buffer.getvalue()


def _is_heading(line: str) -> bool:
    """Whether it is a heading, which Ofsted prints in other type."""
    return findings.heading_kind(line.replace("’", "'")) is not None or line.startswith("Yours ")


def _comparable(value: object) -> object:
    """A value without apostrophes, which a layout may have lost."""
    return json.loads(json.dumps(value, ensure_ascii=False).replace("'", ""))
