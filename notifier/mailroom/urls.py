"""Printing."""

from django.urls import path

from notifier.mailroom import views

urlpatterns = [
    path("dossiers/<uuid:pk>/tirage/", views.print_run, name="print_run"),
    path("dossiers/<uuid:pk>/tirage/<int:number>/", views.print_run_again, name="print_run_again"),
]
