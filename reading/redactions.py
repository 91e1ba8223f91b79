"""Failed redactions: characters of a PDF's page that nobody sees and everybody can copy. A page in, their indexes out.

Three ways to hide words badly are known: a dark box drawn over them, their colour that of what they stand on, and drawing
them invisibly. All are found by what the page says of its own objects and in which order it draws them; nothing is
rendered. A picture of words with its text layer is none: there the invisible words are what the picture shows. Runs in
the child that opens PDFs, on pages that PDFium has loaded.
"""

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from domain.harm import Fault

# Colours are dark or light by their brightest or darkest part, of 255.
_DARK, _LIGHT = 70, 250
_OPAQUE = 250
# So much of a character's height a box must cover, and so many points it must have: lines underline, and rule tables.
_COVERS, _THINNEST = 0.75, 4
# Fewer hidden letters and figures on a page are marks of its maker: page numbers, empty fields, stops.
_FEWEST = 3
# Drawings and charts have more; a page that is redacted by hand has some tens of boxes.
_MOST_SEGMENTS = 2_000
_DEEPEST = 4
_MOST_OBJECTS = 50_000

Box = tuple[float, float, float, float]  # left, bottom, right, top
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Area:
    """Something that a page draws beside its words: where, and as the how manieth thing; `is_dark` is a plain dark box."""

    box: Box
    order: int
    is_dark: bool = False

    def covers(self, box: Box) -> bool:
        """Whether it lies over the middle of another box, and over most of its height."""
        left, bottom, right, top = self.box
        middle = (box[0] + box[2]) / 2
        height = box[3] - box[1]
        return left <= middle <= right and min(top, box[3]) - max(bottom, box[1]) >= _COVERS * height


@dataclass(frozen=True, kw_only=True, slots=True)
class _Words:
    """A piece of words as a page draws it: as the how manieth thing, and in what colour, if in any.

    `piece` is PDFium's object, which `matrix` puts on the page.
    """

    piece: object
    matrix: Matrix
    order: int
    is_invisible: bool
    is_dark: bool
    is_light: bool


@dataclass(kw_only=True)
class _Drawn:
    """What a page draws; words by the address of their object."""

    areas: list[_Area] = field(default_factory=list)
    words: dict[int, _Words] = field(default_factory=dict)
    count: int = 0


def hidden(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> dict[int, Fault]:
    """The characters of a page (by PDFium's own index) that are hidden badly, each with how."""
    drawn = _Drawn()
    top = (pdfium.FPDFPage_GetObject(page.raw, at) for at in range(pdfium.FPDFPage_CountObjects(page.raw)))
    _walk(top, _SAME, drawn, depth=0)
    drawn.areas += _annotations(page, drawn.count)
    boxes = [area.box for area in drawn.areas if area.is_dark]
    doubtful = {
        address: words for address, words in drawn.words.items() if _is_doubtful(words, boxes, drawn.areas)
    }
    if not doubtful:
        return {}
    found = dict(_hidden(text, doubtful, drawn.areas))
    told = sum(chr(pdfium.FPDFText_GetUnicode(text.raw, index)).isalnum() for index in found)
    return found if told >= _FEWEST else {}


def _is_doubtful(words: _Words, boxes: list[Box], areas: list[_Area]) -> bool:
    """Whether it is worth looking at every character of a piece: most are dark words on white paper and nothing else."""
    if not (words.is_invisible or words.is_light or boxes):
        return False
    box = _moved(_bounds(words.piece), words.matrix)
    if any(_overlap(dark, box) for dark in boxes):
        return True
    return (words.is_invisible or words.is_light) and not any(area.covers(box) for area in areas)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _hidden(
    text: pypdfium2.PdfTextPage, doubtful: dict[int, _Words], areas: list[_Area]
) -> Iterator[tuple[int, Fault]]:
    for index in range(text.count_chars()):
        piece = pdfium.FPDFText_GetTextObject(text.raw, index)
        words = doubtful.get(_address(piece)) if piece else None
        if words is None:  # what is to be seen, or a space that PDFium puts between words
            continue
        place = _place(text, index)
        fault = _fault(words, [area for area in areas if area.covers(place)])
        if fault:
            yield index, fault


def _fault(words: _Words, covering: list[_Area]) -> Fault | None:
    """How a character is hidden that lies in these areas, if it is."""
    if words.is_invisible:
        return None if covering else Fault.INVISIBLE
    if any(area.is_dark and area.order > words.order for area in covering):
        return Fault.BOX
    under = [area for area in covering if area.order < words.order]
    if words.is_light and not under:
        return Fault.COLOUR
    return Fault.COLOUR if words.is_dark and under and under[-1].is_dark else None


def _place(text: pypdfium2.PdfTextPage, index: int) -> Box:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text.raw, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def _walk(objects: Iterable[object], matrix: Matrix, drawn: _Drawn, *, depth: int) -> None:
    """Note what objects draw, in order; forms hold objects of their own, placed by the form's matrix."""
    for each in objects:
        drawn.count += 1
        if drawn.count > _MOST_OBJECTS:
            return
        kind = pdfium.FPDFPageObj_GetType(each)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            drawn.words[_address(each)] = _words(each, matrix, drawn.count)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = (
                pdfium.FPDFFormObj_GetObject(each, at) for at in range(pdfium.FPDFFormObj_CountObjects(each))
            )
            _walk(inner, _times(_matrix(each), matrix), drawn, depth=depth + 1)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            drawn.areas += _painted(each, matrix, drawn.count)
        else:  # a picture, a shading
            drawn.areas.append(_Area(box=_moved(_bounds(each), matrix), order=drawn.count))


def _words(piece: object, matrix: Matrix, order: int) -> _Words:
    colour = _colour(piece)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(piece)
    unseen = mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE or (colour is not None and colour[3] == 0)
    plain = mode == pdfium.FPDF_TEXTRENDERMODE_FILL and colour is not None
    return _Words(
        piece=piece,
        matrix=matrix,
        order=order,
        is_invisible=unseen,
        is_dark=plain and _is_dark(colour),
        is_light=plain and colour is not None and min(colour[:3]) >= _LIGHT,
    )


def _painted(path: object, matrix: Matrix, order: int) -> Iterator[_Area]:
    """The areas that a path fills or draws; those of its parts that are plain dark boxes each by itself."""
    fill, strokes = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, strokes)
    colour = _colour(path) if fill.value != pdfium.FPDF_FILLMODE_NONE else None
    if colour is None and not strokes.value:
        return
    if colour is not None and not strokes.value and (min(colour[:3]) >= _LIGHT or colour[3] == 0):
        return  # white on white paper
    placed = _times(_matrix(path), matrix)
    dark = _is_dark(colour) and not pdfium.FPDFPageObj_HasTransparency(path)
    boxes = list(_boxes(path, placed)) if dark else []
    if boxes and not _is_nested(boxes):
        for box in boxes:
            is_line = min(box[2] - box[0], box[3] - box[1]) < _THINNEST
            yield _Area(box=box, order=order, is_dark=not is_line)
        return
    yield _Area(box=_moved(_bounds(path), matrix), order=order)


