"""What a page paints beside its words: boxes, lines, pictures and notes. A page's objects in, areas out, the dark ones told apart.

Dark is what nobody sees words under: a filled block of whatever shape fills the box around it, a thick line, a picture that is
dark all over, a mark of redaction that nobody carried out. Nothing is rendered but small pictures that lie over words.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from reading.planes import Box, Matrix, Point, around, enclosed, ground, moved, moved_box, scale, times

# Colours are dark or light by their brightest or darkest part, of 255.
_DARK, _LIGHT = 70, 250
_OPAQUE = 250
# So many points a box or line must have to hide words: thinner lines underline, and rule tables.
_THINNEST = 4
# A block fills so much of the box around it: a rounded box, a disc (0.785), and no triangle, star or letter.
_FILLS = 0.7
# Drawings and charts have more; a page that is redacted by hand has some tens of boxes.
_MOST_SEGMENTS = 2_000
# Of a picture so many points are looked at, across and up, and so many of a hundred must be dark: its edges may be blurred.
_SAMPLES, _MOSTLY = 24, 95
# A picture with more is no box, and takes long to unpack.
_MOST_PIXELS = 4_000_000

Colour = tuple[int, int, int, int]  # red, green, blue, and how opaque


@dataclass(frozen=True, kw_only=True, slots=True)
class Area:
    """Something that a page draws beside its words: where, and as the how manieth thing; `is_dark` hides what it lies over.

    `picture` is PDFium's object where it is one.
    """

    box: Box
    order: int
    is_dark: bool = False
    picture: object = None


def of_path(path: object, matrix: Matrix, order: int) -> Iterator[Area]:
    """The areas that a path fills or draws; those of its parts that are dark blocks or thick lines each by itself."""
    fill, strokes = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, strokes)
    colour = fill_colour(path) if fill.value != pdfium.FPDF_FILLMODE_NONE else None
    if colour is None and not strokes.value:
        return
    if colour is not None and not strokes.value and (min(colour[:3]) >= _LIGHT or colour[3] == 0):
        return  # white on white paper
    is_opaque = not pdfium.FPDFPageObj_HasTransparency(path)
    width = _thickness(path, matrix) if strokes.value and is_opaque else 0.0
    is_filled = is_dark(colour) and is_opaque
    parts = list(_parts(path, times(matrix_of(path), matrix))) if is_filled or width else []
    blocks = _blocks(parts) if is_filled else []
    if not blocks:
        yield Area(box=moved_box(bounds(path), matrix), order=order)
    yield from (Area(box=box, order=order, is_dark=_is_thick(box)) for box in blocks)
    yield from (Area(box=box, order=order, is_dark=True) for part in parts for box in _lines(part, width))


def of_picture(picture: object, matrix: Matrix, order: int) -> Area:
    """The area of a picture; whether it is dark is another question, which costs more."""
    is_picture = pdfium.FPDFPageObj_GetType(picture) == pdfium.FPDF_PAGEOBJ_IMAGE
    return Area(box=moved_box(bounds(picture), matrix), order=order, picture=picture if is_picture else None)


def is_dark_picture(page: pypdfium2.PdfPage, picture: object) -> bool:
    """Whether a picture is dark and opaque all over; a large one is not looked into."""
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(picture, wide, high)
    if max(wide.value * high.value, ground(bounds(picture))) > _MOST_PIXELS:
        return False
    bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(page.pdf.raw, page.raw, picture)
    if not bitmap:
        return False
    try:
        return _is_dark_all_over(bitmap)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def _is_dark_all_over(bitmap: object) -> bool:
    wide, high = pdfium.FPDFBitmap_GetWidth(bitmap), pdfium.FPDFBitmap_GetHeight(bitmap)
    if pdfium.FPDFBitmap_GetFormat(bitmap) != pdfium.FPDFBitmap_BGRA or not (wide and high):
        return False
    stride = pdfium.FPDFBitmap_GetStride(bitmap)
    pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * high)
    places = [
        stride * (high * up // _SAMPLES) + 4 * (wide * across // _SAMPLES)
        for up in range(_SAMPLES)
        for across in range(_SAMPLES)
    ]
    dark = sum(max(pixels[at : at + 3]) <= _DARK and pixels[at + 3] >= _OPAQUE for at in places)
    return bool(dark * 100 >= _MOSTLY * len(places))


def of_notes(page: pypdfium2.PdfPage, order: int) -> Iterator[Area]:
    """Dark boxes that are laid over the page when it is shown: squares, and marks of redactions that nobody carried out."""
    for at in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, at)
        if not note:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        if kind == pdfium.FPDF_ANNOT_REDACT or (
            kind in (pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_HIGHLIGHT)
            and is_dark(_colour_of_note(note, kind))
        ):
            rect = pdfium.FS_RECTF()
            if pdfium.FPDFAnnot_GetRect(note, rect):
                box = rect.left, rect.bottom, rect.right, rect.top
                yield Area(box=box, order=order + 1 + at, is_dark=True)
        pdfium.FPDFPage_CloseAnnot(note)


def _blocks(parts: list[list[Point]]) -> list[Box]:
    """The boxes around the parts of a path; none where any part is no block, as in a drawing, or the path is a frame."""
    closed = [(part, around(part)) for part in parts if len(part) > 1]
    if not all(enclosed(part) >= _FILLS * ground(box) for part, box in closed):
        return []
    boxes = [box for _, box in closed]
    return [] if _is_nested(boxes) else boxes


def _lines(part: list[Point], width: float) -> Iterator[Box]:
    """The boxes of a part's straight lines, drawn so thick; slanting ones cover nothing whole."""
    if not width:
        return
    for (x, y), (u, v) in pairwise(part):
        left, right, low, high = min(x, u), max(x, u), min(y, v), max(y, v)
        if high - low <= width < right - left:
            middle = (low + high) / 2
            yield left, middle - width / 2, right, middle + width / 2
        elif right - left <= width < high - low:
            middle = (left + right) / 2
            yield middle - width / 2, low, middle + width / 2, high


