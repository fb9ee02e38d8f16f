from django.urls import path

from loa.evidence.views import (
    appeals,
    audits,
    awaiting,
    copies,
    files,
    importing,
    periods,
    recording,
    records,
)

app_name = "evidence"

urlpatterns = [
    path("", records.record_list, name="list"),
    path("cho-ket-luan/", awaiting.awaiting, name="awaiting"),
    path("ky/", periods.period, name="period"),
    path("ky/xac-nhan/", periods.confirm, name="confirm_period"),
    path("kiem-tra-mau/", audits.audit_list, name="audits"),
    path("kiem-tra-mau/<int:pk>/", audits.audit_detail, name="audit"),
    path("kiem-tra-mau/<int:pk>/xem/", audits.audit_review, name="audit_review"),
    path("ghi/", recording.record, name="record"),
    path("ghi/xem-truoc/", recording.preview, name="preview"),
    path("nhap-so/", importing.import_list, name="imports"),
    path("nhap-so/mau/", importing.template_file, name="import_template"),
    path("nhap-so/<int:pk>/", importing.detail, name="import"),
    path("nhap-so/<int:pk>/nhap/", importing.confirm, name="import_confirm"),
    path("nhap-so/<int:pk>/tien-do/", importing.progress, name="import_progress"),
    path("nhap-so/<int:pk>/rut/", importing.undo, name="import_undo"),
    path("nhap-so/<int:pk>/tep/", importing.original, name="import_file"),
    path("<int:pk>/", records.record_detail, name="detail"),
    path("<int:pk>/ket-luan/", records.give_verdict, name="verdict"),
    path("<int:pk>/xem-xet-lai/", appeals.appeal, name="appeal"),
    path("<int:pk>/rut/", records.withdraw, name="withdraw"),
    path("<int:pk>/bo-sung/", records.add_proof, name="add_proof"),
    path("<int:pk>/tep/<int:proof_pk>/", files.proof_file, name="file"),
    path("<int:pk>/tep/<int:proof_pk>/loai/", files.set_class, name="file_class"),
    path("<int:pk>/tep/<int:proof_pk>/cho-xem/", files.let, name="let_open"),
    path(
        "<int:pk>/tep/<int:proof_pk>/cong-khai/",
        files.public_file,
        name="public_file",
    ),
    path("<int:pk>/ban-luu/<int:proof_pk>/", copies.copy, name="copy"),
    path("<int:pk>/ban-luu/<int:proof_pk>/anh/", copies.draw, name="draw"),
    path("<int:pk>/ban-luu/<int:proof_pk>/tep/", copies.copy_file, name="copy_file"),
]
