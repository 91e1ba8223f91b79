"""Failed redactions: characters of a PDF's page that nobody sees and everybody can copy. A page in, their indexes out.

Three ways to hide words badly are known: something dark laid over them (a box of whatever shape, a thick line, a dark picture),
their colour that of what they stand on, and drawing them invisibly. All are found by what the page says of its own objects and
in which order it draws them. A picture of words with its text layer is none: there the invisible words are what the picture
shows. Runs in the child that opens PDFs, on pages that PDFium has loaded.
"""

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import pypdfium2
import pypdfium2.raw as pdfium

from domain.harm import Fault
from reading import painted
from reading.painted import Area
from reading.planes import SAME, Bands, Box, Matrix, ground, moved_box, times

# So much of a character's height must be covered.
_COVERS = 0.75
# Fewer hidden letters and figures on a page are marks of its maker: page numbers, empty fields, stops.
_FEWEST = 3
_DEEPEST = 4
_MOST_OBJECTS = 50_000
# A picture that takes more of the page is the page itself, or adorns it; of more pictures none is looked into.
_LARGEST_PICTURE, _MOST_PICTURES = 0.3, 60


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

    @property
    def box(self) -> Box:
        """The box around them; to ask it costs a call of PDFium's."""
        return moved_box(painted.bounds(self.piece), self.matrix)


@dataclass(kw_only=True)
class _Drawn:
    """What a page draws; words by the address of their object."""

    areas: list[Area] = field(default_factory=list)
    words: dict[int, _Words] = field(default_factory=dict)
    count: int = 0


def hidden(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> dict[int, Fault]:
    """The characters of a page (by PDFium's own index) that are hidden badly, each with how."""
    drawn = _Drawn()
    top = (pdfium.FPDFPage_GetObject(page.raw, at) for at in range(pdfium.FPDFPage_CountObjects(page.raw)))
    _walk(top, SAME, drawn, depth=0)
    drawn.areas += painted.of_notes(page, drawn.count)
    painted_over = _with_dark_pictures(page, drawn)
    has_dark = any(area.is_dark for area in painted_over)
    areas = Bands(painted_over)
    doubtful = {
        address: words
        for address, words in drawn.words.items()
        if (words.is_invisible or words.is_light or has_dark) and _is_doubtful(words, areas)
    }
    if not doubtful:
        return {}
    found = dict(_hidden(text, doubtful, areas))
    told = sum(chr(pdfium.FPDFText_GetUnicode(text.raw, index)).isalnum() for index in found)
    return found if told >= _FEWEST else {}


def _with_dark_pictures(page: pypdfium2.PdfPage, drawn: _Drawn) -> list[Area]:
    """The areas, with pictures that lie over words and are dark all over told as dark."""
    whole = page.get_width() * page.get_height()
    doubtful = [
        number
        for number, area in enumerate(drawn.areas)
        if area.picture and ground(area.box) <= _LARGEST_PICTURE * whole
    ]
    if not 0 < len(doubtful) <= _MOST_PICTURES:
        return drawn.areas
    last = max(drawn.areas[number].order for number in doubtful)
    below = Bands(words for words in drawn.words.values() if words.order < last)
    areas = list(drawn.areas)
    for number in doubtful:
        area = areas[number]
        if any(words.order < area.order for words in below.overlapping(area.box)):
            areas[number] = replace(area, is_dark=painted.is_dark_picture(page, area.picture))
    return areas


def _is_doubtful(words: _Words, areas: Bands[Area]) -> bool:
    """Whether it is worth looking at every character of a piece: most are dark words on white paper and nothing else."""
    box = words.box
    if any(area.is_dark for area in areas.overlapping(box)):
        return True
    return (words.is_invisible or words.is_light) and not any(_covering(box, areas))


def _hidden(
    text: pypdfium2.PdfTextPage, doubtful: dict[int, _Words], areas: Bands[Area]
) -> Iterator[tuple[int, Fault]]:
    for index in range(text.count_chars()):
        piece = pdfium.FPDFText_GetTextObject(text.raw, index)
        words = doubtful.get(_address(piece)) if piece else None
        if words is None:  # what is to be seen, or a space that PDFium puts between words
            continue
        fault = _fault(words, _covering(_place(text, index), areas))
        if fault:
            yield index, fault


def _fault(words: _Words, covering: list[Area]) -> Fault | None:
    """How a character is hidden that lies in these areas, if it is."""
    if words.is_invisible:
        return None if covering else Fault.INVISIBLE
    if any(area.is_dark and area.order > words.order for area in covering):
        return Fault.BOX
    under = [area for area in covering if area.order < words.order]
    if words.is_light and not under:
        return Fault.COLOUR
    return Fault.COLOUR if words.is_dark and under and under[-1].is_dark else None


def _covering(box: Box, areas: Bands[Area]) -> list[Area]:
    """The areas that lie over the middle of a box, and over most of its height."""
    middle, height = (box[0] + box[2]) / 2, box[3] - box[1]
    return [
        area
        for area in areas.beside((box[1] + box[3]) / 2)
        if area.box[0] <= middle <= area.box[2]
        and min(area.box[3], box[3]) - max(area.box[1], box[1]) >= _COVERS * height
    ]


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
            _walk(inner, times(painted.matrix_of(each), matrix), drawn, depth=depth + 1)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            drawn.areas += painted.of_path(each, matrix, drawn.count)
        else:  # a picture, a shading
            drawn.areas.append(painted.of_picture(each, matrix, drawn.count))


def _words(piece: object, matrix: Matrix, order: int) -> _Words:
    colour = painted.fill_colour(piece)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(piece)
    unseen = mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE or (colour is not None and colour[3] == 0)
    plain = mode == pdfium.FPDF_TEXTRENDERMODE_FILL
    return _Words(
        piece=piece,
        matrix=matrix,
        order=order,
        is_invisible=unseen,
        is_dark=plain and painted.is_dark(colour),
        is_light=plain and painted.is_light(colour),
    )


def _address(thing: object) -> int:
    return ctypes.cast(thing, ctypes.c_void_p).value or 0  # type: ignore[arg-type]  # a pointer of the raw bindings
