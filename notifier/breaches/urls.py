"""Acts on a case."""

from django.urls import path

from notifier.breaches import views

urlpatterns = [path("dossiers/<uuid:pk>/declaration/", views.file_report, name="file_report")]
