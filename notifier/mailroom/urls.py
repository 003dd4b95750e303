"""Printing."""

from django.urls import path

from notifier.mailroom import views

urlpatterns = [path("dossiers/<uuid:pk>/tirage/", views.print_run, name="print_run")]
