"""What a controller settles."""

from django.urls import path

from notifier.accounts.views import mandates

urlpatterns = [
    path("cabinets/<int:pk>/contrat/", mandates.agreement, name="agreement"),
    path("cabinets/<int:pk>/mandats/", mandates.mandates, name="mandates"),
    path("cabinets/<int:pk>/mandats/<int:mandate_pk>/terminer/", mandates.end, name="end_mandate"),
]
