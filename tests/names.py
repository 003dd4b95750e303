"""A real name server on 127.0.0.1, over UDP and TCP, that says what it is told to."""

import socket
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdataclass
import dns.rdatatype
import dns.rrset

# What a name may say instead of records.
SILENCE, SERVFAIL = "(silence)", "(servfail)"
# Longer answers are cut off over UDP.
_MOST = 512


@dataclass
class World:
    """Records by name and type, as a zone file writes them; a CNAME is followed. `asked` is every question, in order,
    with the way it came.
    """

    records: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)

    def answer(self, wire: bytes, way: str) -> bytes | None:
        query = dns.message.from_wire(wire)
        question = query.question[0]
        name, kind = question.name, dns.rdatatype.to_text(question.rdtype)
        self.asked.append((name.to_text(omit_final_dot=True).lower(), kind, way))
        reply = dns.message.make_response(query)
        reply.flags |= dns.flags.RA
        for _hop in range(10):
            here = name.to_text(omit_final_dot=True).lower()
            found = self.records.get((here, kind), [])
            if SILENCE in found:
                return None
            if SERVFAIL in found:
                reply.set_rcode(dns.rcode.SERVFAIL)
                return reply.to_wire()
            alias = self.records.get((here, "CNAME"))
            shown = "CNAME" if alias and not found else kind
            if records := (alias if shown == "CNAME" else found):
                reply.answer.append(dns.rrset.from_text(name, 60, dns.rdataclass.IN, shown, *records))
            if shown != "CNAME" or not alias:
                break
            name = dns.name.from_text(alias[0])
        if not reply.answer and all(known != here for known, _kind in self.records):
            reply.set_rcode(dns.rcode.NXDOMAIN)
        full = reply.to_wire()
        if way == "tcp" or len(full) <= _MOST:
            return full
        cut = dns.message.make_response(query)
        cut.flags |= dns.flags.TC
        return cut.to_wire()


@contextmanager
def name_server(world: World) -> Iterator[int]:
    """Serves it until the end of the block; gives the port, the same for both ways."""

    class Datagrams(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            data, way = self.request
            if answer := world.answer(data, "udp"):
                way.sendto(answer, self.client_address)

    class Streams(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            (length,) = struct.unpack("!H", self.rfile.read(2))
            if answer := world.answer(self.rfile.read(length), "tcp"):
                self.wfile.write(struct.pack("!H", len(answer)) + answer)

    streams = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Streams)
    port = streams.server_address[1]
    datagrams = socketserver.ThreadingUDPServer(("127.0.0.1", port), Datagrams)
    for server in (streams, datagrams):
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield port
    finally:
        for server in (streams, datagrams):
            server.shutdown()
            server.server_close()


def unused_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
