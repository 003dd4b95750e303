"""The letter and its approval."""

from django.urls import path

from notifier.notices import views

urlpatterns = [
    path("dossiers/<uuid:pk>/lettre/", views.wording, name="wording"),
    path("dossiers/<uuid:pk>/lettre/debut/", views.begin, name="begin_wording"),
    path("dossiers/<uuid:pk>/lettre/apercu.pdf", views.letter_pdf, name="letter_pdf"),
    path("dossiers/<uuid:pk>/approbation/", views.approve, name="approve"),
]
