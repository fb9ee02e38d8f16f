"""Addresses of signing in."""

from django.urls import path

from loa.accounts import views

app_name = "accounts"

urlpatterns = [
    path("dang-nhap/", views.SignInView.as_view(), name="sign_in"),
    path("dang-xuat/", views.SignOutView.as_view(), name="sign_out"),
    path("ma-lan-dau/", views.first_code, name="first_code"),
    path("toi/", views.profile, name="profile"),
    path("mat-khau/", views.change_password, name="change_password"),
]