def _parts(path: object, matrix: Matrix) -> Iterator[list[Point]]:
    """The points of each part of a path, a curve by its middle and end; nothing of a path with very many, a drawing."""
    count = pdfium.FPDFPath_CountSegments(path)
    if not 0 < count <= _MOST_SEGMENTS:
        return
    part: list[Point] = []
    curve: list[Point] = []
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = moved((x.value, y.value), matrix)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            curve.append(point)
            if len(curve) == 3 and part:
                part += (_middle(part[-1], *curve), point)
                curve = []
            continue
        if kind == pdfium.FPDF_SEGMENT_MOVETO and part:
            yield part
            part = []
        part.append(point)
    if part:
        yield part


def _middle(start: Point, first: Point, second: Point, end: Point) -> Point:
    """The middle of a curve of Bézier's."""
    x, y = ((a + 3 * b + 3 * c + d) / 8 for a, b, c, d in zip(start, first, second, end, strict=True))
    return x, y


def _is_thick(box: Box) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) >= _THINNEST


def _thickness(path: object, matrix: Matrix) -> float:
    """How thick a path's dark lines are on the page; nothing where they are thin, light, dashed or see-through."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetStrokeColor(path, *parts):
        return 0.0
    red, green, blue, alpha = (part.value for part in parts)
    width = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(path, width)
    thick = width.value * scale(times(matrix_of(path), matrix))
    hides = is_dark((red, green, blue, alpha)) and pdfium.FPDFPageObj_GetDashCount(path) <= 0
    return thick if hides and thick >= _THINNEST else 0.0


def _is_nested(boxes: list[Box]) -> bool:
    """Whether one box lies in another: a frame, which is empty inside."""
    if len(boxes) > 100:
        return False
    return any(
        one is not other
        and one[0] >= other[0]
        and one[1] >= other[1]
        and one[2] <= other[2]
        and one[3] <= other[3]
        for one in boxes
        for other in boxes
    )


def _colour_of_note(note: object, kind: int) -> Colour | None:
    which = (
        pdfium.FPDFANNOT_COLORTYPE_Color
        if kind == pdfium.FPDF_ANNOT_HIGHLIGHT
        else pdfium.FPDFANNOT_COLORTYPE_InteriorColor
    )
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFAnnot_GetColor(note, which, *parts):
        return None
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


def fill_colour(thing: object) -> Colour | None:
    """The colour that a thing is filled with, and how opaque it is; nothing for a pattern."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(thing, *parts):
        return None
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


def is_dark(colour: Colour | None) -> bool:
    """Whether nothing is seen under a colour, nor in it on black."""
    return colour is not None and max(colour[:3]) <= _DARK and colour[3] >= _OPAQUE


def is_light(colour: Colour | None) -> bool:
    """Whether a colour is that of paper."""
    return colour is not None and min(colour[:3]) >= _LIGHT


def bounds(thing: object) -> Box:
    """The box around a thing, before the matrix of the form that it stands in."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def matrix_of(thing: object) -> Matrix:
    """How a thing is put on the page."""
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, found):
        return (1, 0, 0, 1, 0, 0)
    return found.a, found.b, found.c, found.d, found.e, found.f
