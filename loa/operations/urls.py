from django.urls import path

from loa.operations import views

app_name = "operations"

urlpatterns = [
    path("", views.health, name="health"),
]
