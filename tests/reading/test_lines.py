"""Lines of a page become paragraphs where that is safe, and keep their words always."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from reading.lines import Line, in_rows, text_of, vocabulary

_LETTER = 5.0  # points that a character takes in these pages


def page(*rows: tuple[float, float, str], size: float = 10) -> list[Line]:
    """Lines of type of one size at (left, bottom)."""
    return [
        Line(
            words=words.removesuffix("¬"),
            left=left,
            right=left + _LETTER * len(words),
            first_word_ends=left + _LETTER * len(words.split(maxsplit=1)[0]),
            bottom=(bottom, bottom),
            height=(size, size),
            weight=(400, 400),
            hyphenated=words.endswith("¬"),
        )
        for left, bottom, words in rows
    ]


def read(*rows: tuple[float, float, str]) -> str:
    """The text of such a page."""
    lines = page(*rows)
    return text_of(lines, vocabulary([lines]))


FULL = "The committee asked the director to bring a report back to"


def test_full_lines_run_on() -> None:
    """A sentence that runs over two lines can be quoted as one."""
    assert read((72, 700, FULL), (72, 688, "October's meeting.")) == f"{FULL} October's meeting."


def test_a_line_with_room_left_ends_its_paragraph() -> None:
    """A heading or the last line of a paragraph is not joined to what follows."""
    found = read(
        (72, 700, "A heading of some forty letters, no more"), (72, 688, FULL), (72, 676, "October.")
    )

    assert found == f"A heading of some forty letters, no more\n{FULL} October."


def test_labels_and_grades_keep_their_lines() -> None:
    """A narrow column of a judgement table stays apart from the grade beside it."""
    found = read((72, 700, "The experiences of children"), (72, 688, "in care"), (400, 694, "Good"))

    assert found == "The experiences of children\nin care\nGood"


def test_list_items_keep_their_lines_and_their_continuations() -> None:
    """Each bullet begins a line, and its second line belongs to it."""
    found = read(
        (72, 700, "• the quality of plans for children who are in need of"),
        (90, 688, "help and protection"),
        (72, 676, "• supervision"),
    )

    assert (
        found == "• the quality of plans for children who are in need of help and protection\n• supervision"
    )


def test_a_wide_gap_parts_paragraphs() -> None:
    """A new paragraph begins a new line even where the one before it is full."""
    found = read((72, 700, FULL), (72, 688, FULL), (72, 660, "In October it came back."))

    assert found == f"{FULL} {FULL}\nIn October it came back."


def test_entries_of_a_table_of_contents_stay_apart() -> None:
    """Each entry with its page number is a line."""
    found = read(
        (72, 700, "Information about this local authority area as it was 3"), (72, 688, "Executive summary 6")
    )

    assert found.splitlines() == [
        "Information about this local authority area as it was 3",
        "Executive summary 6",
    ]


def test_a_broken_word_is_spelt_as_the_rest_of_the_document_spells_it() -> None:
    """A hyphen at a line end stays in "well-being", goes from "inspection", and stays when nothing tells."""
    known = Counter({"inspection": 2, "multi-agency": 1, "needed": 1})

    def joined(above: str, below: str) -> str:
        return text_of(page((72, 700, f"{above}¬"), (72, 688, below)), known)

    assert joined("the inspec", "tion found") == "the inspection found"
    assert joined("a multi", "agency hub") == "a multi-agency hub"
    assert joined("a much", "needed injection") == "a much-needed injection"
    assert joined("Anna Smith", "Jones said") == "Anna Smith-Jones said"
    assert joined("a day-to", "day task") == "a day-to-day task"
    assert joined("consider", "ably more") == "considerably more"


_PLACES = st.floats(-1000, 2000, allow_nan=False)
_WORDS = st.text("ab 1.•", min_size=1).map(str.strip).filter(bool)


@given(st.lists(st.tuples(_PLACES, _PLACES, _WORDS, st.sampled_from(["", "¬"])), max_size=8))
def test_no_word_is_lost_or_moved(rows: list[tuple[float, float, str, str]]) -> None:
    """Wherever lines stand, all their letters come out in their order."""
    found = read(*((left, bottom, words + hyphen) for left, bottom, words, hyphen in rows))

    assert "".join(found.replace("-", "").split()) == "".join("".join(row[2] for row in rows).split())


def columns(*columns: tuple[float, list[str]], top: float = 700) -> list[Line]:
    """Lines drawn column after column: (left edge, cells from the top down)."""
    return page(
        *((left, top - 14 * row, words) for left, cells in columns for row, words in enumerate(cells))
    )


def test_a_table_drawn_column_by_column_reads_row_by_row() -> None:
    """A figure stands beside what it counts and under its year, in whatever order the file draws it."""
    drawn = columns(
        (72, ["Figures for the year", "Measure", "Children in care", "Care leavers"]),
    ) + page(
        *((300, 686 - 14 * row, words) for row, words in enumerate(["2025", "1,870", "710"])),
        *((400, 686 - 14 * row, words) for row, words in enumerate(["2026", "1,842", "722", "The text goes on."])),
    )  # fmt: skip

    assert [line.words for line in in_rows(drawn)] == [
        "Figures for the year",
        "Measure 2025 2026",
        "Children in care 1,870 1,842",
        "Care leavers 710 722",
        "The text goes on.",
    ]


def test_columns_of_running_text_are_read_one_after_the_other() -> None:
    """Two columns of prose side by side are no table."""
    drawn = columns((72, [FULL, FULL, "October."]), (400, [FULL, "and at length", "discussed."]))

    assert in_rows(drawn) == drawn


def test_a_row_without_a_figure_stays_a_row() -> None:
    """An empty cell moves no figure to another row."""
    drawn = columns((72, ["Measure", "Placements", "Visits"])) + page((300, 700, "2026"), (300, 672, "71%"))

    assert [line.words for line in in_rows(drawn)] == ["Measure 2026", "Placements", "Visits 71%"]


@given(
    st.lists(
        st.tuples(
            st.floats(0, 500),
            st.floats(0, 800),
            st.text(st.characters(whitelist_categories=["L", "N"]), min_size=1, max_size=6),
        ),
        max_size=30,
    )
)
def test_putting_lines_in_rows_loses_no_word(rows: list[tuple[float, float, str]]) -> None:
    """Whatever stands on a page, each word of it comes out once."""
    lines = page(*rows)

    assert Counter(" ".join(line.words for line in in_rows(lines)).split()) == Counter(
        " ".join(line.words for line in lines).split()
    )
