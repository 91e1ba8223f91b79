"""Serve a small made-up site on loopback: it answers paths, and is told its address."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Protocol, TypeVar


class Answering(Protocol):
    """A site: what it gives out at a path (status, media type, body), and where it is served, in `url`."""

    url: str

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """What is given out."""


_Site = TypeVar("_Site", bound=Answering)


@contextmanager
def serving(site: _Site) -> Iterator[_Site]:
    """Serve a site; its address is in `url` meanwhile."""

    class Handler(BaseHTTPRequestHandler):
        """Answers as the site does."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, media_type, body = site.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing: the site keeps its own log."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
