"""What is handed over; closing, keeping and erasing; one patient's rights."""

from django.urls import path

from notifier.dossiers.views import authority, calendars, cases, deadlines, evidence, patients, register

urlpatterns = [
    path("agenda/", calendars.address, name="calendar_address"),
    path("agenda/suppression/", calendars.revoke, name="revoke_calendar"),
    path("agenda/<str:secret>.ics", calendars.feed, name="calendar"),
    path("dossiers/<uuid:pk>/echeances/", deadlines.deadlines, name="deadlines"),
    path("dossiers/<uuid:pk>/preuve/", evidence.evidence, name="evidence"),
    path("verification/verify.py", evidence.script, name="verify_script"),
    path("dossiers/<uuid:pk>/cloture/", cases.close, name="close_case"),
    path("dossiers/<uuid:pk>/reouverture/", cases.reopen, name="reopen_case"),
    path("dossiers/<uuid:pk>/report/", cases.postpone, name="postpone_erasure"),
    path("dossiers/<uuid:pk>/patients/<uuid:patient_pk>/", patients.patient, name="patient"),
    path("dossiers/<uuid:pk>/patients/<uuid:patient_pk>/correction/", patients.correct, name="correct_patient"),
    path("dossiers/<uuid:pk>/patients/<uuid:patient_pk>/effacement/", patients.erase, name="erase_patient"),
    path("dossiers/<uuid:pk>/cnil/", authority.overview, name="authority_file"),
    path("dossiers/<uuid:pk>/cnil/<int:number>/", authority.section, name="authority_section"),
    path("dossiers/<uuid:pk>/cnil/export/", authority.export, name="authority_export"),
    path("dossiers/<uuid:pk>/cnil/annexe/", authority.annex, name="common_annex"),
    path("registre/", register.register, name="register"),
    path("registre/export/", register.export, name="register_export"),
]
