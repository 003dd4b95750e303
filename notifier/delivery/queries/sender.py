"""What was found of the sender, in words, and the records to publish as they are typed into a name server's form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifier.accounts.models import SenderCheck
from notifier.accounts.queries import configured_sender, sender_check
from notifier.breaches.models import Case
from notifier.notices.queries.sending import is_sender_real
from notifier.notices.rules.sending import sender_standing
from notifier.post.sender.judging import Sender, Weight
from notifier.rosters.rules.values import is_reserved

FAULTS: dict[str, str | Promise] = {
    "spf_missing": gettext_lazy("Aucun enregistrement SPF pour %(name)s : rien ne dit quel serveur peut envoyer."),
    "spf_two": gettext_lazy("Plusieurs enregistrements SPF pour %(detail)s : aucun ne compte. N’en gardez qu’un."),
    "spf_syntax": gettext_lazy("L’enregistrement SPF de %(name)s est illisible à « %(detail)s »."),
    "spf_too_many": gettext_lazy(
        "L’enregistrement SPF de %(name)s demande plus de dix recherches (à « %(detail)s ») : il ne compte plus. "
        "Retirez les « include », « a » et « mx » inutiles."
    ),
    "spf_void": gettext_lazy(
        "L’enregistrement SPF de %(name)s nomme trop de domaines qui n’existent pas (à « %(detail)s »). Retirez-les."
    ),
    "spf_include": gettext_lazy(
        "L’enregistrement SPF de %(name)s renvoie à « %(detail)s », qui n’a pas de SPF. Retirez ou corrigez ce renvoi."
    ),
    "spf_open": gettext_lazy("L’enregistrement SPF de %(name)s ne refuse personne : il doit finir par ~all ou -all."),
    "spf_everyone": gettext_lazy("L’enregistrement SPF de %(name)s permet à tout le monde d’envoyer en son nom."),
    "spf_without_relay": gettext_lazy("L’enregistrement SPF de %(name)s ne nomme pas le relais : %(detail)s."),
    "relay_unnamed": gettext_lazy(
        "Les réglages ne disent pas d’où le relais envoie : donnez NOTIFIER_RELAY_ADDRESSES ou NOTIFIER_RELAY_SPF."
    ),
    "dkim_unnamed": gettext_lazy(
        "Les réglages ne disent pas avec quelle clé le relais signe : donnez NOTIFIER_DKIM_SELECTORS."
    ),
    "dkim_missing": gettext_lazy("Aucune clé DKIM à %(name)s. Publiez celle que le relais donne pour ce sélecteur."),
    "dkim_two": gettext_lazy("Plusieurs clés DKIM à %(name)s : n’en gardez qu’une."),
    "dkim_unreadable": gettext_lazy("La clé DKIM à %(name)s est illisible. Copiez-la de nouveau depuis le relais."),
    "dkim_revoked": gettext_lazy("La clé DKIM à %(name)s est révoquée (p= est vide)."),
    "dkim_algorithm": gettext_lazy("La clé DKIM à %(name)s a un algorithme inconnu : %(detail)s."),
    "dkim_hash": gettext_lazy("La clé DKIM à %(name)s interdit SHA-256, le seul calcul encore admis. Retirez h=."),
    "dkim_service": gettext_lazy("La clé DKIM à %(name)s ne vaut pas pour le courriel. Retirez s=."),
    "dkim_weak": gettext_lazy("La clé DKIM à %(name)s a %(detail)s bits : sous 1024, elle ne compte pas."),
    "dkim_short": gettext_lazy("La clé DKIM à %(name)s a %(detail)s bits : 2048 sont conseillés."),
    "dkim_testing": gettext_lazy("La clé DKIM à %(name)s se dit à l’essai. Retirez t=y."),
    "dkim_only_ed25519": gettext_lazy(
        "La seule clé DKIM est de type ed25519 : beaucoup de messageries ne la lisent pas. Ajoutez-en une de type RSA."
    ),
    "dmarc_missing": gettext_lazy(
        "Aucun enregistrement DMARC à %(name)s : Gmail et d’autres refusent alors les gros envois."
    ),
    "dmarc_two": gettext_lazy("Plusieurs enregistrements DMARC à %(name)s : aucun ne compte. N’en gardez qu’un."),
    "dmarc_unreadable": gettext_lazy("L’enregistrement DMARC à %(name)s est illisible."),
    "dmarc_none": gettext_lazy(
        "L’enregistrement DMARC à %(name)s laisse passer qui imite ce domaine. Une fois l’envoi sûr, demandez "
        "p=quarantine."
    ),
    "dmarc_dkim_unaligned": gettext_lazy(
        "Le relais signe pour %(detail)s, un autre domaine que celui de l’expéditeur : la signature ne compte pas pour "
        "DMARC."
    ),
    "dmarc_spf_unaligned": gettext_lazy(
        "Les retours vont à %(detail)s, un autre domaine que celui de l’expéditeur : SPF ne compte pas pour DMARC."
    ),
    "mx_null": gettext_lazy("%(name)s dit ne recevoir aucun courriel : les retours se perdent. Publiez un MX."),
    "mx_nowhere": gettext_lazy("Le serveur de courrier de %(name)s, %(detail)s, n’a pas d’adresse."),
    "mx_implicit": gettext_lazy("%(name)s n’a pas de MX : les retours vont au serveur du site web. Publiez un MX."),
    "mx_missing": gettext_lazy("%(name)s n’a pas de serveur de courrier : les retours se perdent. Publiez un MX."),
}


@dataclass(frozen=True, slots=True)
class SenderView:
    """`code` says what keeps e-mails from being approved (notices.rules.sending), empty where nothing does."""

    sender: Sender
    is_real: bool
    check: SenderCheck | None
    code: str

    @property
    def bad(self) -> list[Mapping[str, str]]:
        return [fault for fault in self._faults if fault["weight"] == Weight.BAD]

    @property
    def advice(self) -> list[Mapping[str, str]]:
        return [fault for fault in self._faults if fault["weight"] != Weight.BAD]

    @property
    def _faults(self) -> Iterable[Mapping[str, str]]:
        return self.check.faults if self.check else ()


def sender_view(at: datetime) -> SenderView:
    """Two queries."""
    check = sender_check()
    verdict, settled_at = (check.verdict, check.settled_at) if check else ("", None)
    code = sender_standing(verdict=verdict, settled_at=settled_at, days=settings.SENDER.days, at=at)
    is_real = is_sender_real()
    return SenderView(configured_sender(), is_real, check, code if is_real else "")


def reply_domains() -> list[str]:
    """Where patients of open cases answer, those of drills and of domains kept for examples left out; one query."""
    open_ones = Case.objects.filter(closed_at__isnull=True, breach__is_drill=False)
    addresses = open_ones.values_list("controller__reply_email", flat=True).distinct()
    domains = {address.rpartition("@")[2].lower() for address in addresses if not is_reserved(address)}
    return sorted(domains)


def fault_words(fault: Mapping[str, str]) -> str:
    """The sentence; a code nobody foresaw is shown as it is, never swallowed."""
    if fault["code"] not in FAULTS:
        return _("Problème : %(code)s") % {"code": fault["code"]}
    return str(FAULTS[fault["code"]]) % {"name": fault["name"], "detail": fault["detail"]}


def record_line(fault: Mapping[str, str]) -> str:
    """`avis.example.org. TXT "v=spf1 ..."`; empty where there is no one record to publish."""
    return f'{fault["name"]}. {fault["kind"]} "{fault["record"]}"' if fault["record"] else ""
