"""A small IMAP server over TLS on a real socket, with as much of RFC 3501, 4315 and 6851 as one reader needs."""

import re
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


@dataclass
class Message:
    data: bytes
    flags: set[str] = field(default_factory=set)


@dataclass
class Post:
    """The mailbox, and how its server behaves. `hangs_up_on` is a command in whose midst it leaves."""

    folders: dict[str, dict[int, Message]] = field(default_factory=lambda: {"INBOX": {}})
    can_move: bool = True
    keeps_marks: bool = True
    password: str = "secret"
    hangs_up_on: str = ""
    fetched: int = 0
    _next: int = 1

    def drop(self, data: bytes, folder: str = "INBOX") -> int:
        """Mail comes in."""
        uid, self._next = self._next, self._next + 1
        self.folders.setdefault(folder, {})[uid] = Message(data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
        return uid

    def shown(self, folder: str = "INBOX") -> list[Message]:
        return [one for one in self.folders.get(folder, {}).values() if r"\Deleted" not in one.flags]


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.post: Post = self.server.post  # type: ignore[attr-defined]
        self.folder: dict[int, Message] = {}
        self.say("* OK ready")
        while line := self.rfile.readline().decode().strip():
            tag, _, rest = line.partition(" ")
            command, _, words = rest.partition(" ")
            command = command.upper()
            if command == "UID":
                command, _, words = words.partition(" ")
                command = f"UID {command.upper()}"
            if command == self.post.hangs_up_on:
                return
            self.say(f"{tag} {self.answer(command, words)}")
            if command == "LOGOUT":
                return

    def say(self, text: str | bytes) -> None:
        self.wfile.write((text.encode() if isinstance(text, str) else text) + b"\r\n")

    def answer(self, command: str, words: str) -> str:
        if command == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1" + (" MOVE" if self.post.can_move else ""))
        elif command == "LOGIN" and words.split()[-1].strip('"') != self.post.password:
            return "NO go away"
        elif command == "CREATE":
            if words.strip('"') in self.post.folders:
                return "NO it is there"
            self.post.folders[words.strip('"')] = {}
        elif command == "SELECT":
            if words.strip('"') not in self.post.folders:
                return "NO no such folder"
            self.folder = self.post.folders[words.strip('"')]
            self.say(f"* {len(self.folder)} EXISTS")
        elif command.startswith("UID "):
            return self.by_uid(command.removeprefix("UID "), words)
        elif command == "LOGOUT":
            self.say("* BYE")
        return "OK done"

    def by_uid(self, command: str, words: str) -> str:
        if command == "SEARCH":
            left = words.split()[-1]
            found = [uid for uid, one in self.folder.items() if not {r"\Deleted", left} & one.flags]
            self.say(f"* SEARCH {' '.join(map(str, found))}".rstrip())
            return "OK done"
        uid, _, rest = words.partition(" ")
        message = self.folder.get(int(uid))
        if message is None:
            return "OK nothing" if command == "FETCH" else "NO no such message"
        if command == "FETCH":
            self.post.fetched += 1
            start, most = map(int, re.findall(r"<(\d+)\.(\d+)>", rest)[0])
            data = message.data[start : start + most]
            self.wfile.write(f"* 1 FETCH (UID {uid} BODY[]<{start}> {{{len(data)}}}\r\n".encode() + data + b")\r\n")
        elif command in {"MOVE", "COPY"}:
            self.post.folders[rest.strip('"')][int(uid)] = Message(message.data, set(message.flags))
            if command == "MOVE":
                del self.folder[int(uid)]
        elif command == "STORE":
            flags = set(rest.partition("(")[2].rstrip(")").split())
            if not self.post.keeps_marks and not all(flag.startswith("\\") for flag in flags):
                return "NO no marks of yours"
            message.flags |= flags
        return "OK done"


@contextmanager
def imap_server(post: Post, trust: ssl.SSLContext) -> Iterator[int]:
    """Serves until the end; gives the port."""

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = daemon_threads = True

        def get_request(self) -> tuple[ssl.SSLSocket, tuple[str, int]]:
            raw, address = super().get_request()
            return trust.wrap_socket(raw, server_side=True), address

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that hangs up is what some tests are about."""

    with Server(("127.0.0.1", 0), _Handler) as server:
        server.post = post  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()


def own_certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A server's side of TLS, and the file by which a client may trust it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    trusted, private = folder / "trusted.pem", folder / "server.pem"
    trusted.write_bytes(made.public_bytes(pem))
    private.write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain) + trusted.read_bytes())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(private)
    return context, trusted