def _boxes(path: object, matrix: Matrix) -> Iterator[Box]:
    """The parts of a path that are boxes; nothing where any part is none, as in a drawing."""
    count = pdfium.FPDFPath_CountSegments(path)
    if not 0 < count <= _MOST_SEGMENTS:
        return
    parts: list[list[tuple[float, float]]] = []
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            parts.append([])
        if parts:
            parts[-1].append(_point(matrix, x.value, y.value))
    boxes = [(part, _around(part)) for part in parts if len(part) > 1]
    if all(_is_box(part, box) for part, box in boxes):
        yield from (box for _, box in boxes)


def _is_box(part: list[tuple[float, float]], box: Box) -> bool:
    """Whether every corner of a part is a corner of the box around it."""
    left, bottom, right, top = box
    return all(
        min(abs(x - left), abs(x - right)) < 1 and min(abs(y - bottom), abs(y - top)) < 1 for x, y in part
    )


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


def _annotations(page: pypdfium2.PdfPage, order: int) -> Iterator[_Area]:
    """Dark boxes that are laid over the page when it is shown: squares, and marks of redactions that nobody carried out."""
    for at in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, at)
        if not note:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        if kind == pdfium.FPDF_ANNOT_REDACT or (
            kind in (pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_HIGHLIGHT)
            and _is_dark(_colour_of_note(note, kind))
        ):
            rect = pdfium.FS_RECTF()
            if pdfium.FPDFAnnot_GetRect(note, rect):
                box = rect.left, rect.bottom, rect.right, rect.top
                yield _Area(box=box, order=order + 1 + at, is_dark=True)
        pdfium.FPDFPage_CloseAnnot(note)


def _colour_of_note(note: object, kind: int) -> tuple[int, int, int, int] | None:
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


def _colour(thing: object) -> tuple[int, int, int, int] | None:
    """The colour that a thing is filled with, and how opaque it is; nothing for a pattern."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(thing, *parts):
        return None
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


def _is_dark(colour: tuple[int, int, int, int] | None) -> bool:
    return colour is not None and max(colour[:3]) <= _DARK and colour[3] >= _OPAQUE


def _bounds(thing: object) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _matrix(thing: object) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, found):
        return _SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """First the inner matrix, then the outer one."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _moved(box: Box, matrix: Matrix) -> Box:
    left, bottom, right, top = box
    corners = [(left, bottom), (left, top), (right, bottom), (right, top)]
    return _around([_point(matrix, x, y) for x, y in corners])


def _around(points: list[tuple[float, float]]) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def _address(thing: object) -> int:
    return ctypes.cast(thing, ctypes.c_void_p).value or 0  # type: ignore[arg-type]  # a pointer of the raw bindings
