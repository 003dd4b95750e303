"""Asking name servers: once for each name and kind, over UDP and, where an answer is cut off, over TCP."""

import time

import dns.exception
import dns.name
import dns.rdatatype
import dns.resolver
from dns.rdtypes.ANY.MX import MX
from dns.rdtypes.ANY.TXT import TXT

from notifier.post.sender.answers import Answer

# For one question, and for all that a check asks together: somebody may be waiting for it on a page.
EACH, TOGETHER = 4.0, 20.0


class Names:
    """What name servers say; a question that was asked is not asked again. `server` is an address and a port."""

    def __init__(
        self, server: tuple[str, int] | None, *, each: float | None = None, together: float | None = None
    ) -> None:
        self._server, self._each = server, EACH if each is None else each
        self._ends = time.monotonic() + (TOGETHER if together is None else together)
        self._resolver: dns.resolver.Resolver | None = None
        self._known: dict[tuple[str, str], Answer] = {}

    def lookup(self, name: str, kind: str) -> Answer:
        """Never raises: what nobody answers has failed."""
        if (name, kind) not in self._known:
            self._known[name, kind] = self._ask(name, kind)
        return self._known[name, kind]

    def _ask(self, name: str, kind: str) -> Answer:
        try:
            # Names of the DNS are ASCII; one in other letters is asked for as it is registered (RFC 5891).
            asked = dns.name.from_text(name, idna_codec=dns.name.IDNA_2008)
        except (dns.exception.DNSException, UnicodeError):
            return Answer()
        if time.monotonic() >= self._ends:
            return Answer(failed=True)
        try:
            found = self._opened().resolve(asked, kind, search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return Answer()
        except (dns.exception.DNSException, OSError):
            return Answer(failed=True)
        return Answer(tuple(_text(record) for record in found))

    def _opened(self) -> dns.resolver.Resolver:
        """Opened when it is first needed: without any name server configured the machine has none to ask."""
        if self._resolver is None:
            resolver = dns.resolver.Resolver(configure=self._server is None)
            if self._server is not None:
                resolver.nameservers, resolver.port = [self._server[0]], self._server[1]
            resolver.lifetime, resolver.timeout = self._each, self._each / 2
            self._resolver = resolver
        return self._resolver


def _text(record: object) -> str:
    if isinstance(record, TXT):
        # Several strings are one text, with nothing between them (RFC 7208 section 3.3, RFC 6376 3.6.2.2).
        return b"".join(record.strings).decode("utf-8", "replace")
    if isinstance(record, MX):
        return f"{record.preference} {record.exchange.to_text(omit_final_dot=True)}"
    return str(record)
