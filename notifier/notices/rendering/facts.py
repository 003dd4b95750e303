"""What a case puts into the placeholders of its wording."""

from notifier.accounts.choices import Role
from notifier.accounts.models import Mandate, Membership
from notifier.breaches.models import Case
from notifier.breaches.queries.facts import period_of
from notifier.lib.dates import period_in_words
from notifier.rosters.choices import Language

_AT_VENDOR = {
    Language.FRENCH: "dans le logiciel de {vendor} où se trouvait ce dossier",
    Language.ENGLISH: "in the software of {vendor} that held this file",
}
_AT_PRACTICE = {Language.FRENCH: "dans nos propres dossiers", Language.ENGLISH: "in our own files"}
_OFFICER = {
    Language.FRENCH: "Délégué à la protection des données : {name}, {address}",
    Language.ENGLISH: "Data protection officer: {name}, {address}",
}


def case_facts(case: Case, language: Language) -> dict[str, str]:
    """The values of the closed list of placeholders; costs a query for the facts the controller took over, two for the
    DPO, and the controller and the vendor where not yet loaded. `officer` is empty where there is none.
    """
    controller, breach = case.controller, case.breach
    vendor = breach.vendor
    place = _AT_VENDOR[language].format(vendor=vendor.name) if vendor else _AT_PRACTICE[language]
    return {
        "practice": controller.organisation.name,
        "address": f"{controller.street}\n{controller.postcode} {controller.town}",
        "telephone": controller.telephone,
        "reply_email": controller.reply_email,
        "officer": _officer(controller.organisation_id, language),
        "period": period_in_words(*period_of(case), language),
        "place": place,
    }


def _officer(controller: int, language: Language) -> str:
    """GDPR Article 33(3)(b): the DPO's name and contact, where the practice has given a mandate to one."""
    mandate = Mandate.objects.in_force().filter(controller=controller).order_by("accepted_at").first()
    if mandate is None:
        return ""
    members = Membership.objects.filter(organisation=mandate.office_id, role=Role.DPO, user__is_active=True)
    member = members.select_related("user", "organisation").order_by("created_at", "pk").first()
    if member is None:
        return ""
    return _OFFICER[language].format(name=member.organisation.name, address=member.user.email)
