"""The readings of Article 33(1) with their labels, in the order in which they end under plain circumstances."""

from notifier.law.deadlines.authority import AuthorityDeadline
from notifier.law.deadlines.clock import Reading
from notifier.law.words import Words

_LABELS = {
    "naive": Words("délai brut, celui du modèle européen", "plain hours, as the European template counts"),
    "strict": Words("limite, heure de l’événement non comptée", "limit, the event’s hour not counted"),
    "wall": Words("la même à l’heure civile, si l’heure change", "the same on the civil clock, when clocks change"),
    "part_days": Words("discuté : deux jours ouvrés, même entamés", "disputed: two working days, even in part"),
    "full_days": Words("discuté : deux jours ouvrés pleins", "disputed: two full working days"),
}
_SOURCES = {
    "naive": "GDPR 33(1); EDPB template row 49",
    "strict": "Reg. 1182/71, 3(1) and 3(2)(a)",
    "wall": "Reg. 1182/71 is silent on clocks that change",
    "part_days": "Reg. 1182/71, 3(5): for, Piltz and Pradel ZD 2019; against, BayLfD 2019, LDI NRW 2024",
    "full_days": "Reg. 1182/71, 3(5): for, Piltz and Pradel ZD 2019; against, BayLfD 2019, LDI NRW 2024",
}
DISPUTED = frozenset({"part_days", "full_days"})


def authority_readings(deadline: AuthorityDeadline) -> tuple[Reading, ...]:
    """All five ends of one deadline; the disputed ones serve whoever must explain a delay, and nothing else."""
    ends = {
        "naive": deadline.naive,
        "strict": deadline.strict,
        "wall": deadline.wall,
        "part_days": deadline.part_days,
        "full_days": deadline.full_days,
    }
    return tuple(Reading(code, ends[code], _LABELS[code], _SOURCES[code], code in DISPUTED) for code in ends)
