"""A look-alike of files.ofsted.gov.uk: a report by its id, and for an id that is dead a page that says so, with 200."""

import re
from collections.abc import Mapping

from sample.exchange import Question, Reply
from sample.official import printed
from sample.official.record import Record
from sample.official.rendering import page

_FILE = re.compile(r"/v1/file/(\d{8})")  # /v1/file/50311111


def answer(record: Record, question: Question, _addresses: Mapping[str, str]) -> Reply:
    """The file of that id as a PDF, or the page that calls it gone."""
    found = _FILE.fullmatch(question.path)
    paper = record.files.get(int(found[1])) if found else None
    if paper is None:
        return page("not_found.html")
    return Reply(body=printed.pdf(paper), media_type="application/pdf")
