"""`make bench-pages`: what the pages cost, with thousands of cases and with many patients.

Builds a breach with many controllers' cases, and two more cases, one with few and one with many patients; then asks for
every page through Django's test client, whole requests with their middleware, as the DPO whom all mandated. The rows of
patients and notices are written straight into the tables, since only reading is measured; people, practices, mandates,
cases and filings come about by their actions. Prints a table and, as its last line, one JSON object: for each page its
queries and the median and 95th percentile in milliseconds; `same_queries` says whether the pages of a case ask as many
queries with many patients as with few; `acts` are the seconds of one act on all cases at once.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.building import Built, build
from benchmarks.installation import fresh_installation

CASES = 3000
PATIENTS = 100_000
FEW = 10
ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked for, and what it cost."""

    name: str
    address: str
    queries: int = 0
    p50: float = 0
    p95: float = 0
    # Of this process alone, the mean: what another load on the machine does not change much.
    cpu: float = 0


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures the pages.")
    parser.add_argument("--cases", type=int, default=CASES, help="cases of the breach")
    parser.add_argument("--patients", type=int, default=PATIENTS, help="patients of the large case")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each page is asked for")
    parser.add_argument("--sqlite", action="store_true", help="even where there is a PostgreSQL")
    options = parser.parse_args()
    with fresh_installation(sqlite=options.sqlite):
        begun = time.perf_counter()
        built = build(cases=options.cases, few=FEW, many=options.patients)
        print(f"built in {time.perf_counter() - begun:.0f} s: {options.cases} cases, {options.patients} patients")
        board = measure(built, board_pages(built), options.rounds)
        few, many = (measure(built, case_pages(case, name), options.rounds) for name, case in
                     (("few", built.few), ("many", built.many)))  # fmt: skip
        acts = measure_acts(built)
    show([*board, *few, *many], acts)
    same = [page.queries for page in few] == [page.queries for page in many]
    everything = (*board, *few, *many)
    pages = {page.name: {"queries": page.queries, "p50": page.p50, "p95": page.p95, "cpu": page.cpu}
             for page in everything}  # fmt: skip
    worst = max((page.p95 for page in everything), default=0)
    print(json.dumps({"cases": options.cases, "patients": options.patients, "worst_p95_ms": worst,
                      "same_queries": same, "acts": acts, "pages": pages}))  # fmt: skip
    return 0 if same else 1


def board_pages(built: Built) -> list[Page]:
    """The board with each filter and order, its next page, all ticked; where a DPO begins; the register."""
    from django.urls import reverse

    from notifier.dashboard.choices import Sorting, Watch

    board = reverse("breach", args=[built.breach])
    watches = [Page(f"board, {watch.name.lower()}", f"{board}?voir={watch.value}") for watch in Watch]
    sortings = [Page(f"board, by {sorting.name.lower()}", f"{board}?tri={sorting.value}") for sorting in Sorting]
    return [
        *watches,
        *sortings,
        Page("board, a later page", f"{board}?apres={built.middle}"),
        Page("board, all ticked", f"{board}?coches=tout"),
        Page("board, live", reverse("breach_live", args=[built.breach])),
        Page("home", reverse("home")),
        Page("register", reverse("register")),
        Page("register, late", f"{reverse('register')}?retard=oui"),
        Page("calendar's page", reverse("calendar_address")),
    ]


def case_pages(case: Any, name: str) -> list[Page]:
    """The pages a DPO opens of one case."""
    from django.urls import reverse

    log = reverse("journal", args=[case])
    return [
        Page(f"{label}, {name}", address)
        for label, address in (
            ("case", reverse("case", args=[case])),
            ("case, live", reverse("case_live", args=[case])),
            ("deadlines", reverse("deadlines", args=[case])),
            ("log", log),
            ("log, sendings", f"{log}?sujet=envois"),
            ("log, acts", f"{log}?sujet=actes"),
            ("log, the system", f"{log}?qui=systeme"),
            ("log, one day", f"{log}?du=2026-01-01&au=2030-01-01"),
            ("authority's file", reverse("authority_file", args=[case])),
            ("patients", reverse("patients", args=[case])),
            ("unreached", reverse("unreached", args=[case])),
        )
    ]


def measure(built: Built, pages: list[Page], rounds: int) -> list[Page]:
    """Each once to warm up and to count its queries, then so many times by the clock."""
    client = client_of(built.dpo)
    return [asked(client, page, rounds) for page in pages]


def asked(client: Any, page: Page, rounds: int) -> Page:
    get(client, page.address)
    queries = counted(lambda: get(client, page.address))
    cpu = time.process_time()
    times = sorted(timed(lambda: get(client, page.address)) * 1000 for _ in range(rounds))
    cpu = (time.process_time() - cpu) / rounds * 1000
    p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
    return Page(page.name, page.address, queries, round(statistics.median(times), 1), round(p95, 1), round(cpu, 1))


def measure_acts(built: Built) -> dict[str, float]:
    """Seconds of one request each, for every case of the breach: reminded, assigned, pointed to the newest facts; then
    of owing the reminders, which a worker does.
    """
    from django.urls import reverse
    from django.utils import timezone

    from notifier.audit.actors import Actor
    from notifier.delivery.actions import owe_deadlines, owe_nudges

    client, address = client_of(built.dpo), reverse("act_on_cases", args=[built.breach])
    every = {"dossiers": ",".join(str(case) for case in built.cases)}
    by = Actor("worker", "bench")
    return {
        "remind": seconds(lambda: post(client, address, {**every, "acte": "rappeler"})),
        "assign": seconds(lambda: post(client, address, {**every, "acte": "confier", "a": built.dpo})),
        "offer facts": seconds(lambda: post(client, address, {**every, "acte": "proposer"})),
        "owe reminders": seconds(lambda: owe_nudges(by=by, at=timezone.now())),
        "owe deadlines": seconds(lambda: owe_deadlines(by=by, at=timezone.now())),
        "owe them again": seconds(lambda: owe_deadlines(by=by, at=timezone.now())),
    }


def client_of(user: int) -> Any:
    from django.test import Client

    from notifier.accounts.models import User

    client = Client(headers={"accept-language": "fr"}, SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(pk=user))
    return client


def get(client: Any, address: str) -> None:
    answer = client.get(address)
    if answer.status_code not in (200, 286, 302):
        raise SystemExit(f"{address} answers {answer.status_code}")


def post(client: Any, address: str, data: dict[str, object]) -> None:
    answer = client.post(address, data)
    if answer.status_code != 302:
        raise SystemExit(f"{address} answers {answer.status_code}")


def counted(work: Callable[[], object]) -> int:
    """Queries of the main database."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as found:
        work()
    return len(found)


def seconds(work: Callable[[], object]) -> float:
    return round(timed(work), 2)


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def show(pages: list[Page], acts: dict[str, float]) -> None:
    print(f"{'page':>28}  {'queries':>7}  {'p50 ms':>8}  {'p95 ms':>8}  {'cpu ms':>8}")
    for page in pages:
        print(f"{page.name:>28}  {page.queries:>7}  {page.p50:>8,}  {page.p95:>8,}  {page.cpu:>8,}")
    for name, took in acts.items():
        print(f"{name:>28}  {took:>8,} s")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    sys.exit(main())
