"""The source files by which a service reaches this world; the addresses of the running server are written into them."""

import re
from collections.abc import Mapping
from pathlib import Path

SHIPPED = Path(__file__).parent
NO_PORT = re.compile(r"http://127\.0\.0\.1:0\b")  # what the files say before a server runs


def write(folder: Path, url: str, slug: str = "northshire") -> list[Path]:
    """Write one council's source file into an operator's `sources` folder and return its path.

    `url` is the address of its site, such as `http://127.0.0.1:40123`.
    """
    return write_all(folder, {slug: url})


def write_all(folder: Path, urls: Mapping[str, str]) -> list[Path]:
    """Write the source files of all these sites (`Server.urls`) and return their paths."""
    written = []
    for slug, url in urls.items():
        shipped = SHIPPED / "councils" / f"{slug}.toml"
        path = folder / shipped.relative_to(SHIPPED)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(NO_PORT.sub(url, shipped.read_text(encoding="utf-8")), encoding="utf-8")
        written.append(path)
    return written
