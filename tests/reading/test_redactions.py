"""Failed redactions: what a PDF hides badly is told, and is no part of its text; what is hidden well, or not at all, is as it was."""

from collections.abc import Callable

import pytest

from domain.harm import Fault, Redaction
from reading import pdf
from tests.reading import redacted
from tests.reading.redacted import BADLY, SECRET, WELL

_FAULTS = {
    **dict.fromkeys(redacted.HIDING_BY_A_BOX, Fault.BOX),
    redacted.black_on_black: Fault.COLOUR,
    redacted.in_white: Fault.COLOUR,
    redacted.invisible: Fault.INVISIBLE,
}


@pytest.mark.parametrize("make", BADLY, ids=lambda make: make.__name__)
def test_words_that_are_hidden_badly_are_no_part_of_the_text(make: Callable[[], bytes]) -> None:
    """The page and the way are told; the words are nowhere, and the rest of the page is as it was."""
    text = pdf.read(make()).text

    assert text.redactions == (Redaction(page=1, fault=_FAULTS[make]),)
    assert SECRET not in f"{text}"
    assert "heard of the case on 3 May" in text.words
    assert any("can still be copied" in warning for warning in text.warnings)


@pytest.mark.parametrize("make", WELL, ids=lambda make: make.__name__)
def test_what_is_hidden_well_or_not_at_all_is_no_fault(make: Callable[[], bytes]) -> None:
    """Boxes in place of words, words on yellow, white headings on black, rules, frames, ticks, signatures and water marks."""
    text = pdf.read(make()).text

    assert text.redactions == ()
    assert "heard of the case on 3 May" in text.words


@pytest.mark.parametrize("make", redacted.SEEN, ids=lambda make: make.__name__)
def test_a_visible_line_keeps_its_words(make: Callable[[], bytes]) -> None:
    """What stands on a highlight, in a frame, beside a rule or under a signature is read."""
    assert SECRET in pdf.read(make()).text.words


def test_a_scan_with_a_layer_of_words_is_read() -> None:
    """Invisible words over a picture of them are what the picture shows."""
    text = pdf.read(redacted.scan_with_words()).text

    assert text.redactions == ()
    assert "heard of the case on 3 May" in text.words
