"""Word documents come out in the order in which they stand."""

import io
import zipfile

import pytest
from docx.document import Document
from hypothesis import given
from hypothesis import strategies as st

from reading import docx
from reading.unreadable import Unreadable
from tests.reading import files


def words_of(made: Document) -> str:
    """The text of a Word document."""
    return docx.read(files.docx_bytes(made)).words


def test_paragraphs_and_tables_stand_in_order() -> None:
    """A table between two paragraphs comes out between them, a row a line."""
    assert words_of(files.word_document()) == (
        f"Improvement plan\n\n{files.PARAGRAPH}\n• More social workers\nMeasure | 2025 | 2026\n"
        "Children in care | 1,870 | 1,842\n\nThe table comes before this paragraph."
    )


def test_insertions_and_content_controls_are_read_and_deletions_are_not() -> None:
    """What Word shows is what comes out: tracked insertions, fields of forms; not what was struck out or hidden."""
    body = """<w:p><w:r><w:t xml:space="preserve">The plan was </w:t></w:r>
        <w:ins><w:r><w:t>agreed</w:t></w:r></w:ins><w:del><w:r><w:delText>refused</w:delText></w:r></w:del>
        <w:sdt><w:sdtContent><w:r><w:tab/><w:t>by the board</w:t></w:r></w:sdtContent></w:sdt>
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>in secret</w:t></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>"""

    assert docx.read(_with_body(body)).words == "The plan was agreed by the board✓"


def test_a_long_cell_is_laid_out_and_not_a_row() -> None:
    """Minutes set in a table of number and text keep their paragraphs."""
    made = files.word_document()
    row = made.add_table(rows=1, cols=2).rows[0]
    row.cells[0].text = "4."
    row.cells[1].text = "\n\n".join([files.PARAGRAPH] * 3)

    assert words_of(made).endswith(f"4.\n{files.PARAGRAPH}\n\n{files.PARAGRAPH}\n\n{files.PARAGRAPH}")


def test_nested_tables_are_read() -> None:
    """A table inside a cell loses no word."""
    made = files.word_document()
    inner = made.add_table(rows=1, cols=2).cell(0, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "inner", "cells"

    assert "inner | cells" in words_of(made)


def test_a_bomb_is_refused_unopened() -> None:
    """60 kB that unpack to 70 MB are not unpacked."""
    with pytest.raises(Unreadable, match="unpacks to more"):
        docx.read(files.bomb_docx())


def test_entities_are_not_expanded() -> None:
    """A document that multiplies itself by entities is refused or read without them; either way it ends."""
    lines = '<!ENTITY e0 "ha">' + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    with pytest.raises(Unreadable):
        docx.read(_with_body("<w:p><w:r><w:t>&e11;</w:t></w:r></w:p>", f"<!DOCTYPE w:document [{lines}]>"))


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.99])
def test_a_truncated_document_is_damaged(keep: float) -> None:
    """A download cut short is told as such."""
    body = files.docx_bytes(files.word_document())

    with pytest.raises(Unreadable, match="damaged"):
        docx.read(body[: int(len(body) * keep)])


@given(st.binary(max_size=400))
def test_a_spoilt_part_ends_in_our_error(part: bytes) -> None:
    """Whatever stands where the document should, the answer is words or our own error."""
    try:
        found = docx.read(_with_part("word/document.xml", part)).words
    except Unreadable:
        return

    assert found


def _with_body(markup: str, declared: str = "") -> bytes:
    """A Word document with this body."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    whole = f'{declared}<w:document xmlns:w="{space}"><w:body>{markup}</w:body></w:document>'
    return _with_part("word/document.xml", whole.encode())


def _with_part(name: str, content: bytes) -> bytes:
    """A Word document in which one part is replaced."""
    whole = zipfile.ZipFile(io.BytesIO(files.docx_bytes(files.word_document())))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for part in whole.namelist():
            packed.writestr(part, content if part == name else whole.read(part))
    return buffer.getvalue()
