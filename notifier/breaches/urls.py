"""Acts on a breach and on a case."""

from django.urls import path

from notifier.breaches.views import (
    advising,
    awareness,
    contracts,
    deciding,
    facts,
    filing,
    following,
    inviting,
    late,
    severity,
)

urlpatterns = [
    path("dossiers/<uuid:pk>/declaration/", filing.file_report, name="file_report"),
    path("dossiers/<uuid:pk>/declaration/<uuid:document_pk>/", filing.receipt, name="filing_receipt"),
    path("dossiers/<uuid:pk>/retard/", late.late_reasons, name="late_reasons"),
    path("dossiers/<uuid:pk>/connaissance/", awareness.ledger, name="awareness"),
    path("dossiers/<uuid:pk>/connaissance/<slug:slug>/", awareness.write, name="write_awareness"),
    path("dossiers/<uuid:pk>/connaissance/entrees/<uuid:entry_pk>/piece/", awareness.attach, name="attach_paper"),
    path("dossiers/<uuid:pk>/connaissance/pieces/<uuid:file_pk>/", awareness.paper, name="show_paper"),
    path("dossiers/<uuid:pk>/contrat/", contracts.vendor_term, name="vendor_term"),
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
    path("fuites/<uuid:pk>/faits/", facts.breach_facts, name="breach_facts"),
    path("fuites/<uuid:pk>/faits/ecrire/", facts.write, name="write_facts"),
    path("dossiers/<uuid:pk>/faits/", facts.case_facts, name="case_facts"),
    path("dossiers/<uuid:pk>/faits/adapter/", facts.adapt, name="adapt_facts"),
    path("fuites/<uuid:pk>/invitations/", inviting.invitations, name="invitations"),
    path("fuites/<uuid:pk>/agir/", following.act, name="act_on_cases"),
    path("invitation/<str:token>/", inviting.invited, name="invited"),
]
