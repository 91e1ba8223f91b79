"""XML comes out as words, and what it quotes of HTML as that HTML reads."""

import pytest

from reading import xml
from reading.unreadable import Unreadable


def test_escaped_html_reads_as_html() -> None:
    """Minutes that a web service hands out escaped, and escaped twice, read as minutes."""
    body = b"<item><title>Plan</title><body>&lt;p&gt;The council&amp;#39;s plan&lt;/p&gt;&lt;p&gt;Agreed&lt;/p&gt;</body></item>"

    assert xml.read(body) == "Plan\nThe council's plan\n\nAgreed"


def test_damaged_xml_is_told() -> None:
    """A cut-off answer is an error with its reason."""
    with pytest.raises(Unreadable, match="damaged XML"):
        xml.read(b"<meetings><meeting>")


def test_entities_are_not_followed() -> None:
    """No file is read and nothing is multiplied on the say-so of a document."""
    body = b'<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/hostname"><!ENTITY b "ha">]><a>one &f; &b; two</a>'

    assert xml.read(body) == "one\n&f;\n&b;\ntwo"
