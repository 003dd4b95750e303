"""Acts on a case."""

from django.urls import path

from notifier.breaches.views import filing

urlpatterns = [path("dossiers/<uuid:pk>/declaration/", filing.file_report, name="file_report")]
