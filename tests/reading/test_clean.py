"""Cleaned text keeps the words and loses the debris."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reading.clean import clean

# Text as hostile as it comes: surrogates, controls, marks, halves of spoilt UTF-8, ligatures, bullets.
TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=()),
        st.sampled_from("ÂÃâ£€™\u00ad\u200b\n \t\r\xa0\x92\ufb01\uf0b7e\u0301"),
    )
)


@given(TEXTS)
@example("Â\u200b£")
@example("in\u00ad \u200b\n for")
@example("Ã¢â‚¬â„¢")
def test_cleaning_twice_is_cleaning_once(words: str) -> None:
    """A text that was cleaned stays as it is, so that a span found in it holds for good."""
    once = clean(words)

    assert clean(once) == once


@given(TEXTS)
def test_what_no_database_takes_is_gone(words: str) -> None:
    """No NUL, no half characters, no carriage returns, no more than one blank line, nothing that cannot be encoded."""
    found = clean(words)

    assert found.encode().decode() == found
    assert not set(found) & set("\x00\r\ufffe\uffff\u00ad\u200b\ufeff\xa0\t")
    assert "\n\n\n" not in found
    assert "  " not in found
    assert found == found.strip()


@given(st.text(st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0x7F)))
def test_plain_words_are_left_alone(words: str) -> None:
    """Letters and figures come out as they went in."""
    assert clean(words) == words


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            "Northshire\u00a0County\tCouncil  met\r\non 10\u2009June.\f",
            "Northshire County Council met\non 10 June.",
        ),
        ("one\n \n\n\n two ", "one\n\ntwo"),
        ("super\u00advision and in\u00ad\nspection", "supervision and inspection"),
        ("zero\u200bwidth \ufeffmark and \u202ehidden\u202c order", "zerowidth mark and hidden order"),
        ("The council\x92s plan \x96 \x93noted\x94", "The council’s plan – “noted”"),
        ("childrenâ€™s services cost Â£4.6m â€“ cafÃ©", "children’s services cost £4.6m – café"),
        ("\uf0b7 an e\u0301clair for the o\ufb03cer", "• an éclair for the officer"),
        ("smile \ud83d\ude00 and \ud83d half", "smile 😀 and \ufffd half"),
        ("NUL\x00 and bell\x07", "NUL and bell"),
    ],
)
def test_debris_goes_and_signs_are_mended(given: str, expected: str) -> None:
    """Spaces, line ends, bullets, ligatures and spoilt quotation marks come out as a reader would type them."""
    assert clean(given) == expected


@pytest.mark.parametrize(
    "words", ["½ of 10² at “12–14” – ‘yes’ … ™ 5′", "Siân Ô Â and naïve rôle", "Łódź 🙂 £1.5m"]
)
def test_what_means_something_is_not_changed(words: str) -> None:
    """Fractions, powers, dashes, curly quotes and accents are part of a quote."""
    assert clean(words) == words
