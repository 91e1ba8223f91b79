"""PDFs of one page that hide a name, badly or well. The words and people are made up."""

from tests.reading import files

SECRET = "ZEBRA-CHILD-7731"
_SEEN = b"BT /F1 11 Tf 60 760 Td (The panel heard of the case on 3 May and closed it in June.) Tj ET\n"
_NAME = b"BT /F1 11 Tf 60 700 Td (The child is ZEBRA-CHILD-7731 of this town.) Tj ET\n"
# Over "ZEBRA-CHILD-7731", which begins about 62 points into its line.
_BOX = b"%s rg 108 695 125 18 re f\n"
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


def scan_with_words() -> bytes:
    """A picture of a page with its words laid over it invisibly, as recognition makes it."""
    picture = b"<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 64 >>\nstream\n%s\nendstream"
    layer = b"q 595 0 0 842 0 0 cm /I0 Do Q\n" + _SEEN.replace(b"Td", b"Td 3 Tr")
    return files.raw_pdf(layer, objects=[picture % (b"\x80" * 64)], resources=b"/XObject << /I0 5 0 R >>")


BADLY = (boxed, labelled, black_on_black, in_white, invisible, marked_only)
WELL = (cut_out, highlighted, heading_on_black, ruled, framed)
