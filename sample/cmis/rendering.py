"""How a CMIS page is made: a template and what it shows go in, a reply comes out."""

import base64
import hashlib

from jinja2 import Environment, PackageLoader, StrictUndefined

from sample.exchange import Question, Reply
from sample.site import Site

HTML = "text/html; charset=utf-8"


def page(template: str, site: Site, question: Question, state: str = "", **shown: object) -> Reply:
    """The page in the council's own skin; its form carries the state along."""
    body = _TEMPLATES.get_template(template).render(
        site=site, path=f"{site.folder}{question.path}", state=sealed(site, state), **shown
    )
    return Reply(body=body.encode(), media_type=HTML)


def sealed(site: Site, state: str) -> str:
    """What a form brings along of the page that it stood on (__VIEWSTATE), sealed so that no other page's is taken."""
    seal = hashlib.sha256(f"{site.slug} {state}".encode()).digest()
    return base64.b64encode(seal + state.encode()).decode()


def opened(site: Site, sent: str) -> str:
    """The state that a form brought back.

    Raises:
        ValueError: it is none of this site's.
    """
    state = base64.b64decode(sent, validate=True)[hashlib.sha256().digest_size :].decode()
    if sealed(site, state) != sent:
        raise ValueError("validation of viewstate MAC failed")
    return state


_TEMPLATES = Environment(
    loader=PackageLoader("sample.cmis"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
