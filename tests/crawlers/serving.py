"""Serve a small made-up site on loopback: it answers paths, and is told its address."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Protocol, TypeVar


class Answering(Protocol):
    """A site: what it gives out at a path (status, media type, body), and where it is served, in `url`."""

    url: str

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """What is given out."""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What a site gives out that minds headers; its own go with it."""

    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


_Site = TypeVar("_Site", bound=Answering)


@contextmanager
def serving(site: _Site) -> Iterator[_Site]:
    """Serve a site; its address is in `url` meanwhile."""

    def reply(path: str, _: Mapping[str, str]) -> Reply:
        status, media_type, body = site.answer(path)
        return Reply(status=status, media_type=media_type, body=body)

    with replying(reply) as url:
        site.url = url
        yield site


@contextmanager
def replying(reply: Callable[[str, Mapping[str, str]], Reply]) -> Iterator[str]:
    """Serve what is replied to a path and the headers of a request (in small letters); gives the address."""

    class Handler(BaseHTTPRequestHandler):
        """Answers as the site does."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found = reply(self.path, {name.lower(): value for name, value in self.headers.items()})
            self.send_response(found.status)
            for name, value in found.headers.items():
                self.send_header(name, value)
            if found.status != 304:
                self.send_header("Content-Type", found.media_type)
                self.send_header("Content-Length", str(len(found.body)))
            self.end_headers()
            self.wfile.write(found.body)

        def log_message(self, *_: object) -> None:
            """Say nothing: the site keeps its own log."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
