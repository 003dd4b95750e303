"""The patient's door, and the desk behind it."""

from django.urls import path

from notifier.reception.views import calls, public, replies, requests

_ONE = "dossiers/<uuid:pk>/demandes/<uuid:request_pk>/"

urlpatterns = [
    path("avis/", public.check_notice, name="check_notice"),
    path("avis/conseils/", public.advice, name="advice"),
    path("avis/demande/", public.ask, name="ask"),
    path("avis/demande/prise/", public.asked, name="asked"),
    path("appels/", calls.phone, name="phone"),
    path("dossiers/<uuid:pk>/demandes/", requests.requests, name="requests"),
    path("dossiers/<uuid:pk>/demandes/nouvelle/", requests.note, name="note_request"),
    path("dossiers/<uuid:pk>/patients/<uuid:patient_pk>/demande/", requests.note, name="note_patient_request"),
    path(_ONE, requests.patient_request, name="patient_request"),
    path(f"{_ONE}reponse/", replies.answer, name="answer_request"),
    path(f"{_ONE}refus/", replies.refuse, name="refuse_request"),
    path(f"{_ONE}prolongation/", replies.extend, name="extend_request"),
    path(f"{_ONE}copie/", requests.copy, name="copy_notice"),
]
