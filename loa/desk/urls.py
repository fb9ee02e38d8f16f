from django.urls import path

from loa.desk import views, views_first_day

app_name = "desk"

urlpatterns = [
    path("", views.home, name="home"),
    path("thuong-xuyen/<int:pk>/", views.state, name="state"),
    path("ngay-dau/<int:pk>/", views_first_day.steps, name="first_day"),
    path("ngay-dau/<int:pk>/tinh-tu/", views_first_day.judged_from, name="judged_from"),
    path("tim/", views.search, name="search"),
]
