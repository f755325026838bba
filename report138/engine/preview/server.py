"""Pages over HTTP, to browsers of this machine that know the token."""

import json
import os
import secrets
import socketserver
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

from report138.engine.errors import UsageError
from report138.engine.preview.page import FONT, dress, make_index, make_page
from report138.engine.preview.site import INDEX, Site
from report138.engine.typeset.fonts import get_font_paths

HOST = "127.0.0.1"
BEAT_SECONDS = 10.0  # after which it is found out whether a browser is still there
NOTHING = "default-src 'none'"  # the policy of what is no page
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",  # the token is nobody else's
    "X-Content-Type-Options": "nosniff",
}


class Server(ThreadingHTTPServer):
    """The server of one preview."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"  # elsewhere it would take a port that is in use

    def __init__(self, site: Site, port: int | None) -> None:
        """Listen on a port, or on one that is free; raise UsageError where it cannot be had."""
        self.site, self.token = site, secrets.token_urlsafe(24)
        try:
            super().__init__((HOST, port or 0), Handler)
        except OSError as error:
            raise UsageError(
                f"--port {port}: {error.strerror or error}; name another one, or leave it out"
            ) from error
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def server_bind(self) -> None:
        """Bind without looking up the name of this machine, which may take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, *_: Any) -> None:
        """Say nothing of browsers that have left."""

    @property
    def url(self) -> str:
        """The address of the list of the documents, or of the only one."""
        return f"http://{HOST}:{self.server_port}/{self.token}/"


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server
    server_version, sys_version = "report138", ""

    def do_GET(self) -> None:
        """Send a page, or the events of one, to whoever asked here and knows the token."""
        port, site = self.server.server_port, self.server.site
        # another name may have been made to lead here by a page from elsewhere
        if self.headers.get("Host") not in (f"{HOST}:{port}", f"localhost:{port}"):
            return self.refuse(403, "this server is asked as 127.0.0.1 only")
        token, _, path = unquote(self.path.partition("?")[0]).lstrip("/").partition("/")
        if not secrets.compare_digest(token.encode(), self.server.token.encode()):
            return self.refuse(403, "the address lacks the token that render.py preview printed")
        if path == FONT:
            return self.send(200, "font/otf", get_font_paths()[0].read_bytes())
        if path.startswith("events/"):
            stem = path.removeprefix("events/")
            if stem == INDEX or stem in site.documents:
                return self.send_events(stem)
        elif path == INDEX and len(site.documents) != 1:
            return self.send_page(site.describe(INDEX), make_index(site), INDEX, site.language)
        else:
            stem = path.removesuffix(".html") or next(iter(site.documents))
            state = site.describe(stem)  # before the page, which may be newer then, never older
            if shown := site.ask_for(stem):
                return self.send_page(state, make_page(stem, shown), stem, shown.language)
        return self.refuse(404, "no document of this preview: it makes pages, of one report")

    def send_page(self, state: dict[str, Any], page: str, stem: str, language: str) -> None:
        """Send a page with the script that reloads it."""
        text, policy = dress(page, stem, state, language, secrets.token_urlsafe(16))
        self.send(200, "text/html; charset=utf-8", text.encode(), policy)

    def refuse(self, status: int, reason: str) -> None:
        """Send what is wrong."""
        self.send(status, "text/plain; charset=utf-8", f"{reason}\n".encode())

    def send(self, status: int, kind: str, content: bytes, policy: str = NOTHING) -> None:
        """Send a whole answer."""
        self.begin(status, kind, policy)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def begin(self, status: int, kind: str, policy: str = NOTHING) -> None:
        """Send the head of an answer."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", policy)
        for name, value in HEADERS.items():
            self.send_header(name, value)

    def send_events(self, stem: str) -> None:
        """Send each state of a document until the browser leaves."""
        self.begin(200, "text/event-stream; charset=utf-8")
        self.end_headers()
        state: dict[str, Any] | None = None
        with self.server.site.look_at(stem):
            while True:
                news = self.server.site.wait(stem, state, BEAT_SECONDS)
                text = ":\n\n" if news == state else f"data: {json.dumps(news)}\n\n"
                self.wfile.write(text.encode())
                state = news

    def log_message(self, *_: Any) -> None:
        """Keep addresses, which have the token, out of the terminal."""
