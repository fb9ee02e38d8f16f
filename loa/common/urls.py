from django.urls import path

from loa.common import views

app_name = "common"

urlpatterns = [
    path("ngon-ngu/", views.set_language, name="set_language"),
    path("giao-dien/", views.set_theme, name="set_theme"),
    path("thanh-phan/", views.components, name="components"),
]
