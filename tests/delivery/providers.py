"""Providers on this machine: a real HTTP server that takes what django-anymail asks of each, in the shape each
documents, and can misbehave; and what is read in such a request.
"""

import json
import threading
import time
from base64 import b64decode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.utils import parseaddr
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# Hangs up after the request was read: taken, or not, and nobody says.
TAKEN_AND_CUT, CUT = "taken and cut", "cut"
SECRET = "sesame-of-the-provider"
PATHS = {
    "amazon_ses": "/v2/email/outbound-emails",
    "brevo": "/smtp/email",
    "mailjet": "/send",
    "postal": "/api/v1/send/message",
    "postmark": "/email",
    "resend": "/emails",
    "scaleway": "/emails",
}


@dataclass(frozen=True)
class Said:
    """A message, as whoever carries it is told of it."""

    subject: str
    sender: tuple[str, str]
    to: tuple[str, str]
    reply_to: tuple[str, str]
    text: str
    html: str
    headers: Mapping[str, str]


@dataclass
class Call:
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Api:
    """One provider. `answers` are given in turn, the last one for ever: None for its usual yes, a status with a body,
    or one of the two ways to hang up. `sent` are the messages that leave it, one for each key it knows.
    """

    provider: str = "postmark"
    answers: list[Any] = field(default_factory=lambda: [None])
    calls: list[Call] = field(default_factory=list)
    sent: list[Said] = field(default_factory=list)
    keys: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    # What its message API answers, path and all, to a GET.
    archive: Any = None
    waits: float = 0
    lock: Any = field(default_factory=threading.Lock)

    def take(self, call: Call) -> Any:
        """What it does with a request, and its answer."""
        with self.lock:
            self.calls.append(call)
            answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            if answer not in (None, TAKEN_AND_CUT):
                return answer
            key = key_in(self.provider, call)
            if key not in self.keys or not key:
                self.sent.append(said_to(self.provider, call.body))
            elif self.provider == "brevo":
                return 400, {"code": "duplicate_parameter", "message": "Idempotency key was used"}
            elif self.provider == "resend" and self.keys[key] != call.body:
                return 409, {"statusCode": 409, "name": "invalid_idempotent_request", "message": "other payload"}
            self.keys[key] = call.body
            return answer or (200, yes(self.provider, call))


def key_in(provider: str, call: Call) -> str:
    if provider == "resend":
        return call.headers.get("Idempotency-Key", "")
    return str(call.json.get("headers", {}).get("idempotencyKey", "")) if provider == "brevo" else ""


def yes(provider: str, call: Call) -> Any:
    said = call.json
    if provider == "postmark":
        return {"ErrorCode": 0, "Message": "OK", "MessageID": "m-1", "To": said["To"],
                "SubmittedAt": "2026-03-04T10:00:00Z"}  # fmt: skip
    if provider == "mailjet":
        to = [{"Email": one["Email"], "MessageID": 1, "MessageUUID": "u", "MessageHref": "h"}
              for one in said["Messages"][0]["To"]]  # fmt: skip
        return {"Messages": [{"Status": "success", "To": to}]}
    if provider == "postal":
        messages = {parseaddr(one)[1]: {"id": 1, "token": "t"} for one in said["to"]}
        return {"status": "success", "time": 0.1, "flags": {}, "data": {"message_id": "x", "messages": messages}}
    if provider == "scaleway":
        return {"emails": [{"id": "e-1", "mail_rcpt": one["email"], "status": "sending"} for one in said["to"]]}
    return {"amazon_ses": {"MessageId": "0102"}, "brevo": {"messageId": "<1@brevo.example>"}}.get(
        provider, {"id": "49a3999c"}
    )


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        api: Api = self.server.api  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["Content-Length"]))
        answer = api.take(Call(self.path, dict(self.headers.items()), body))
        time.sleep(api.waits)
        self._answer(answer)

    def do_GET(self) -> None:
        api: Api = self.server.api  # type: ignore[attr-defined]
        api.asked.append(self.path)
        self._answer(api.archive(self.path) if callable(api.archive) else api.archive)

    def _answer(self, answer: Any) -> None:
        if answer in (CUT, TAKEN_AND_CUT):
            self.close_connection = True
            return
        status, said = answer
        data = said if isinstance(said, bytes) else json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        # A client out of patience is what one test is about.
        with suppress(BrokenPipeError, ConnectionResetError):
            self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing in the tests' output."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that is killed is what some tests are about."""


@contextmanager
def served(api: Api) -> Iterator[int]:
    server = _Server(("127.0.0.1", 0), _Handler)
    server.api = api  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


