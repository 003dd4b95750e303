"""What a case puts into the placeholders of its wording."""

from notifier.breaches.models import Case
from notifier.breaches.queries.facts import period_of
from notifier.lib.dates import period_in_words
from notifier.rosters.choices import Language

_AT_VENDOR = {
    Language.FRENCH: "dans le logiciel de {vendor} où se trouvait ce dossier",
    Language.ENGLISH: "in the software of {vendor} that held this file",
}
_AT_PRACTICE = {Language.FRENCH: "dans nos propres dossiers", Language.ENGLISH: "in our own files"}


def case_facts(case: Case, language: Language) -> dict[str, str]:
    """The values of the closed list of placeholders; costs a query for the facts the controller took over, and the
    controller and the vendor where not yet loaded.
    """
    controller, breach = case.controller, case.breach
    vendor = breach.vendor
    place = _AT_VENDOR[language].format(vendor=vendor.name) if vendor else _AT_PRACTICE[language]
    return {
        "practice": controller.organisation.name,
        "address": f"{controller.street}\n{controller.postcode} {controller.town}",
        "telephone": controller.telephone,
        "reply_email": controller.reply_email,
        "period": period_in_words(*period_of(case), language),
        "place": place,
    }
