"""The veil over held words: whatever stands between them, in capitals or in an address, they are blanked, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.harm import Held, Veil, folded, target, uid_of

VEIL = Veil(["Alder Close", "One young person lives there at present.", "Mia Tarrow-Obi"])


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("14 Alder Close: change of use", "14 ▇▇▇▇▇▇▇▇▇▇▇: change of use"),
        ("14 ALDER\n CLOSE", "14 ▇▇▇▇▇▇▇▇▇▇▇▇"),
        ("Alder Closed at noon", "Alder Closed at noon"),
        ("Balder Close", "Balder Close"),
        ("Mia Tarrow-Obi spoke, Mia Tarrow too", "▇▇▇▇▇▇▇▇▇▇▇▇▇▇ spoke, Mia Tarrow too"),
        ("Minutes: one young person lives there at present", "Minutes: ▇▇▇ ▇▇▇▇▇ ▇▇▇▇▇▇ ▇▇▇▇▇ ▇▇▇▇▇ ▇▇ ▇▇▇▇▇▇▇".replace(" ", "▇").replace("Minutes:▇", "Minutes: ")),
    ],
)  # fmt: skip
def test_held_words_are_blanked_and_no_others(words: str, shown: str) -> None:
    """Letter for letter, so that places stay places."""
    assert VEIL.over(words) == shown
    assert VEIL.covers(words) == (words != shown)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://wolden.example/14-alder-close-change-of-use", None),
        ("https://wolden.example/14%20Alder%20Close.pdf", None),
        ("https://wolden.example/14_alder_close", None),
        ("https://wolden.example/s81234", "https://wolden.example/s81234"),
    ],
)
def test_an_address_that_says_it_is_none(url: str, shown: str | None) -> None:
    """The words of an address are those of the title."""
    assert VEIL.address(url) == shown


@given(st.text())
def test_a_veil_of_nothing_covers_nothing(words: str) -> None:
    """Where nothing is held all is shown."""
    assert Veil(["", " . "]).over(words) == words


@given(st.lists(st.text(max_size=12), max_size=4), st.text(max_size=80))
def test_what_is_shown_is_as_long_and_holds_nothing(held: list[str], words: str) -> None:
    """Whatever is held: the length stays, and a second veil finds nothing to do."""
    veil = Veil(held)

    assert len(veil.over(words)) == len(words)
    assert not veil.covers(veil.over(words))


def test_what_is_held_is_named_by_document_rule_and_words() -> None:
    """Not by the rule's version, nor by how the words are printed."""
    one = Held(rule="harm.home_address@1", reason="", words="Alder  Close.")
    other = Held(rule="harm.home_address@2", reason="", words="ALDER CLOSE")

    assert one.uid("doc") == other.uid("doc")
    assert uid_of(target(one.uid("doc"))) == one.uid("doc")
    assert uid_of("document:abc") is None
    assert folded("“Alder\nClose”,") == "alder close"
