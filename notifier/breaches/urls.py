"""Acts on a case."""

from django.urls import path

from notifier.breaches.views import filing

urlpatterns = [
    path("dossiers/<uuid:pk>/declaration/", filing.file_report, name="file_report"),
    path("dossiers/<uuid:pk>/declaration/<uuid:document_pk>/", filing.receipt, name="filing_receipt"),
]
