"""The patient's door."""

from django.urls import path

from notifier.reception import views

urlpatterns = [path("avis/", views.check_notice, name="check_notice")]
