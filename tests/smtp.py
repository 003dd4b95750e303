"""A mail server that answers as a test tells it to, over a real socket."""

import socketserver
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

DROP, SLOW = "drop", "slow"
# Longer than the patience a test gives its client.
_SLOWNESS = 1.5


@dataclass(slots=True)
class Script:
    """What to answer to each command, `.` being the end of the message; DROP hangs up instead, SLOW
    keeps silent for a while first.
    """

    answers: dict[str, str] = field(default_factory=dict)
    messages: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    connections: int = 0
    tls: ssl.SSLContext | None = None

    def answer(self, command: str) -> str:
        return self.answers.get(command, "354 go on" if command == "DATA" else "250 ok")


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        script: Script = self.server.script  # type: ignore[attr-defined]
        script.connections += 1
        self.say(script.answers.get("CONNECT", "220 ready"))
        while line := self.rfile.readline():
            command = line.split(None, 1)[0].upper().decode()
            if command == "QUIT":
                return
            if command == "RCPT":
                script.recipients.append(line.split(b":", 1)[1].strip().decode())
            if not self.say(script.answer(command)):
                return
            if command == "DATA" and script.answer("DATA").startswith("354") and not self.read_message(script):
                return

    def read_message(self, script: Script) -> bool:
        if script.answers.get("BODY") == DROP:
            self.rfile.readline()
            return False
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line)
        script.messages.append(b"".join(lines))
        return self.say(script.answer("."))

    def say(self, answer: str) -> bool:
        if answer == DROP:
            return False
        if answer == SLOW:
            time.sleep(_SLOWNESS)
            answer = "250 at last"
        self.wfile.write(answer.encode() + b"\r\n")
        return True


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def get_request(self) -> tuple[Any, Any]:
        """Encrypted from the first byte when the script says so; a client that hangs up is its own affair."""
        connection, address = super().get_request()
        tls: ssl.SSLContext | None = self.script.tls  # type: ignore[attr-defined]
        return (tls.wrap_socket(connection, server_side=True) if tls else connection), address


@contextmanager
def smtp_server(script: Script) -> Iterator[int]:
    """Serve on a free port of this machine and give the port."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.script = script  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()
