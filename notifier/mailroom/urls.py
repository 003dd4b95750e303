"""Printing."""

from django.urls import path

from notifier.mailroom.views import consigning, posting, printing, returning

urlpatterns = [
    path("dossiers/<uuid:pk>/tirage/", printing.print_run, name="print_run"),
    path("dossiers/<uuid:pk>/tirage/<int:number>/", printing.print_run_again, name="print_run_again"),
    path("dossiers/<uuid:pk>/tirages/<int:number>/", posting.run_page, name="run"),
    path("dossiers/<uuid:pk>/tirages/<int:number>/poste/", posting.posted, name="run_posted"),
    path("dossiers/<uuid:pk>/tirages/<int:number>/reponse/", posting.disposition, name="run_disposition"),
    path("dossiers/<uuid:pk>/prestataire/", consigning.consign, name="consign"),
    path("dossiers/<uuid:pk>/tirages/<int:number>/prestataire/", consigning.consign_again, name="consign_run"),
    path("dossiers/<uuid:pk>/tirages/<int:number>/reprise/", consigning.go_on, name="consign_go_on"),
    path("dossiers/<uuid:pk>/tirages/<int:number>/autrement/", consigning.otherwise, name="print_otherwise"),
    path("retours/courrier/<slug:provider>/", consigning.webhook, name="post_webhook"),
    path("retours/", returning.returns, name="returns"),
    path("retours/<uuid:pk>/", returning.correct, name="correct_return"),
]
