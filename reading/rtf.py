"""Rich Text Format to text: bytes in, words out, a paragraph a line; tables row by row with their cells parted by ` | `."""

from importlib.metadata import version

from striprtf.striprtf import rtf_to_text

from domain.text import Text
from reading.clean import VERSION, clean
from reading.rows import CELL_BREAK
from reading.unreadable import Unreadable

READER = f"striprtf@{version('striprtf')}/rtf@1/clean@{VERSION}"

# Pictures are written as hexadecimal letters; the words of a paper are a small part of this.
_MOST_BYTES = 20_000_000


def read(body: bytes) -> Text:
    """The text of an RTF file.

    Raises:
        Unreadable: damaged, over a limit, or without words.
    """
    if len(body) > _MOST_BYTES:
        raise Unreadable(f"it has {len(body):,} bytes of Rich Text Format; add it again as PDF or .docx")
    try:
        # RTF is ASCII; a file's own code page stands in escapes, which the library follows.
        said: str = rtf_to_text(body.decode("cp1252", errors="replace"), errors="replace")  # type: ignore[no-untyped-call]
    except Exception as exc:  # a spoilt file can fail in any line of the library
        raise Unreadable(f"it is damaged Rich Text Format ({type(exc).__name__}); fetch it again") from exc
    words = clean("\n".join(_line(line) for line in said.splitlines()))
    if not words:
        raise Unreadable("it is Rich Text Format without any words; look at it by hand")
    return Text.of_pages([(None, words)], reader=READER)


def _line(line: str) -> str:
    """The library ends each cell of a row with `|`."""
    if not line.endswith("|"):
        return line
    return CELL_BREAK.join(cell.strip() for cell in line.split("|")).rstrip(" |")
