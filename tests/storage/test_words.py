"""Words: one form for what is indexed, asked for and marked."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from storage.words import key, places, plain_words, stem


def test_a_word_is_found_however_it_is_typed() -> None:
    """Case, accents, apostrophes of all shapes and the commas of figures make no difference."""
    assert plain_words("Children's CHILDREN’S childrens") == ["childrens"] * 3
    assert plain_words("Siân Sian\u0302 SIÂN O’Brien") == ["sian", "sian", "sian", "obrien"]
    assert plain_words("£1,234,567 and 12,34") == ["1234567", "and", "12", "34"]
    assert plain_words("multi-agency, 4(a); ‘quoted’ its_name 19.05.2016 😀 \x00") == [
        *("multi", "agency", "4", "a", "quoted", "its", "name", "19", "05", "2016"),
    ]


def test_forms_of_a_word_share_a_stem() -> None:
    """`notice` finds `notices`, `children` finds `children's`."""
    assert stem("notices") == stem("notice") != stem("note")
    assert stem("childrens") == stem("children")
    assert stem("inspected") == stem("inspections") == "inspect"


def test_a_name_is_one_key_however_it_is_typed() -> None:
    """Spaces, hyphens and underscores do not matter in the value of a field."""
    assert key("Kingston upon Hull") == key("kingston-upon-hull") == key("KINGSTON_UPON_HULL")


@given(st.text() | st.text(alphabet="a1é\u0301'’ʼ,_ -日"))
def test_words_lie_where_they_are_said_to(text: str) -> None:
    """Each word stands at its place, in order, and a word made plain twice is made plain once."""
    plain, spans = plain_words(text), places(text)

    assert [plain_words(text[start:end]) for start, end in spans] == [[word] for word in plain]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert plain_words(" ".join(plain)) == plain
    assert all(word.isalnum() and stem(word).isalnum() for word in plain)


def test_a_megabyte_without_a_space_is_one_word_known_by_its_beginning() -> None:
    """What is glued together neither fills the memory nor takes long."""
    assert plain_words("a" * 1_000_000) == ["a" * 100]
