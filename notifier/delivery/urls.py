"""Who could not be reached, what is in doubt, having nothing more go out; what providers hold; the sender."""

from django.conf import settings
from django.urls import path

from notifier.delivery.adapters import webhooks
from notifier.delivery.views import doubts, halting, pacing, providers, sender, unreached

urlpatterns = [
    path("dossiers/<uuid:pk>/non-joints/", unreached.unreached, name="unreached"),
    path("dossiers/<uuid:pk>/non-joints/fichier.csv", unreached.unreached_csv, name="unreached_csv"),
    path("dossiers/<uuid:pk>/non-joints/noms.csv", unreached.unreached_names, name="unreached_names"),
    path("dossiers/<uuid:pk>/non-joints/reprise/", unreached.requeue, name="requeue_failed"),
    path("dossiers/<uuid:pk>/doutes/", doubts.doubts, name="doubts"),
    path("dossiers/<uuid:pk>/suspension/", halting.halt_case, name="halt_case"),
    path("dossiers/<uuid:pk>/rythme/", pacing.pace_case, name="pace_case"),
    path("fuites/<uuid:pk>/suspension/", halting.halt_breach, name="halt_breach"),
    path("suspension/", halting.halt_everything, name="halt_everything"),
    path("suspension/<uuid:pk>/reprise/", halting.lift, name="lift_halt"),
    path("dossiers/<uuid:pk>/copies/<int:handover_pk>/", providers.copies_erased, name="copies_erased"),
    path("expediteur/", sender.sender, name="sender"),
    *webhooks(settings.MAIL_PROVIDER, is_guarded=bool(settings.ANYMAIL.get("WEBHOOK_SECRET"))),
]
