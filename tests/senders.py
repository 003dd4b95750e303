"""A campaign's sender with records of its own, served by a real name server. Its domain is none that is kept for
examples, or nothing of it would be looked up; and none that can be registered (`.internal`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from notifier.accounts.models import Installation
from tests.names import World, name_server
from tests.post.sender.zones import RSA_2048

DOMAIN = "avis.fuite.internal"
KEY, POLICY = f"s1._domainkey.{DOMAIN}", f"_dmarc.{DOMAIN}"


def good_records() -> dict[tuple[str, str], list[str]]:
    return {
        (DOMAIN, "TXT"): ['"v=spf1 ip4:192.0.2.10 " "-all"'],
        (DOMAIN, "MX"): [f"10 mx.{DOMAIN}."],
        (f"mx.{DOMAIN}", "A"): ["192.0.2.10"],
        (KEY, "CNAME"): ["key.relais.internal."],
        ("key.relais.internal", "TXT"): [f'"v=DKIM1; k=rsa; p={RSA_2048[:150]}" "{RSA_2048[150:]}"'],
        (POLICY, "TXT"): ['"v=DMARC1; p=quarantine"'],
    }


@contextmanager
def real_sender(settings: Any) -> Iterator[World]:
    """The installation is no demo from here on."""
    Installation.objects.update(is_demo=False)
    world = World(good_records())
    with name_server(world) as port:
        settings.MAIL_SENDER = f"information@{DOMAIN}"
        settings.SENDER = replace(
            settings.SENDER, relays=("192.0.2.10",), selectors=("s1",), server=("127.0.0.1", port)
        )
        yield world
