"""Acts on a breach and on a case."""

from django.urls import path

from notifier.breaches.views import facts, filing, following, inviting

urlpatterns = [
    path("dossiers/<uuid:pk>/declaration/", filing.file_report, name="file_report"),
    path("fuites/<uuid:pk>/faits/", facts.breach_facts, name="breach_facts"),
    path("fuites/<uuid:pk>/faits/ecrire/", facts.write, name="write_facts"),
    path("dossiers/<uuid:pk>/faits/", facts.case_facts, name="case_facts"),
    path("dossiers/<uuid:pk>/faits/adapter/", facts.adapt, name="adapt_facts"),
    path("fuites/<uuid:pk>/invitations/", inviting.invitations, name="invitations"),
    path("fuites/<uuid:pk>/agir/", following.act, name="act_on_cases"),
    path("invitation/<str:token>/", inviting.invited, name="invited"),
]
