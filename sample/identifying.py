"""What bodies of this world publish that could point to one child: minutes with an address, a notice for one child, a bad redaction.

Files as they would be found or sent in, the same bytes every time. All of it is made up.
"""

import io
from datetime import datetime

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from sample import packs, papers
from sample.world import World

# What no surface may show: the street of a home, what a notice says of one child, what stands under a black box.
ADDRESS, CANARY = "Alder Close", "ZEBRA-CHILD-7731"
TOWN, PRICE = "Ambleford", "11,400"

_PLANNING = 8164
_NOTICE = """# Contract award notice: emergency placement for one child
Buyer: Northshire County Council
Published: 2 February 2027

1. Emergency placement for one child aged 12 in Ambleford, with a learning disability and challenging behaviour, two staff to
one child day and night.

2. Value: £11,400 a week for up to 26 weeks. Direct award without competition, for reasons of urgency.

3. CPV: 85311300, welfare services for children and young people.
"""
_PAGES, _BLACKENED = 282, 12


def planning_minutes(world: World, at: datetime) -> bytes:
    """The minutes of Wolden's planning committee that say where a home is to be, as a PDF (E16)."""
    site = world.at(at)["wolden"]
    return papers.pdf(packs.minutes(site, site.meeting(_PLANNING)))


def contract_notice() -> bytes:
    """A notice that describes one child, her age, her needs and her town, as a PDF (E20)."""
    return papers.pdf(_NOTICE)


def foi_appendix() -> bytes:
    """An appendix of 282 pages; under the black box on page 12 a name can still be copied (E35)."""
    body = io.BytesIO()
    canvas = Canvas(body, pagesize=A4, invariant=1)
    canvas.setTitle("Appendix to the answer to a request for information")
    for page in range(1, _PAGES + 1):
        canvas.drawString(60, 780, f"Request for information: placements, spending and staff. Sheet {page}.")
        canvas.drawString(
            60, 750, f"Payments of the week {page % 52 + 1} to providers of fostering and residential care."
        )
        if page == _BLACKENED:
            canvas.drawString(60, 720, f"Payment in respect of {CANARY} and her carer.")
            canvas.rect(178, 714, 124, 18, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return body.getvalue()
