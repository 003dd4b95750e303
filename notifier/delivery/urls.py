"""Who could not be reached; what providers hold."""

from django.urls import path

from notifier.delivery import views

urlpatterns = [
    path("dossiers/<uuid:pk>/echecs/", views.failures, name="failures"),
    path("dossiers/<uuid:pk>/echecs/reprise/", views.requeue, name="requeue_failed"),
    path("dossiers/<uuid:pk>/copies/<int:handover_pk>/", views.copies_erased, name="copies_erased"),
]
