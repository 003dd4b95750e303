"""Which events an evidence file holds, and where they stand in the log."""

from uuid import UUID

from django.db.models import Q

from notifier.audit.canonical import read_event
from notifier.audit.history import SUBJECT
from notifier.audit.models import Checkpoint, Event, Leaf, TimeStamp
from notifier.audit.tree import stored_nodes
from notifier.breaches.models import Case
from notifier.dossiers.rules.material import Earlier, Placed, Scope, Stamp
from notifier.dossiers.verify import KEY_EVENTS
from notifier.lib.ids import reference_digest
from notifier.lib.merkle import consistency_proof, missing_spans, span_hash
from notifier.notices.models import Notice

# What one notice's file tells of its case: who opened it, and what was approved to be said.
_AROUND_A_NOTICE = ("case.opened", "wording.approved")


class NothingTold(LookupError):
    """The log says nothing of it: no such reference was ever sent, or nothing has happened yet."""


def find_notice(reference: str) -> Scope:
    """The notice that carries a reference, from its row or, once that is gone, from the log. Raises NothingTold.

    Without the row every attempt ever begun is looked at.
    """
    row = Notice.objects.filter(reference=reference).values_list("case_id", "pk").first()
    if row is not None:
        return Scope(row[0], row[1], reference)
    digest = reference_digest(reference).encode()
    attempts = Event.objects.filter(kind="attempt.started").order_by("pk").values_list("case_id", "body")
    for case, body in attempts.iterator():
        if digest in bytes(body) and case is not None:
            return Scope(case, UUID(read_event(bytes(body))["data"]["notice"]), reference)
    raise NothingTold("no notice with this reference is known")


def placed_events(scope: Scope, size: int) -> Placed:
    """The scope's events below `size`, in the order of the log, with their proof. Raises NothingTold."""
    events = Event.objects.filter(_about(scope))
    below = Leaf.objects.filter(event_id__in=events.values("pk"), place__lt=size)
    places = dict(below.values_list("event_id", "place"))
    rows = events.values_list("pk", "body").iterator()
    told = {places[pk]: bytes(body) for pk, body in rows if pk in places}
    order = sorted(told)
    node = stored_nodes()
    spans = {span: span_hash(span, node) for span in missing_spans(order, size)}
    return Placed(tuple(told[place] for place in order), tuple(order), spans)


def opened_at(placed: Placed) -> int:
    """The size of the log when the case was just opened."""
    kinds = (read_event(body)["kind"] for body in placed.bodies)
    return next((place + 1 for place, kind in zip(placed.places, kinds, strict=True) if kind == "case.opened"), 1)


def earlier_checkpoints(since: int, size: int) -> tuple[Earlier, ...]:
    """Those from one size on and below another, each with the proof that the log has only grown since."""
    rows = Checkpoint.objects.filter(size__gte=since, size__lt=size).order_by("size").values_list("size", "root")
    node = stored_nodes()
    return tuple(Earlier(old, bytes(root), tuple(consistency_proof(old, size, node))) for old, root in rows)


def time_stamps(since: int, size: int) -> tuple[Stamp, ...]:
    """The time stamps of the checkpoints from one size up to another, with what they stamp."""
    stamps = TimeStamp.objects.filter(size__gte=since, size__lte=size).order_by("size", "authority")
    notes = dict(Checkpoint.objects.filter(size__in=stamps.values("size")).values_list("size", "note"))
    return tuple(Stamp(stamp.size, bytes(notes[stamp.size]), bytes(stamp.token)) for stamp in stamps)


def _about(scope: Scope) -> Q:
    breach = Case.objects.values_list("breach_id", flat=True).get(pk=scope.case)
    shared = Q(subject=SUBJECT, kind__in=KEY_EVENTS) | Q(subject=f"breach:{breach}", kind="breach.opened")
    return shared | (Q(case_id=scope.case) if scope.is_whole else Q(pk__in=_of_notice(scope)))


def _of_notice(scope: Scope) -> list[int]:
    """Ids of the events about one notice, and of the few about its case it needs."""
    subject, notice = f"notice:{scope.notice}", str(scope.notice)
    events = Event.objects.filter(case_id=scope.case)
    found = list(events.filter(Q(subject=subject) | Q(kind__in=_AROUND_A_NOTICE)).values_list("pk", flat=True))
    attempts = events.filter(kind="attempt.started").values_list("pk", "body")
    mine = [pk for pk, body in attempts.iterator() if read_event(bytes(body))["data"]["notice"] == notice]
    if not mine:
        raise NothingTold("nothing was sent under this reference yet")
    return found + mine
