"""The source files by which a service reaches this world; the running server's address is written into them."""

import re
from pathlib import Path

SHIPPED = Path(__file__).parent
NO_PORT = re.compile(r"http://127\.0\.0\.1:0\b")  # what the files say before a server runs


def write(folder: Path, url: str) -> list[Path]:
    """Write the source files into an operator's `sources` folder and return their paths.

    `url` is the address of the running server, such as `http://127.0.0.1:40123`.
    """
    written = []
    for shipped in sorted(SHIPPED.glob("*/*.toml")):
        path = folder / shipped.relative_to(SHIPPED)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(NO_PORT.sub(url, shipped.read_text(encoding="utf-8")), encoding="utf-8")
        written.append(path)
    return written
