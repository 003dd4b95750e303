"""A server of this machine that speaks Maileva's mail interface (2.6) as its published description has it, checks what
it is asked, and misbehaves when it is told to. It keeps the only truth of these tests: which letters were submitted.
"""

import base64
import json
import re
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pikepdf

CLIENT, SECRET, USER, PASSWORD = "application", "s3cret-of-tests", "cabinet", "pass-of-tests"
SENDING_FIELDS = {
    "name", "custom_id", "custom_data", "color_printing", "duplex_printing", "optional_address_sheet",
    "notification_email", "print_sender_address", "sender_country_code", "archiving_duration", "return_envelope",
    "envelope_windows_type", "postage_type", "treat_undelivered_mail", "notification_treat_undelivered_mail",
    "with_health_data", *(f"sender_address_line_{n}" for n in range(1, 7)),
}  # fmt: skip
RECIPIENT_FIELDS = {"custom_id", "custom_data", "country_code", *(f"address_line_{n}" for n in range(1, 7))}


@dataclass(slots=True)
class Sending:
    """As the server keeps it."""

    head: dict[str, Any]
    documents: list[bytes] = field(default_factory=list)
    recipients: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_draft(self) -> bool:
        return bool(self.head["status"] == "DRAFT")


@dataclass(slots=True)
class House:
    """What the server holds. `faults` is asked before each request with its step (`token`, `create`, `document`,
    `recipient`, `submit`, `look`, `list`, `discard`) and says what goes wrong: None, a status, `before` or `after` (the
    line is cut before or after it was done), `slow`, or a status with a header's value.
    """

    sendings: dict[str, Sending] = field(default_factory=dict)
    faults: Callable[[str], Any] = lambda _step: None
    steps: Counter[str] = field(default_factory=Counter)
    complaints: list[str] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    modes: list[str] = field(default_factory=list)
    submissions: Counter[str] = field(default_factory=Counter)
    slowness: float = 1.5
    token_lasts: int | None = None
    served: int = 0
    lock: threading.RLock = field(default_factory=threading.RLock)

    def submitted(self) -> list[Sending]:
        return [sending for sending in self.sendings.values() if not sending.is_draft]

    def drafts(self) -> list[Sending]:
        return [sending for sending in self.sendings.values() if sending.is_draft]

    def of(self, custom_id: str) -> tuple[str, Sending]:
        [found] = [(pk, one) for pk, one in self.sendings.items() if one.head["custom_id"] == custom_id]
        return found

    def produce(self, sending: Sending, on: str = "2026-03-05T09:00:00.000Z", **recipient: Any) -> None:
        """It was printed and put into its envelope."""
        pages = sum(_pages(document) for document in sending.documents) + sending.head["optional_address_sheet"]
        sending.head |= {"status": "PROCESSED", "processed_date": on}
        sending.recipients[0] |= {"status": "PROCESSED", "pages_count": pages, **recipient}


def _pages(document: bytes) -> int:
    with pikepdf.open(BytesIO(document)) as pdf:
        return len(pdf.pages)


