"""What each duty is called, what stops it, and which clock of several comes first."""

from collections.abc import Iterable
from datetime import datetime

from notifier.law.deadlines.clock import Clock, Duty, Stop
from notifier.law.deadlines.periods import instant
from notifier.law.words import Words

DUTIES: dict[Duty, Words] = {
    Duty.PROCESSOR_NOTICE: Words("L’éditeur prévient le cabinet", "The vendor tells the practice"),
    Duty.AUTHORITY: Words("Déclarer à la CNIL", "Report to the CNIL"),
    Duty.COMPLEMENT: Words("Compléter la déclaration", "Complete the filing"),
    Duty.PEOPLE: Words("Prévenir tous les patients", "Tell every patient"),
    Duty.DRAFT: Words("Approuver la lettre préparée", "Approve the drafted letter"),
    Duty.REPLY: Words("Répondre à un patient", "Reply to a patient"),
    Duty.PROVIDER_ERASURE: Words("Le prestataire efface ses copies", "The provider erases its copies"),
    Duty.REGISTER: Words("Garder le dossier au registre", "Keep the case in the register"),
}
STOPS: dict[Stop, Words] = {
    Stop.CONTROLLER_TOLD: Words("l’avis de l’éditeur au cabinet", "the vendor’s word to the practice"),
    Stop.FILED: Words("la déclaration elle-même", "the filing itself"),
    Stop.FILING_COMPLETED: Words("la déclaration complétée", "the completed filing"),
    Stop.PEOPLE_TOLD: Words("le dernier patient prévenu", "the last patient being told"),
    Stop.WORDING_APPROVED: Words("l’approbation de la lettre", "the letter’s approval"),
    Stop.REPLIED: Words("la réponse", "the reply"),
    Stop.ERASURE_CONFIRMED: Words("la confirmation du prestataire", "the provider’s confirmation"),
    Stop.ENTRY_ERASED: Words("le retrait du registre", "the entry’s removal"),
}


def end_of_clock(clock: Clock) -> datetime | None:
    """What the clock counts towards: its target, else its limit, else nothing."""
    return clock.target or clock.limit


def next_due(clocks: Iterable[Clock], at: datetime) -> Clock | None:
    """The clock still running that ends first, past or to come; None where none has an end."""
    running = [(end, clock) for clock in clocks if (end := end_of_clock(clock)) and not clock.is_stopped(at)]
    return min(running, key=lambda one: instant(one[0]), default=(None, None))[1]
