"""The files of a ModernGov site: single papers (`s` and id) and what it prints of a whole meeting (`g` and id)."""

from urllib.parse import quote

from sample import packs, papers
from sample.exchange import Question, Reply
from sample.site import Attachment, Meeting, Site

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def document(site: Site, kind: str, ref: int, question: Question) -> Reply:
    """The file at `documents/s<paper>/...` or `documents/g<meeting>/...?T=n`; the name in the address is not read.

    Raises:
        KeyError: there is no such paper, it is not public, or T is missing.
    """
    if kind == "g":
        return printed(site, site.meeting(ref), question.query["t"])
    return _paper(site, ref)


def converted(site: Site, question: Question) -> Reply:
    """The file at `mgConvert2PDF.aspx?ID=`: a paper, or with `T` what is printed of a meeting; always a PDF.

    Raises:
        KeyError: there is no such paper, or it is not public.
    """
    ref = int(question.query["id"])
    if "t" in question.query:
        return printed(site, site.meeting(ref), question.query["t"])
    paper = _public(site, ref)
    return Reply(body=papers.pdf(paper.paper), media_type=PDF, modified=paper.changed)


def address(paper: Attachment) -> str:
    """Where a paper lies, from the root of the site; only the id in it counts."""
    name = "".join(sign for sign in paper.title if sign.isalnum() or sign in " -.")
    return f"documents/s{paper.id}/{quote(name)}.{paper.form}"


def content(paper: Attachment) -> bytes:
    """The bytes of a public paper."""
    return papers.word(paper.paper) if paper.form == "docx" else papers.pdf(paper.paper)


def _paper(site: Site, ref: int) -> Reply:
    paper = _public(site, ref)
    return Reply(
        body=content(paper), media_type=WORD if paper.form == "docx" else PDF, modified=paper.changed
    )


def _public(site: Site, ref: int) -> Attachment:
    _, _, paper = site.places_of(ref)[0]
    if paper.restricted or not paper.paper:
        raise KeyError(ref)
    return paper


def printed(site: Site, meeting: Meeting, kind: str) -> Reply:
    """What is printed of a meeting: T=0 is the agenda frontsheet, T=10 the reports pack, T=1 the minutes.

    Raises:
        KeyError: no such kind, or not published yet.
    """
    if kind == "1":
        return _made(packs.minutes(site, meeting), meeting, meeting.minutes is not None)
    text = {"0": packs.frontsheet, "10": packs.pack}[kind](site, meeting)
    return _made(text, meeting, meeting.agenda is not None)


def _made(text: str, meeting: Meeting, public: bool) -> Reply:
    if not public:
        raise KeyError(meeting.id)
    return Reply(body=papers.pdf(text), media_type=PDF, modified=meeting.touched)
