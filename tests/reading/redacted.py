"""PDFs of one page that hide a name, badly or well. The words and people are made up."""

from tests.reading import files

SECRET = "ZEBRA-CHILD-7731"
_SEEN = b"BT /F1 11 Tf 60 760 Td (The panel heard of the case on 3 May and closed it in June.) Tj ET\n"
_NAME = b"BT /F1 11 Tf 60 700 Td (The child is ZEBRA-CHILD-7731 of this town.) Tj ET\n"
# Over "ZEBRA-CHILD-7731", which begins about 62 points into its line.
_BOX = b"%s rg 108 695 125 18 re f\n"
_ROUNDED = (
    b"114 695 m 227 695 l 230 695 233 698 233 701 c 233 707 l 233 710 230 713 227 713 c "
    b"114 713 l 111 713 108 710 108 707 c 108 701 l 108 698 111 695 114 695 c h "
)
# A picture of eight times eight grey points, laid over the same place.
_PICTURE = b"<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8 %s/Length 64 >>\nstream\n%s\nendstream"
_LAID = b"q 125 0 0 18 108 695 cm /I0 Do Q\n"
_BLACK, _YELLOW = b"0 0 0", b"1 1 0.4"


def boxed() -> bytes:
    """A black box drawn over a name."""
    return files.raw_pdf(_SEEN + _NAME + _BOX % _BLACK)


def labelled() -> bytes:
    """A black box over a name, with a label in white on it."""
    label = b"1 1 1 rg BT /F1 8 Tf 130 700 Td (REDACTED) Tj ET\n"
    return files.raw_pdf(_SEEN + _NAME + _BOX % _BLACK + label)


def black_on_black() -> bytes:
    """A name in black on a black box that was drawn first."""
    return files.raw_pdf(_SEEN + _BOX % _BLACK + _NAME)


def in_white() -> bytes:
    """A line in the colour of the paper."""
    return files.raw_pdf(_SEEN + b"1 1 1 rg " + _NAME)


def invisible() -> bytes:
    """A line drawn in no way at all, where there is no picture of it."""
    return files.raw_pdf(_SEEN + _NAME.replace(b"Td", b"Td 3 Tr"))


def marked_only() -> bytes:
    """A mark for redaction that nobody carried out."""
    note = b"/Annots [<< /Type /Annot /Subtype /Redact /Rect [108 695 233 713] >>]"
    return files.raw_pdf(_SEEN + _NAME).replace(b"/Type /Page ", b"/Type /Page " + note + b" ")


def rounded() -> bytes:
    """A black box with rounded corners drawn over a name."""
    return files.raw_pdf(_SEEN + _NAME + b"0 0 0 rg " + _ROUNDED + b"f\n")


def slanted() -> bytes:
    """A black box drawn by hand over a name, its corners a little off."""
    return files.raw_pdf(_SEEN + _NAME + b"0 0 0 rg 106 694 m 234 696 l 235 713 l 107 711 l h f\n")


def struck_out() -> bytes:
    """A thick black line drawn over a name."""
    return files.raw_pdf(_SEEN + _NAME + b"0 0 0 RG 14 w 108 704 m 233 704 l S\n")


def scribbled() -> bytes:
    """A thick marker drawn to and fro over a name."""
    return files.raw_pdf(_SEEN + _NAME + b"0 0 0 RG 8 w 108 707 m 233 706 l 108 702 l 233 701 l S\n")


def pictured() -> bytes:
    """A picture of nothing but black laid over a name."""
    return _with_picture(_SEEN + _NAME + _LAID, b"\x08" * 64)


def pictured_in_a_form() -> bytes:
    """The same, laid over the page as a stamp, which is a drawing of its own."""
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /I0 5 0 R >> >> /Length %d >>\nstream\n%s\nendstream"
    return files.raw_pdf(
        _SEEN + _NAME + b"/X0 Do\n",
        objects=[_PICTURE % (b"", b"\x08" * 64), form % (len(_LAID), _LAID)],
        resources=b"/XObject << /X0 6 0 R >>",
    )


def cut_out() -> bytes:
    """A black box where the name was: the words themselves are gone."""
    without = b"BT /F1 11 Tf 60 700 Td (The child is ) Tj ET\n"
    return files.raw_pdf(_SEEN + without + _BOX % _BLACK)


