"""The content API of GOV.UK: a page by its path, as JSON. Shape: alphagov/content-store and the schemas of publishing-api."""

from collections.abc import Mapping

from sample.exchange import Reply
from sample.official import printed
from sample.official.record import Attachment, Page, Record
from sample.official.rendering import as_json, govspeak, iso

# Nobody need ask more often than every five minutes.
_FRESH = (("Cache-Control", "max-age=300, public"),)
_MEDIA_TYPES = {"pdf": "application/pdf", "csv": "text/csv"}
_ORGANISATIONS = {
    "department-for-education": "Department for Education",
    "ofsted": "Ofsted",
}

Shown = dict[str, object]


def answer(record: Record, path: str, addresses: Mapping[str, str]) -> Reply:
    """The page at that path; 404 where there is none."""
    try:
        page = record.page(path)
    except KeyError:
        return as_json({"errors": [{"status": 404, "title": "not found"}]}, status=404)
    return as_json(_shown(record, page, addresses), headers=_FRESH)


def file(attachment: Attachment) -> bytes:
    """The bytes of an attachment."""
    return printed.pdf(attachment.paper) if attachment.paper else attachment.table


def media_type(attachment: Attachment) -> str:
    """What kind of file an attachment is, by the end of its name."""
    return _MEDIA_TYPES[attachment.name.rpartition(".")[2]]


def organisation(slug: str) -> str:
    """The name of an organisation that publishes on GOV.UK."""
    return _ORGANISATIONS[slug]


def _shown(record: Record, page: Page, addresses: Mapping[str, str]) -> Shown:
    return {
        "base_path": page.path,
        "content_id": page.content_id,
        "description": page.description,
        "details": _details(record, page, addresses),
        "document_type": page.document_type,
        "first_published_at": iso(page.first_published),
        "links": _links(record, page, addresses),
        "locale": "en",
        "phase": "live",
        "public_updated_at": iso(page.updated),
        "publishing_app": "whitehall",
        "rendering_app": "frontend",
        "schema_name": page.schema,
        "title": page.title,
        "updated_at": iso(page.updated),
        "withdrawn_notice": {},
    }


def _details(record: Record, page: Page, addresses: Mapping[str, str]) -> Shown:
    said: Shown = {
        "body": govspeak(page.body),
        "change_history": [{"note": note.words, "public_timestamp": iso(note.at)} for note in page.notes],
        "first_public_at": iso(page.first_published),
        "political": False,
    }
    if page.groups:
        said["collection_groups"] = [
            {
                "title": group.title,
                "documents": [record.page(path).content_id for path in group.documents],
            }
            for group in page.groups
        ]
    if page.attachments:
        said["attachments"] = [_attachment(each, addresses) for each in page.attachments]
        said["featured_attachments"] = [each.name for each in page.attachments]
    return said


def _attachment(attachment: Attachment, addresses: Mapping[str, str]) -> Shown:
    return {
        "accessible": False,
        "attachment_type": "file",
        "content_type": media_type(attachment),
        "file_size": len(file(attachment)),
        "filename": attachment.name,
        "id": attachment.name,
        "title": attachment.title,
        "url": f"{addresses['assets']}{attachment.path}",
    }


def _links(record: Record, page: Page, addresses: Mapping[str, str]) -> Shown:
    links: Shown = {
        "organisations": [
            {
                "base_path": f"/government/organisations/{page.organisation}",
                "document_type": "organisation",
                "locale": "en",
                "title": organisation(page.organisation),
            }
        ]
    }
    if page.groups:
        named = [record.page(path) for group in page.groups for path in group.documents]
        links["documents"] = [_named(each, addresses) for each in named]
    holding = [each for each in record.pages if any(page.path in group.documents for group in each.groups)]
    if holding:
        links["document_collections"] = [_named(each, addresses) for each in holding]
    return links


def _named(page: Page, addresses: Mapping[str, str]) -> Shown:
    """A page as others link to it."""
    return {
        "api_path": f"/api/content{page.path}",
        "api_url": f"{addresses['govuk']}/api/content{page.path}",
        "base_path": page.path,
        "content_id": page.content_id,
        "description": page.description,
        "document_type": page.document_type,
        "locale": "en",
        "public_updated_at": iso(page.updated),
        "schema_name": page.schema,
        "title": page.title,
        "web_url": f"{addresses['govuk']}{page.path}",
        "withdrawn": False,
    }
