"""Acts on a case."""

from django.urls import path

from notifier.breaches.views import awareness, filing, late

urlpatterns = [
    path("dossiers/<uuid:pk>/declaration/", filing.file_report, name="file_report"),
    path("dossiers/<uuid:pk>/declaration/<uuid:document_pk>/", filing.receipt, name="filing_receipt"),
    path("dossiers/<uuid:pk>/retard/", late.late_reasons, name="late_reasons"),
    path("dossiers/<uuid:pk>/connaissance/", awareness.ledger, name="awareness"),
    path("dossiers/<uuid:pk>/connaissance/<slug:slug>/", awareness.write, name="write_awareness"),
    path("dossiers/<uuid:pk>/connaissance/entrees/<uuid:entry_pk>/piece/", awareness.attach, name="attach_paper"),
    path("dossiers/<uuid:pk>/connaissance/pieces/<uuid:file_pk>/", awareness.paper, name="show_paper"),
]
