"""What the controller decided, the DPO advised, the authority ordered."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifier.breaches.queries.labels import ORDERS, TOPICS, value_words
from notifier.dashboard.queries.stories.sentences.words import Data, Sentence


def _decided(data: Data) -> str:
    what = {"topic": TOPICS[data["topic"]], "value": value_words(data["topic"], data["value"])}
    if data["number"] > 1:
        return _("Décision revue, version %(number)s. %(topic)s : %(value)s.") % {**what, "number": data["number"]}
    return _("Décision prise. %(topic)s : %(value)s.") % what


def _ordered(data: Data) -> str:
    return _("Décision de la CNIL reçue. %(kind)s.") % {"kind": ORDERS[data["kind"]]}


SENTENCES: dict[str, Sentence] = {
    "decision.taken": _decided,
    "advice.given": gettext_lazy("Avis du DPO donné, numéro %(number)s."),
    "order.received": _ordered,
    "severity.chosen": gettext_lazy("Données du calcul de gravité revues, version %(number)s."),
    "document.kept": gettext_lazy("Pièce chiffrée et gardée."),
}
