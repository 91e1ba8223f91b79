"""PDF readers side by side in one run: pages of text a second of ours, of bare PDFium, pypdf, pdfminer.six and pdftotext.

Then how many inspection reports a second go through the whole reading, from bytes to grades and findings. Run it with
`python -m benchmarks.pdf_readers ../shared/captures/ofsted/pdf`. Readers that are not installed are named and left out.
On a busy machine the seconds mean little and the ratios much: the readers take turns, file by file, in one run.
"""

import importlib
import io
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import pypdfium2

from domain.findings import Circumstances
from domain.known import from_reference
from linking.find import find
from reading import pdf
from reading.read import read

Reader = Callable[[bytes], int]
OURS = "ours (PDFium in a child, lines put together)"


def pages_by_us(body: bytes) -> int:
    """Pages read by the service's own reader."""
    return len(pdf.read(body).text.pages)


def pages_by_pdfium(body: bytes) -> int:
    """Pages read by PDFium in this process, its text as it comes."""
    with pypdfium2.PdfDocument(body) as document:
        for page in document:
            page.get_textpage().get_text_range()
        return len(document)


def pages_by_pypdf(body: bytes) -> int:
    """Pages read by pypdf."""
    reader = importlib.import_module("pypdf").PdfReader(io.BytesIO(body))
    return sum(1 for page in reader.pages if page.extract_text() is not None)


def pages_by_pdfminer(body: bytes) -> int:
    """Pages read by pdfminer.six."""
    words: str = importlib.import_module("pdfminer.high_level").extract_text(io.BytesIO(body))
    return words.count("\f")


def pages_by_pdftotext(body: bytes) -> int:
    """Pages read by poppler's pdftotext, a process for each file."""
    done = subprocess.run(["pdftotext", "-q", "-", "-"], input=body, capture_output=True, check=True)
    return done.stdout.count(b"\f")


def readers() -> Iterator[tuple[str, Reader | None]]:
    """Every reader by name; `None` for one that is not installed."""
    yield OURS, pages_by_us
    yield "PDFium alone", pages_by_pdfium
    yield "pypdf", pages_by_pypdf if _has("pypdf") else None
    yield "pdfminer.six", pages_by_pdfminer if _has("pdfminer") else None
    yield "pdftotext", pages_by_pdftotext if shutil.which("pdftotext") else None


def pages_a_second(bodies: list[bytes]) -> dict[str, float]:
    """Pages a second of each installed reader, over the same files in the same run."""
    installed = {name: reader for name, reader in readers() if reader}
    pages = dict.fromkeys(installed, 0)
    seconds = dict.fromkeys(installed, 0.0)
    for reader in installed.values():
        reader(bodies[0])  # what is loaded once is loaded before
    for body in bodies:
        for name, reader in installed.items():
            began = perf_counter()
            pages[name] += reader(body)
            seconds[name] += perf_counter() - began
    return {name: pages[name] / seconds[name] for name in installed}


def reports_a_second(bodies: list[bytes]) -> float:
    """Reports a second from bytes to grades, findings, people and figures, on one core."""
    known = from_reference()
    began = perf_counter()
    for body in bodies:
        document = read(body, name="report.pdf")
        if document.text:
            find(document.text, circumstances=Circumstances(), known=known)
    return len(bodies) / (perf_counter() - began)


def main(folder: Path) -> None:
    """Print the table."""
    bodies = [path.read_bytes() for path in sorted(folder.glob("*.pdf"))]
    rates = pages_a_second(bodies)
    for name, rate in sorted(rates.items(), key=lambda one: -one[1]):
        print(f"{name:45} {rate:8.0f} pages a second, {rate / rates[OURS]:5.2f} of ours")
    for name, reader in readers():
        if reader is None:
            print(f"{name:45} not installed here")
    print(f"{len(bodies)} reports: {reports_a_second(bodies):.2f} a second through the whole reading")


def _has(module: str) -> bool:
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True


if __name__ == "__main__":
    main(Path(sys.argv[1]))
