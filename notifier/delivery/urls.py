"""Who could not be reached."""

from django.urls import path

from notifier.delivery import views

urlpatterns = [
    path("dossiers/<uuid:pk>/echecs/", views.failures, name="failures"),
    path("dossiers/<uuid:pk>/echecs/reprise/", views.requeue, name="requeue_failed"),
]
