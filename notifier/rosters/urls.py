"""Lists of patients."""

from django.urls import path

from notifier.rosters import views

urlpatterns = [
    path("dossiers/<uuid:pk>/liste/", views.upload, name="roster_upload"),
    path("dossiers/<uuid:pk>/liste/<uuid:staged_pk>/", views.confirm, name="roster_confirm"),
    path("dossiers/<uuid:pk>/comparaison/", views.comparison, name="comparison"),
    path("dossiers/<uuid:pk>/patients/", views.patients, name="patients"),
]