def highlighted() -> bytes:
    """A name on yellow."""
    return files.raw_pdf(_SEEN + _BOX % _YELLOW + b"0 0 0 rg " + _NAME)


def heading_on_black() -> bytes:
    """A heading in white on a black bar."""
    bar = b"0 0 0 rg 50 690 400 26 re f\n1 1 1 rg "
    return files.raw_pdf(_SEEN + bar + b"BT /F1 14 Tf 60 698 Td (Children in our care) Tj ET\n")


def ruled() -> bytes:
    """A table with thin black rules, one through the foot of its words."""
    rule = b"0 0 0 rg 50 699 400 1 re f 50 715 400 1 re f\n"
    return files.raw_pdf(_SEEN + _NAME + rule)


def framed() -> bytes:
    """A black frame round a line, drawn as one path with a hole."""
    return files.raw_pdf(_SEEN + _NAME + b"0 0 0 rg 50 690 400 26 re 52 692 396 22 re f*\n")


def outlined() -> bytes:
    """A name in a thick black frame with rounded corners, which is not filled."""
    return files.raw_pdf(_SEEN + _NAME + b"0 0 0 RG 5 w 100 686 142 34 re S\n")


def rounded_frame() -> bytes:
    """A frame with rounded corners, drawn as one path with a hole."""
    hole = b"105 690 m 236 690 l 236 718 l 105 718 l h "
    outer = b"110 684 m 231 684 l 238 684 242 688 242 695 c 242 715 l 242 720 238 724 231 724 c 110 724 l 103 724 99 720 99 715 c 99 695 l 99 688 103 684 110 684 c h "
    return files.raw_pdf(_SEEN + _NAME + b"0 0 0 rg " + outer + hole + b"f*\n")


def ticked() -> bytes:
    """A thick black tick that slants across a line, and a triangle beside it."""
    return files.raw_pdf(
        _SEEN
        + _NAME
        + b"0 0 0 RG 5 w 108 704 m 120 690 l 160 724 l S 0 0 0 rg 300 690 m 340 690 l 320 720 l f\n"
    )


def dashed() -> bytes:
    """A thick dashed line across a name: what is between the dashes is seen."""
    return files.raw_pdf(_SEEN + _NAME + b"0 0 0 RG 14 w [1 30] 0 d 108 704 m 233 704 l S\n")


def grey_picture() -> bytes:
    """A pale picture that was laid over a name, as a water mark is."""
    return _with_picture(_SEEN + _NAME + _LAID, b"\xe0" * 64)


def signed() -> bytes:
    """A black signature over a name: a black picture that is seen through but for its strokes."""
    mask = _PICTURE % (b"", b"\xff" * 8 + b"\x00" * 56)
    return files.raw_pdf(
        _SEEN + _NAME + _LAID,
        objects=[_PICTURE % (b"/SMask 6 0 R ", b"\x08" * 64), mask],
        resources=b"/XObject << /I0 5 0 R >>",
    )


def heading_on_a_picture() -> bytes:
    """A heading in white on a dark picture that was laid down first."""
    heading = b"1 1 1 rg BT /F1 11 Tf 112 700 Td (Children in our care) Tj ET\n"
    return _with_picture(_SEEN + _LAID + heading, b"\x08" * 64)


def scan_with_words() -> bytes:
    """A picture of a page with its words laid over it invisibly, as recognition makes it."""
    return _with_picture(b"q 595 0 0 842 0 0 cm /I0 Do Q\n" + _SEEN.replace(b"Td", b"Td 3 Tr"), b"\x80" * 64)


def _with_picture(content: bytes, points: bytes) -> bytes:
    return files.raw_pdf(content, objects=[_PICTURE % (b"", points)], resources=b"/XObject << /I0 5 0 R >>")


HIDING_BY_A_BOX = (
    boxed,
    labelled,
    marked_only,
    rounded,
    slanted,
    struck_out,
    scribbled,
    pictured,
    pictured_in_a_form,
)
BADLY = (*HIDING_BY_A_BOX, black_on_black, in_white, invisible)
SEEN = (highlighted, ruled, framed, outlined, rounded_frame, ticked, dashed, grey_picture, signed)
WELL = (cut_out, heading_on_black, heading_on_a_picture, *SEEN)
