"""A second opinion on a PDF whose letters come out garbled: what poppler's pdftotext makes of it, where it is installed."""

import shutil
import subprocess
from functools import lru_cache

_SECONDS = 60
_MEMORY_KB = 1024 * 1024


@lru_cache(maxsize=1)
def reader() -> str | None:
    """What would be asked here, such as `pdftotext@22.12.0`; `None` where it is not installed."""
    program = shutil.which("pdftotext")
    if program is None:
        return None
    said = subprocess.run([program, "-v"], capture_output=True, text=True, check=False)  # noqa: S603 -- found by name
    first = said.stderr.split("\n", 1)[0].split()
    return f"pdftotext@{first[-1]}" if first else None


def pages_of(body: bytes) -> list[str]:
    """The words of each page; none where it is not installed, breaks, or takes more than a minute or a gigabyte."""
    if reader() is None:
        return []
    limited = f"ulimit -c 0 -v {_MEMORY_KB}; exec pdftotext -q -enc UTF-8 - -"
    try:
        done = subprocess.run(  # noqa: S603 -- our own words; the file comes by standard input
            ["/bin/sh", "-c", limited], input=body, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return []
    if done.returncode:
        return []
    return done.stdout.decode(errors="replace").removesuffix("\f").split("\f")
