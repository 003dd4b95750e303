"""What an alarm says, and what to do first."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notifier.delivery.choices import AlarmKind


@dataclass(frozen=True, slots=True)
class Words:
    """`raised` and `over` begin a subject and stand as a sentence; `advice` says what to do first."""

    raised: str | Promise
    over: str | Promise
    advice: str | Promise


ALARMS: dict[AlarmKind, Words] = {
    AlarmKind.COMPLETENESS: Words(
        _("Le compte des patients n’y est pas"),
        _("Le compte des patients y est de nouveau"),
        _("Lancez « manage.py check_completeness » : il dit quel dossier est en écart, et de quoi."),
    ),
    AlarmKind.CHANNEL: Words(
        _("Les courriels ne partent plus"),
        _("Les courriels partent de nouveau"),
        _("Rien n’est perdu. Regardez le relais et EMAIL_URL ; l’envoi reprend de lui-même."),
    ),
    AlarmKind.CRASH: Words(
        _("La base de données s’est arrêtée brutalement"),
        _("L’arrêt brutal de la base de données est réglé"),
        _("Cherchez la cause, puis levez les doutes avec le journal du relais : « manage.py resolve »."),
    ),
    AlarmKind.DOUBTS: Words(
        _("Des courriels sont en doute"),
        _("Plus aucun courriel n’est en doute"),
        _("Donnez le journal du relais à « manage.py resolve » : il dit ce qui est parti."),
    ),
    AlarmKind.LOG: Words(
        _("Le journal ne se signe plus"),
        _("Le journal se signe de nouveau"),
        _("Lancez « manage.py verify_log » avant toute restauration."),
    ),
    AlarmKind.SENDER: Words(
        _("Les enregistrements de l’expéditeur ne sont plus bons"),
        _("Les enregistrements de l’expéditeur sont de nouveau bons"),
        _("Lancez « manage.py check_sender » : il dit quel enregistrement publier."),
    ),
    AlarmKind.INBOX: Words(
        _("La boîte des retours ne se lit plus"),
        _("La boîte des retours se lit de nouveau"),
        _("Les retours y attendent. Regardez les réglages NOTIFIER_BOUNCE_IMAP_…"),
    ),
    AlarmKind.ERASURE: Words(
        _("Des dossiers clos ne peuvent pas être effacés"),
        _("Tous les dossiers échus sont effacés"),
        _("Le journal du programme nomme chaque dossier. Réglez ce qui reste ; la nuit suivante l’efface."),
    ),
}
