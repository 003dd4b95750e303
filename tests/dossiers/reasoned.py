"""A case on which a reason was written with every act that may have one."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from notifier.audit.actors import Actor, user_actor
from notifier.breaches.actions import give_late_reasons, record_awareness, record_filing
from notifier.breaches.actions.advising import give_advice
from notifier.breaches.actions.deciding import Choice, delay_telling, lift_delay, publish_notice, take_decisions
from notifier.breaches.actions.facts import take_facts, write_facts
from notifier.breaches.actions.severity import choose_severity
from notifier.breaches.choices import Answer, FilingChannel, Topic
from notifier.breaches.rules.said import Said
from notifier.dossiers.actions.closing import close_locked, postpone_erasure
from notifier.dossiers.choices import PostponingReason
from notifier.law.decisions.grounds import Balancing, Disproportionate, PublicChannel, PublicNotice
from notifier.law.decisions.shapes import Advice, EnforcementDelay, Telling
from notifier.law.ledger import AwarenessKind
from notifier.law.risk import Risk
from notifier.law.severity.circumstances import Circumstance
from notifier.law.severity.patients import Insight, Tier
from notifier.notices.actions import draft_wording
from notifier.notices.actions.agreeing import demand_two_persons, lift_two_persons
from notifier.notices.actions.commenting import write_comment
from notifier.notices.rules.findings import Place
from tests.breaches.sharing import FACTS, WORDS
from tests.cast import Cast, make_cast

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# By topic of what was written; each is found again in what is handed over.
TEXTS = {
    "awareness": "Le courriel de l’éditeur était\narrivé la veille au soir.",
    "severity": "Les ordonnances disent la maladie.",
    "advice": "Les noms seuls ne suffisent pas ; je m’en tiendrais à un risque simple.",
    "risk": "Les listes nomment des traitements.",
    "score": "La méthode ignore le stigmate.",
    "departure": "Le DPO n’avait pas vu les pièces jointes.",
    "telling": "Trois mille adresses sont périmées.",
    "effort": "Six semaines de recherche.",
    "effects": "Une usurpation reste possible.",
    "fails": "Ni courriel ni adresse sûrs.",
    "though": "Les fiches ont plus de dix ans.",
    "public": "Affiche et site touchent tous les patients.",
    "delay": "L’enquête en cours pourrait être gênée.",
    "remark": "Le mot « référence » n’est pas clair.",
    "one": "L’associé est en congé.",
    "late": "Le cabinet était fermé.\n\nLa remplaçante n’avait pas l’accès.",
    "filing": "Complété par téléphone, trop tard.",
    "postponing": "Une plainte est annoncée.",
}


def reasoned_cast(*, at: datetime, by: Actor) -> Cast:
    """The people of the case; its owner and its DPO have written all of TEXTS, the case is closed."""
    cast = make_cast(at=at, by=by)
    case, owner, dpo = cast.case, user_actor(cast.owner.pk), user_actor(cast.dpo.pk)
    record_awareness(
        case=case,
        kind=AwarenessKind.CERTAINTY,
        happened_at=at - HOUR,
        reason=TEXTS["awareness"],
        by=owner,
        at=at + HOUR,
    )
    version = write_facts(breach=case.breach, facts=FACTS, base=0, user=cast.owner, by=by, at=at + HOUR)
    own = type(WORDS)("Nos mots : un vol.", "Our words: a theft.", "Tout est coupé.", "All is cut off.", "Nous.", "Us.")
    take_facts(case=case, version=version, words=own, user=cast.owner, by=owner, at=at + HOUR)
    choose_severity(
        case=case,
        insight=Insight.CRITICAL,
        circumstances={Circumstance.MALICIOUS, Circumstance.UNKNOWN_RECIPIENTS},
        is_unintelligible=False,
        reason=TEXTS["severity"],
        chooser=cast.owner,
        by=owner,
        at=at + 2 * HOUR,
    )
    advice = Advice(risk=Risk.RISK, notifies_authority=True)
    give_advice(case=case, advice=advice, why=TEXTS["advice"], adviser=cast.dpo, by=dpo, at=at + 3 * HOUR)
    take_decisions(case=case, choices=_choices(), decider=cast.owner, by=owner, at=at + 4 * HOUR)
    _aside(cast, owner, at + DAY)
    _of_the_text(cast, owner, at + DAY)
    late = at + 6 * DAY
    give_late_reasons(case=case, text=TEXTS["late"], by=owner, at=late)
    record_filing(
        case=case,
        filed_at=late,
        channel=FilingChannel.POST,
        receipt="N-123",
        reason=TEXTS["filing"],
        by=owner,
        at=late,
    )
    case.refresh_from_db()
    close_locked(case=case, by=owner, at=late)
    postpone_erasure(
        case=case,
        to=timezone.localdate(late + 120 * DAY),
        reason=PostponingReason.CLAIM,
        text=TEXTS["postponing"],
        by=owner,
        at=late,
    )
    case.refresh_from_db()
    return cast


def _of_the_text(cast: Cast, by: Actor, at: datetime) -> None:
    draft, whole = draft_wording(case=cast.case, by=by, at=at), Place("", "", "", "")
    write_comment(wording=draft, place=whole, text=TEXTS["remark"], writer=cast.owner, by=by, at=at)
    demand_two_persons(case=cast.case, asker=cast.owner, by=by, at=at)
    lift_two_persons(case=cast.case, reason=TEXTS["one"], decider=cast.owner, by=by, at=at)


def _choices() -> Iterable[Choice]:
    test = Balancing(
        effort=TEXTS["effort"],
        effects_on_people=TEXTS["effects"],
        why_direct_fails=TEXTS["fails"],
        collected_from_person=True,
        why_though_collected_from_person=TEXTS["though"],
    )
    evidence = Disproportionate(frozenset({Tier.ADMINISTRATIVE}), 3000, test)
    risk = Said(reason=TEXTS["risk"], score_departure=TEXTS["score"], advice_departure=TEXTS["departure"])
    return (
        Choice(Topic.RISK, Risk.HIGH, risk),
        Choice(Topic.AUTHORITY, Answer.YES, Said()),
        Choice(Topic.TELLING, Telling.EXCEPTION, Said(reason=TEXTS["telling"], evidence=evidence)),
    )


def _aside(cast: Cast, by: Actor, at: datetime) -> None:
    """A public notice, a delay investigators asked for, and its end."""
    notice = PublicNotice(
        frozenset({PublicChannel.OWN_WEBSITE, PublicChannel.POSTER_AT_PRACTICE}), at, TEXTS["public"], True, True
    )
    publish_notice(case=cast.case, notice=notice, data=b"affiche", decider=cast.owner, by=by, at=at)
    delay = EnforcementDelay("la gendarmerie", at, timezone.localdate(at + 5 * DAY), has_document=True)
    delay_telling(case=cast.case, delay=delay, reason=TEXTS["delay"], data=b"lettre", decider=cast.owner, by=by, at=at)
    lift_delay(case=cast.case, decider=cast.owner, by=by, at=at + DAY)
