"""Given several web processes over one Redis, when one address asks each of them in turn, then they count together; and
neither the reference nor the address is ever said to Redis.
"""

from pathlib import Path

import pytest
import redis

from notifier.lib.ids import new_reference
from notifier.reception.rules import CHECKS
from tests.journeys.house import House
from tests.journeys.test_no_canary_sings import listening

pytestmark = [pytest.mark.postgres, pytest.mark.redis]
REFERENCE = new_reference(b"\x07" * 8)
ASK = f"""
from collections import Counter
from django.test import Client
client = Client(HTTP_HOST="localhost", REMOTE_ADDR="198.51.100.77")
asked = (client.post("/avis/", {{"reference": "{REFERENCE}"}}).status_code for _ in range({CHECKS.address - 5}))
print(dict(Counter(asked)))
"""


def test_over_one_redis(tmp_path: Path, redis_url: str) -> None:
    house = House(tmp_path / "home", {"REDIS_URL": redis_url, "NOTIFIER_DEMO": "headless"})
    for database in ("default", "keys"):
        house.manage("migrate", "--database", database, "--verbosity", "0")
    client = redis.Redis.from_url(redis_url)
    if kept := list(client.scan_iter("*reception*")):
        client.delete(*kept)
    with listening(redis_url) as spoken:
        first, second = (house.manage("shell", "--verbosity", "0", "-c", ASK).strip() for _ in range(2))
    assert first == str({200: CHECKS.address - 5})
    assert second == str({200: 5, 429: CHECKS.address - 10})
    said = b"".join(spoken)
    assert b"reception:checks:all" in said
    assert [word for word in (REFERENCE, REFERENCE.replace("-", ""), "198.51.100") if word.encode() in said] == []
    client.close()
