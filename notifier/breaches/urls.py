"""Acts on a case."""

from django.urls import path

from notifier.breaches.views import advising, deciding, filing, severity

urlpatterns = [
    path("dossiers/<uuid:pk>/declaration/", filing.file_report, name="file_report"),
    path("dossiers/<uuid:pk>/gravite/", severity.severity, name="severity"),
    path("dossiers/<uuid:pk>/gravite/choix/", severity.choose, name="choose_severity"),
    path("dossiers/<uuid:pk>/decisions/", deciding.decisions, name="decisions"),
    path("dossiers/<uuid:pk>/decisions/decider/", deciding.decide, name="decide"),
    path("dossiers/<uuid:pk>/decisions/avis/", advising.advise, name="advise"),
    path("dossiers/<uuid:pk>/decisions/cnil/", advising.order, name="order"),
    path("dossiers/<uuid:pk>/decisions/communication/", advising.public_notice, name="public_notice"),
    path("dossiers/<uuid:pk>/decisions/report/", advising.delay, name="delay_telling"),
    path("dossiers/<uuid:pk>/decisions/report/fin/", advising.lift, name="lift_delay"),
    path("dossiers/<uuid:pk>/pieces/<uuid:document_pk>/", advising.document, name="document"),
]