def anymail(provider: str, port: int) -> dict[str, Any]:
    """The settings that lead there."""
    url = f"http://127.0.0.1:{port}/"
    return {
        "REQUESTS_TIMEOUT": 0.5,
        **{
            "amazon_ses": {
                "AMAZON_SES_CLIENT_PARAMS": {
                    "aws_access_key_id": "AKIA", "aws_secret_access_key": SECRET, "region_name": "eu-west-3",
                    "endpoint_url": url, "config": {"read_timeout": 0.5, "connect_timeout": 0.5},
                }
            },
            "brevo": {"BREVO_API_KEY": SECRET, "BREVO_API_URL": url},
            "mailjet": {"MAILJET_API_KEY": "public", "MAILJET_SECRET_KEY": SECRET, "MAILJET_API_URL": url},
            "postal": {"POSTAL_API_KEY": SECRET, "POSTAL_API_URL": url},
            "postmark": {"POSTMARK_SERVER_TOKEN": SECRET, "POSTMARK_API_URL": url},
            "resend": {"RESEND_API_KEY": SECRET, "RESEND_API_URL": url},
            "scaleway": {"SCALEWAY_SECRET_KEY": SECRET, "SCALEWAY_PROJECT_ID": "project", "SCALEWAY_API_URL": url},
        }[provider],
    }  # fmt: skip


def said_to(provider: str, body: bytes) -> Said:
    """What a request says, read as the provider's own documentation has it."""
    return _READERS[provider](json.loads(body))


def said_in(message: bytes) -> Said:
    """The same of the message itself."""
    mail: Any = message_from_bytes(message, policy=policy.default)
    headers = {name: str(value) for name, value in mail.items() if name.lower() not in _OF_DJANGO}
    parts = {kind: mail.get_body((kind,)).get_content() for kind in ("plain", "html")}
    people = [parseaddr(str(mail[name])) for name in ("From", "To", "Reply-To")]
    return Said(
        # Folding a long header may begin it with a space.
        str(mail["Subject"]).strip(), *people,
        _lines(parts["plain"]), _lines(parts["html"]), headers,
    )  # fmt: skip


_OF_DJANGO = {"subject", "from", "to", "reply-to", "mime-version", "content-type", "content-transfer-encoding"}


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").rstrip("\n")


def _named(one: Mapping[str, str], name: str = "name", email: str = "email") -> tuple[str, str]:
    return one.get(name, ""), one[email]


def _ses(said: Any) -> Said:
    assert set(said) == {"Content", "Destination"}, "a configuration set, or tags, would bring tracking with it"
    read = said_in(b64decode(said["Content"]["Raw"]["Data"]))
    assert said["Destination"] == {"ToAddresses": [read.to[1]]}
    return read


def _brevo(said: Any) -> Said:
    (to,) = said["to"]
    return Said(said["subject"], _named(said["sender"]), _named(to), _named(said["replyTo"]),
                _lines(said["textContent"]), _lines(said["htmlContent"]), said["headers"])  # fmt: skip


def _mailjet(said: Any) -> Said:
    common, (message,) = said["Globals"], said["Messages"]
    (to,) = message["To"]
    assert (common["TrackOpens"], common["TrackClicks"]) == ("disabled", "disabled")
    people = [_named(one, "Name", "Email") for one in (common["From"], to, common["ReplyTo"])]
    return Said(common["Subject"], *people, _lines(common["TextPart"]), _lines(common["HTMLPart"]), common["Headers"])


def _postal(said: Any) -> Said:
    people = [parseaddr(one) for one in (said["from"], *said["to"], said["reply_to"])]
    return Said(said["subject"], *people, _lines(said["plain_body"]), _lines(said["html_body"]), said["headers"])


def _postmark(said: Any) -> Said:
    assert (said["TrackOpens"], said["TrackLinks"]) == (False, "None")
    people = [parseaddr(said[name]) for name in ("From", "To", "ReplyTo")]
    headers = {one["Name"]: one["Value"] for one in said["Headers"]}
    return Said(said["Subject"], *people, _lines(said["TextBody"]), _lines(said["HtmlBody"]), headers)


def _resend(said: Any) -> Said:
    people = [parseaddr(one) for one in (said["from"], *said["to"], *said["reply_to"])]
    return Said(said["subject"], *people, _lines(said["text"]), _lines(said["html"]), said["headers"])


def _scaleway(said: Any) -> Said:
    (to,) = said["to"]
    headers = {one["key"]: one["value"] for one in said["additional_headers"]}
    reply_to = parseaddr(headers.pop("Reply-To"))
    return Said(said["subject"], _named(said["from"]), _named(to), reply_to, _lines(said["text"]),
                _lines(said["html"]), headers)  # fmt: skip


_READERS: Any = {
    "amazon_ses": _ses, "brevo": _brevo, "mailjet": _mailjet, "postal": _postal, "postmark": _postmark,
    "resend": _resend, "scaleway": _scaleway,
}  # fmt: skip
