"""The process in which pictures of words are recognised: a PDF or picture on standard input, a line of JSON a page on
standard output, `[page, words]`. `reading.recognition` starts it; it is never run by hand.
"""

import io
import json
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import closing

import pypdfium2
import pytesseract
from PIL import Image

# Tesseract is made for 300 dots an inch; a page larger than A3 is drawn smaller.
_DOTS_AN_INCH = 300
_POINTS_AN_INCH = 72
_MOST_DOTS = 5_000


def main(body: bytes, pages: list[int], *, seconds: int) -> None:
    """Recognise page after page and say so at once: what was done before a death counts."""
    for number, picture in _pictures(body, pages):
        try:
            words = pytesseract.image_to_string(picture, lang="eng", timeout=seconds)
        except (RuntimeError, pytesseract.TesseractError):  # it took too long, or broke on the picture
            continue
        print(json.dumps([number, words]), flush=True)


def _pictures(body: bytes, pages: list[int]) -> Iterator[tuple[int, Image.Image]]:
    if not body.startswith(b"%PDF") and b"%PDF-" not in body[:1024]:
        with Image.open(io.BytesIO(body)) as picture:
            yield 1, picture.convert("L")
        return
    with pypdfium2.PdfDocument(body) as document:
        for number in pages:
            with closing(document[number - 1]) as page:
                longest = max(page.get_size())
                scale = min(_DOTS_AN_INCH / _POINTS_AN_INCH, _MOST_DOTS / max(longest, 1))
                with closing(page.render(scale=scale, grayscale=True)) as drawn:
                    yield number, drawn.to_pil().convert("L")


if __name__ == "__main__":
    memory, seconds, *wanted = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory * 1024 * 1024, memory * 1024 * 1024))
    os.environ["OMP_THREAD_LIMIT"] = "1"  # two cores are shared with everything else
    main(sys.stdin.buffer.read(), wanted, seconds=seconds)
