from django.urls import path

from loa.reference import views

app_name = "reference"

urlpatterns = [
    path("", views.speakers, name="speakers"),
    path("<int:pk>/<slug:level>/", views.speaker, name="speaker"),
]
