"""XML to text: the answers of web services and feeds in, their words out, an element a line; never an entity followed.

What a service hands out as escaped HTML (minutes, decisions, summaries) comes out as that HTML reads.
"""

from lxml import etree

from reading.clean import VERSION, clean
from reading.html import to_text
from reading.unreadable import Unreadable

READER = f"xml@1/clean@{VERSION}"


def read(body: bytes) -> str:
    """The words of an XML document, in document order.

    Raises:
        Unreadable: it is not well formed.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as exc:
        raise Unreadable(f"it is damaged XML ({exc.msg}); fetch it again") from exc
    said = (text.strip() for text in root.itertext() if not text.isspace())
    return clean("\n".join(to_text(text) if "<" in text or "&" in text else text for text in said))
