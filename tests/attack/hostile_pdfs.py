"""PDFs made to break, stall or flood their reader, each a few kilobytes, and a sound report about a council of the tables."""

import zlib
from collections.abc import Sequence

from tests.reading import files

REPORT = (
    "Inspection of Torbay local authority children's services",
    "Inspection dates: 11 to 22 May 2026",
    "Lead inspector: Jo Sample, His Majesty's Inspector",
    "Judgement Grade",
    "The impact of leaders on social work practice with children and families",
    "Outstanding",
    "The experiences and progress of children who need help and protection",
    "Good",
    "The experiences and progress of children in care",
    "Good",
    "The experiences and progress of care leavers",
    "Requires improvement to be good",
)


def report() -> bytes:
    """A sound inspection report of one page."""
    lines = b"".join(
        b"BT /F1 10 Tf 60 %d Td (%s) Tj ET\n" % (780 - 22 * number, words.encode())
        for number, words in enumerate(REPORT)
    )
    return files.raw_pdf(lines)


def _document(parts: Sequence[bytes]) -> bytes:
    """A PDF of these objects, the first of which is the catalogue."""
    body = bytearray(b"%PDF-1.7\n")
    places = []
    for number, part in enumerate(parts, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    body += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, table)
    return bytes(body)


def deep_page_tree(levels: int) -> bytes:
    """Pages inside pages inside pages."""
    nodes = [
        b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>" % (number + 1, max(1, number - 1))
        for number in range(2, levels + 2)
    ]
    leaf = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] >>" % (levels + 1)
    return _document([b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, leaf])


def circular_page_tree() -> bytes:
    """A page tree that is its own child."""
    return _document(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R 2 0 R] /Count 3 /Parent 2 0 R >>",
        ]
    )


def deep_arrays(levels: int) -> bytes:
    """A page whose box is an array in an array in an array."""
    return _document(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox " + b"[" * levels + b"]" * levels + b" >>",
        ]
    )


def same_page(times: int) -> bytes:
    """One page that the tree names again and again."""
    return files.raw_pdf(b"BT /F1 9 Tf 9 9 Td (again) Tj ET").replace(
        b"/Kids [3 0 R] /Count 1", b"/Kids [" + b"3 0 R " * times + b"] /Count %d" % times
    )


def packed_over_and_over(megabytes: int) -> bytes:
    """A page's drawing, packed three times over: a few hundred bytes that become megabytes."""
    packed = b"BT /F1 9 Tf 9 9 Td (bomb) Tj ET\n" * (megabytes * 32_000)
    for _ in range(3):
        packed = zlib.compress(packed, 9)
    stream = b"<< /Length %d /Filter [/FlateDecode /FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (
        len(packed),
        packed,
    )
    return _document(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
            stream,
        ]
    )


def looping_table() -> bytes:
    """A table of places that says that the one before it is itself."""
    whole = report()
    start = whole.rindex(b"startxref\n") + len(b"startxref\n")
    place = whole[start:].split(b"\n", 1)[0]
    return whole.replace(b"/Root 1 0 R >>", b"/Root 1 0 R /Prev " + place + b" >>")


def hostile() -> dict[str, bytes]:
    """Every hostile file by what is wrong with it."""
    sound = report()
    return {
        "encrypted": files.pdf_of_pages(["secret"], password="open sesame"),
        "cut to its head": sound[:40],
        "cut in half": sound[: len(sound) // 2],
        "a head and noise": b"%PDF-1.7\n" + bytes(range(256)) * 200,
        "zeros": sound[:200] + b"\x00" * 20_000,
        "brackets": b"%PDF-1.7\n" + b"[" * 100_000,
        "a deep page tree": deep_page_tree(30_000),
        "a circular page tree": circular_page_tree(),
        "deep arrays": deep_arrays(100_000),
        "a huge count of pages": files.endless_count_pdf(),
        "one page many times": same_page(6_000),
        "drawings within drawings": files.endless_pdf(),
        "a bomb": files.bomb_pdf(60),
        "a bomb in three wrappings": packed_over_and_over(60),
        "a loop of tables": looping_table(),
    }
