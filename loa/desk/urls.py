from django.urls import path

from loa.desk import views

app_name = "desk"

urlpatterns = [
    path("", views.home, name="home"),
    path("thuong-xuyen/<int:pk>/", views.state, name="state"),
    path("tim/", views.search, name="search"),
]
