"""Addresses of bodies and their people."""

from django.urls import path

from loa.orgs import views, views_reorganising, views_signing

app_name = "orgs"

urlpatterns = [
    path("", views.own_body, name="body"),
    path("lam-viec-tai/", views.act, name="act"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/sap-xep/", views_reorganising.reorganise, name="reorganise"),
    path(
        "<int:pk>/sap-xep/mau.xlsx", views_reorganising.sheet, name="reorganise_sheet"
    ),
    path(
        "<int:pk>/sap-xep/nhom/<int:member>/",
        views_reorganising.mend_group,
        name="mend_group",
    ),
    path("<int:pk>/moi-nguoi/", views.invite, name="invite"),
    path("<int:pk>/uy-quyen/", views_signing.delegations, name="delegations"),
    path(
        "<int:pk>/uy-quyen/<int:delegation_pk>/ket-thuc/",
        views_signing.end_delegation,
        name="end_delegation",
    ),
    path("<int:pk>/tiep-nhan/", views.take_over, name="take_over"),
    path("<int:pk>/ban-giao/", views.hand_over, name="hand_over"),
    path("<int:pk>/moi-tu-tep/", views.invite_sheet, name="invite_sheet"),
    path("<int:pk>/moi-danh-sach/", views.invite_list, name="invite_list"),
    path("<int:pk>/vai-tro/<int:grant_pk>/ma-moi/", views.new_code, name="new_code"),
    path("<int:pk>/vai-tro/<int:grant_pk>/ket-thuc/", views.end_role, name="end_role"),
]
