"""Boards, case pages, the log."""

from django.urls import path

from notifier.dashboard import views

urlpatterns = [
    path("", views.home, name="home"),
    path("violations/<uuid:pk>/", views.breach, name="breach"),
    path("violations/<uuid:pk>/en-direct/", views.breach_live, name="breach_live"),
    path("fuites/<uuid:pk>/editeur/", views.vendor_counts, name="vendor_counts"),
    path("dossiers/<uuid:pk>/", views.case, name="case"),
    path("dossiers/<uuid:pk>/en-direct/", views.case_live, name="case_live"),
    path("dossiers/<uuid:pk>/journal/", views.journal, name="journal"),
    path("dossiers/<uuid:pk>/journal/avis/", views.find_notice, name="find_notice"),
    path("journal/", views.whole_journal, name="whole_journal"),
    path("journal/<uuid:uid>/", views.event, name="event"),
]
