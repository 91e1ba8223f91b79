"""A look-alike of GOV.UK: the search and content APIs, the finders' feeds, and the host of attachments.

Shapes follow the published code and schemas of the real applications (search-api, content-store, finder-frontend).
"""

from collections.abc import Mapping

from sample import faults
from sample.exchange import Question, Reply
from sample.official.govuk import content, feeds, search
from sample.official.record import Record
from sample.official.rendering import HTML


def answer(record: Record, question: Question, addresses: Mapping[str, str]) -> Reply:
    """The reply of www.gov.uk to a question; what it does not know is not found, with 404."""
    if question.path == "/api/search.json":
        return search.answer(record, question)
    if question.path.startswith("/api/content/"):
        return content.answer(record, question.path.removeprefix("/api/content"), addresses)
    if question.path.startswith("/search/") and question.path.endswith(".atom"):
        return feeds.answer(record, question)
    return faults.not_found(Reply(body=b"", media_type=HTML))


def asset(record: Record, question: Question, _addresses: Mapping[str, str]) -> Reply:
    """The attachment at that address of assets.publishing.service.gov.uk, with validators."""
    for page in record.pages:
        for attachment in page.attachments:
            if attachment.path == question.path:
                return Reply(
                    body=content.file(attachment),
                    media_type=content.media_type(attachment),
                    modified=attachment.changed,
                )
    return faults.not_found(Reply(body=b"", media_type=HTML))
