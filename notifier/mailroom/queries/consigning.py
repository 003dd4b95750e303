"""Reads of what goes to a hybrid-mail provider: a letter as it is handed over, and how far those of a run are."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db.models import Count, Q

from notifier.breaches.models import Case
from notifier.delivery.models import Attempt
from notifier.lib.postal import MAX_WIDTH, country_code, normal_line, normal_street
from notifier.mailroom.choices import Finding, Stage
from notifier.mailroom.models import Consignment, PrintRun
from notifier.mailroom.queries.printing import made_letters, opened_letters
from notifier.mailroom.rules.consigning import ASKING
from notifier.mailroom.rules.posting import in_ranges
from notifier.notices.choices import State
from notifier.practices.models import Controller
from notifier.press.bundle import PlatedLetter
from notifier.vault.keystore import NoDataKey, sealer_for
from notifier.vault.sealing import CannotOpen


class LetterGone(LookupError):
    """The letter of this piece is not the one that was made for it: it was erased, or made anew."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A letter as it was committed to, and the lines that were stamped into its window."""

    pdf: bytes = field(repr=False)
    lines: tuple[str, ...] = field(repr=False)
    country: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many letters of a run are how far with its provider; `in_doubt` are asked, unanswered, and nobody is at them.
    `declined` wait for a person; `codes` say why, the most frequent first. `undated` are the places of those printed on
    a day nobody says; of `gone` the provider says, asked whether it has them, that there are none.
    """

    provider: str
    waiting: int
    asking: int
    in_doubt: int
    submitted: int
    produced: int
    declined: int
    dropped: int
    gone: int
    undated: str
    pages_differ: int
    archived: int
    codes: Sequence[tuple[str, int]]
    next_try: datetime | None

    @property
    def is_moving(self) -> bool:
        return bool(self.waiting or self.asking)

    @property
    def can_go_otherwise(self) -> bool:
        """Whether there are letters the provider will not print."""
        return bool(self.declined or self.gone)


def opened_letter(consignment: Consignment) -> Opened:
    """The bytes the log committed to, whatever was done since. Raises LetterGone."""
    piece, case = consignment.piece, consignment.piece.run.case
    try:
        sealer = sealer_for(case.pk)
        [made] = made_letters([piece.notice_id], sealer)
        attempt = Attempt.objects.get(pk=made.attempt)
        kept = json.loads(sealer.open("attempts", attempt.pk, bytes(attempt.sealed or b"")))
        [opened] = opened_letters([made], case, sealer)
    except (NoDataKey, CannotOpen, KeyError, ValueError, Attempt.DoesNotExist):
        raise LetterGone from None
    letter = opened.letter
    pdf = letter.plate.pdf + letter.update if isinstance(letter, PlatedLetter) else letter.pdf
    committed = sha256(bytes.fromhex(kept["nonce"]) + pdf).hexdigest()
    if not committed == opened.commitment == piece.sha256:
        raise LetterGone
    return Opened(pdf, tuple(kept["fields"]["address"]), country_code(made.order[0]))


def sender_lines(controller: Controller) -> tuple[str, ...]:
    """Where a letter may come back to, under the installation's neutral name: never a doctor's, nor a practice's. None
    where it does not fit.
    """
    place = f"{controller.postcode} {normal_line(controller.town)}"
    lines = (settings.MAIL_SENDER_NAME, normal_street(controller.street), place)
    return lines if all(0 < len(line) <= MAX_WIDTH for line in lines) else ()


def progress_of(run: PrintRun, at: datetime) -> Progress | None:
    """None for a run that no provider was given; five queries."""
    rows = Consignment.objects.filter(piece__run=run)
    first = rows.values_list("provider", flat=True).first()
    if first is None:
        return None
    stages = {stage: Q(stage=stage) for stage in Stage}
    unheld = Q(lease_until__isnull=True) | Q(lease_until__lt=at)
    counts: Mapping[str, int] = rows.aggregate(
        waiting=Count("pk", filter=stages[Stage.WAITING]),
        asking=Count("pk", filter=Q(stage__in=ASKING) & ~unheld),
        in_doubt=Count("pk", filter=Q(stage__in=ASKING) & unheld),
        submitted=Count("pk", filter=stages[Stage.SUBMITTED]),
        produced=Count("pk", filter=Q(stage__in=[Stage.PRODUCED, Stage.ENDED])),
        declined=Count("pk", filter=stages[Stage.DECLINED] & Q(piece__fate="")),
        dropped=Count("pk", filter=stages[Stage.DROPPED]),
        gone=Count("pk", filter=stages[Stage.SUBMITTING] & unheld & Q(code="gone")),
        pages_differ=Count("pk", filter=Q(finding=Finding.PAGES)),
        archived=Count("pk", filter=Q(finding=Finding.ARCHIVED)),
    )
    coded = rows.exclude(code="").filter(Q(stage__in=[Stage.WAITING, Stage.DECLINED, *ASKING]))
    codes = coded.values_list("code").annotate(count=Count("pk")).order_by("-count", "code")
    waiting = rows.filter(stage=Stage.WAITING, due_at__gt=at).order_by("due_at").values_list("due_at", flat=True)
    undated = rows.filter(stage=Stage.SUBMITTED, code="date_missing", piece__notice__state=State.IN_RUN)
    places = in_ranges(undated.values_list("piece__position", flat=True))
    return Progress(provider=first, **counts, undated=places, codes=list(codes[:5]), next_try=waiting.first())


def provider_name() -> str:
    """Who prints and posts for this installation; empty where nobody does."""
    return str(settings.HYBRID_MAIL["name"]) if settings.HYBRID_MAIL else ""


def letters_on_their_way(case: Case) -> int:
    """Of the case: what a provider is to print and has not taken yet, or is in doubt; one query."""
    stages = (Stage.WAITING, *ASKING)
    return Consignment.objects.filter(piece__run__case=case, stage__in=stages).count()


def may_be_consigned(case: Case) -> bool:
    """A drill reaches nobody, on paper neither."""
    return not case.breach.is_drill
