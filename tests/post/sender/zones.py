"""Small worlds of names: what a name server would say, from a dictionary."""

import base64

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from notifier.post.sender.answers import Answer, Lookup
from notifier.post.sender.judging import Sender

FAILED = ["(nobody answers)"]
Zone = dict[tuple[str, str], list[str]]


def lookup_in(zone: Zone) -> Lookup:
    def lookup(name: str, kind: str) -> Answer:
        assert name == name.lower()
        records = zone.get((name, kind), [])
        return Answer(failed=True) if records is FAILED else Answer(tuple(records))

    return lookup


def rsa_key(bits: int) -> str:
    """The public part as a record has it."""
    public = generate_private_key(65537, bits).public_key()
    return base64.b64encode(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()


def ed25519_key() -> str:
    return base64.b64encode(Ed25519PrivateKey.generate().public_key().public_bytes_raw()).decode()


RSA_2048 = rsa_key(2048)
DOMAIN = "avis.cabinet.test"
SENDER = Sender(DOMAIN, DOMAIN, DOMAIN, selectors=("s1",), relays=("192.0.2.10",))


def good_zone() -> Zone:
    """Everything as it should be."""
    return {
        (DOMAIN, "TXT"): ["something else", "v=spf1 ip4:192.0.2.0/28 -all"],
        (DOMAIN, "MX"): ["10 mx.cabinet.test"],
        ("mx.cabinet.test", "A"): ["192.0.2.10"],
        (f"s1._domainkey.{DOMAIN}", "TXT"): [f"v=DKIM1; k=rsa; p={RSA_2048}"],
        (f"_dmarc.{DOMAIN}", "TXT"): ["v=DMARC1; p=quarantine"],
    }
