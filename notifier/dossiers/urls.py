"""What is handed over."""

from django.urls import path

from notifier.dossiers.views import evidence

urlpatterns = [
    path("dossiers/<uuid:pk>/preuve/", evidence.evidence, name="evidence"),
    path("verification/verify.py", evidence.script, name="verify_script"),
]