class _Problem(Exception):
    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # One packet for an answer, or each waits for the client's word on its head.
    wbufsize = 65536

    @property
    def house(self) -> House:
        return self.server.house  # type: ignore[attr-defined, no-any-return]

    def log_message(self, *_arguments: object) -> None:
        """Silent."""

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if len(body) < length:
            # Who asked was killed in the middle of it.
            self.close_connection = True
            return
        parts = urlsplit(self.path)
        step = self._step(parts.path)
        with self.house.lock:
            self.house.steps[step] += 1
            fault = self.house.faults(step)
        if fault == "before":
            self.close_connection = True
            return
        if fault == "slow":
            time.sleep(self.house.slowness)
        if isinstance(fault, int | tuple):
            status, header = (fault, "") if isinstance(fault, int) else fault
            self._answer(status, {"code": "TOLD_TO", "message": "Luc Canari"}, {"Retry-After": header})
            return
        try:
            with self.house.lock:
                status, answer = self._do(step, parts.path, parse_qs(parts.query), body)
        except _Problem as problem:
            # The words repeat what was sent, as some servers' do: none of it may get into a log.
            said = {"code": problem.code, "message": f"Luc Canari : {problem.code}"}
            status, answer = problem.status, {"errors": [said]} if problem.status == 400 else said
        if fault == "after":
            self.close_connection = True
            return
        self._answer(status, answer, {})

    def _answer(self, status: int, answer: Mapping[str, Any] | None, headers: Mapping[str, str]) -> None:
        data = b"" if answer is None else json.dumps(answer).encode()
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            for name, value in headers.items():
                if value:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
            self.wfile.flush()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _step(self, path: str) -> str:
        patterns = {
            ("POST", r"/token"): "token",
            ("POST", r"/mail/v2/sendings"): "create",
            ("GET", r"/mail/v2/sendings"): "list",
            ("GET", r"/mail/v2/sendings/[^/]+"): "look",
            ("DELETE", r"/mail/v2/sendings/[^/]+"): "discard",
            ("POST", r"/mail/v2/sendings/[^/]+/documents"): "document",
            ("POST", r"/mail/v2/sendings/[^/]+/recipients"): "recipient",
            ("GET", r"/mail/v2/sendings/[^/]+/recipients"): "recipients",
            ("POST", r"/mail/v2/sendings/[^/]+/submit"): "submit",
        }
        return next((step for (method, form), step in patterns.items()
                     if method == self.command and re.fullmatch(form, path)), "unknown")  # fmt: skip

    def _do(self, step: str, path: str, query: Mapping[str, list[str]], body: bytes) -> tuple[int, Any]:
        if step == "token":
            return 200, self._token(body)
        self._check_token()
        if step in {"create", "list"}:
            return self._create(body) if step == "create" else (200, self._list(query))
        pk = path.split("/")[4]
        sending = self.house.sendings.get(pk)
        if step == "unknown" or sending is None:
            raise _Problem(404, "SENDING_NOT_FOUND")
        if step == "look":
            return 200, self._head(pk, sending)
        if step == "recipients":
            return 200, {"recipients": sending.recipients, "paging": {"total_results": len(sending.recipients)}}
        if not sending.is_draft:
            raise _Problem(400, "SENDING_STATUS_IS_NOT_DRAFT")
        if step == "discard":
            del self.house.sendings[pk]
            return 204, None
        if step == "document":
            return 201, self._document(sending, body)
        if step == "recipient":
            return 201, self._recipient(sending, body)
        return self._submit(pk, sending)

    def _token(self, body: bytes) -> dict[str, Any]:
        form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        self._check("application/x-www-form-urlencoded" in self.headers["Content-Type"], "token: not a form")
        login = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        as_user = form.get("grant_type") == "password" and (form.get("username"), form.get("password"))
        is_known = as_user == (USER, PASSWORD) or form.get("grant_type") == "client_credentials"
        if self.headers.get("Authorization") != f"Basic {login}" or not is_known:
            raise _Problem(401, "CLIENT_ERROR")
        token = f"jeton-{uuid4().hex}"
        self.house.tokens.add(token)
        self.house.modes.append(form["grant_type"])
        self.house.served = 0
        return {"access_token": token, "expires_in": 300}

    def _check_token(self) -> None:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        self.house.served += 1
        if self.house.token_lasts is not None and self.house.served > self.house.token_lasts:
            self.house.tokens.discard(token)
        if token not in self.house.tokens:
            raise _Problem(401, "UNAUTHORIZED")

    def _create(self, body: bytes) -> tuple[int, Any]:
        self._check(self.headers["Content-Type"] == "application/json", "create: not JSON")
        wanted = json.loads(body)
        self._check(set(wanted) <= SENDING_FIELDS, "create: a field nobody published")
        self._check(0 < len(wanted["name"]) <= 256 and len(wanted["custom_id"]) <= 38, "create: a name too long")
        self._check(wanted["archiving_duration"] in {0, 1, 3, 6, 10}, "create: archiving")
        self._check(wanted["postage_type"] in {"FAST", "ECONOMIC", "URGENT"}, "create: postage")
        self._check(wanted["envelope_windows_type"] in {"SIMPLE", "DOUBLE"}, "create: windows")
        pk = str(uuid4())
        self.house.sendings[pk] = Sending({**wanted, "status": "DRAFT"})
        return 201, self._head(pk, self.house.sendings[pk])

    def _document(self, sending: Sending, body: bytes) -> dict[str, Any]:
        kind = self.headers["Content-Type"]
        self._check(kind.startswith("multipart/form-data; boundary="), "document: not multipart")
        parsed = message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body)
        parts = {str(part.get_param("name", header="Content-Disposition")): part for part in parsed.get_payload()}
        self._check(set(parts) == {"document", "metadata"}, "document: not its two parts")
        metadata = json.loads(parts["metadata"].get_payload(decode=True))
        self._check(metadata["priority"] == 1 and metadata["name"].endswith(".pdf"), "document: metadata")
        data = parts["document"].get_payload(decode=True)
        self._check(parts["document"].get_content_type() == "application/pdf", "document: not a PDF")
        if sending.documents:
            raise _Problem(400, "DUPLICATE_PRIORITY")
        if _pages(data) < 1:
            raise _Problem(400, "EMPTY_DOCUMENT")
        sending.documents.append(data)
        return {
            "id": str(uuid4()),
            "priority": 1,
            "name": metadata["name"],
            "type": "application/pdf",
            "size": len(data),
        }

    def _recipient(self, sending: Sending, body: bytes) -> dict[str, Any]:
        self._check(self.headers["Content-Type"] == "application/json", "recipient: not JSON")
        wanted = json.loads(body)
        self._check(set(wanted) <= RECIPIENT_FIELDS, "recipient: a field nobody published")
        self._check(len(wanted["custom_id"]) <= 32, "recipient: custom_id")
        for number in range(1, 7):
            if len(wanted.get(f"address_line_{number}", "")) > 38:
                raise _Problem(400, f"ADDRESS_LINE_{number}_TOO_LONG")
        if not (wanted.get("address_line_1") or wanted.get("address_line_2")):
            raise _Problem(400, "EMPTY_ADDRESS_LINE_1_OR_ADDRESS_LINE_2")
        if not re.fullmatch(r"[A-Z]{2}", wanted["country_code"]):
            raise _Problem(400, "INVALID_COUNTRY_CODE")
        if wanted["country_code"] == "FR" and not re.match(r"\d{5} .+", wanted["address_line_6"]):
            raise _Problem(400, "ADDRESS_LINE_6_WRONG_FORMAT")
        if "REFUSE" in wanted.get("address_line_4", ""):
            raise _Problem(400, "ADDRESS_LINE_4_TOO_LONG")
        sending.recipients.append({**wanted, "id": str(uuid4()), "status": "DRAFT"})
        return sending.recipients[-1]

    def _submit(self, pk: str, sending: Sending) -> tuple[int, Any]:
        self._check(len(sending.documents) == len(sending.recipients) == 1, "submit: not one letter for one person")
        sending.head["status"] = "PENDING"
        for recipient in sending.recipients:
            recipient["status"] = "PENDING"
        self.house.submissions[sending.head["custom_id"]] += 1
        return 200, None

    def _list(self, query: Mapping[str, list[str]]) -> dict[str, Any]:
        start, count = int(query["start_index"][0]), int(query["count"][0])
        self._check(start >= 1 and 1 <= count <= 500, "list: out of range")
        rows = [self._head(pk, sending) for pk, sending in list(self.house.sendings.items())[start - 1 :][:count]]
        return {"sendings": rows, "paging": {"total_results": len(self.house.sendings)}}

    def _head(self, pk: str, sending: Sending) -> dict[str, Any]:
        counts = {"total": len(sending.recipients)}
        return {"id": pk, "documents_count": len(sending.documents), "recipients_counts": counts, **sending.head}

    def _check(self, is_so: bool, complaint: str) -> None:
        if not is_so:
            self.house.complaints.append(complaint)
            raise _Problem(400, "AS_NOT_PUBLISHED")


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_arguments: object) -> None:
        """A client that hangs up is its own affair."""


@contextmanager
def mail_house(house: House | None = None, tls: ssl.SSLContext | None = None) -> Iterator[tuple[House, str]]:
    """Serve on a free port of this machine; gives the house and the address of its front."""
    house = house or House()
    server = _Server(("127.0.0.1", 0), _Handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    server.house = house  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield house, f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def options(front: str, **more: Any) -> dict[str, Any]:
    """The settings' HYBRID_MAIL for this server."""
    return {
        "name": "maileva",
        "url": f"{front}/mail/v2",
        "token_url": f"{front}/token",
        "client_id": CLIENT,
        "client_secret": SECRET,
        "username": USER,
        "password": PASSWORD,
        "undelivered_to": "retours@example.org",
        "timeout": 5.0,
        **more,
    }
