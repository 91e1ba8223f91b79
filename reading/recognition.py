"""Character recognition: the pages of a PDF that are pictures, or a picture itself, in; the words that tesseract sees, out.

It takes seconds a page, so it is done when a text is read again, not while a site waits. It needs the extra `ocr` and the
program tesseract; where either is missing, pictures stay unread and say so. All of it runs in a limited process.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

# Pages beyond these stay unread: a council's longest scanned appendices have about three hundred.
MOST_PAGES = 300
_SECONDS_A_PAGE = 60
_MEMORY_MB = 2048
_HOME = Path(__file__).parent.parent


@lru_cache(maxsize=1)
def reader() -> str | None:
    """What would read pictures here, such as `tesseract@5.3.0`; `None` where nothing can."""
    program = shutil.which("tesseract")
    if program is None or find_spec("pytesseract") is None or find_spec("PIL") is None:
        return None
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 -- found by name
    first = (said.stdout or said.stderr).split("\n", 1)[0].split()
    return f"tesseract@{first[1]}" if len(first) > 1 else None


def words_of(body: bytes, pages: Sequence[int]) -> dict[int, str]:
    """The words on these pages (from 1) of a PDF; on page 1 of a picture. A page that cannot be recognised is left out."""
    wanted = list(pages)[:MOST_PAGES]
    if not wanted or reader() is None:
        return {}
    arguments = (str(_MEMORY_MB), str(_SECONDS_A_PAGE), *map(str, wanted))
    try:
        done = subprocess.run(  # noqa: S603 -- our own module, our own arguments
            [sys.executable, "-m", "reading.recognition_child", *arguments],
            input=body,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_HOME,
            timeout=_SECONDS_A_PAGE * (len(wanted) + 1),
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        return _answers(late.stdout or b"")
    return _answers(done.stdout)


def _answers(said: bytes) -> dict[int, str]:
    """A line of JSON a page; the last may be cut short where the process died."""
    found: dict[int, str] = {}
    for line in said.splitlines():
        try:
            page, words = json.loads(line)
        except ValueError:
            continue
        found[page] = words
    return found
