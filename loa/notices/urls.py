from django.urls import path

from loa.notices import views

app_name = "notices"

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("<int:pk>/mo/", views.open_notice, name="open"),
    path("da-doc-het/", views.read_all, name="read_all"),
    path("cai-dat/", views.preferences, name="preferences"),
    path("gui-di/", views.outbox, name="outbox"),
    path("gui-di/<int:pk>/", views.message, name="message"),
    path("gui-di/<int:pk>/quyet-dinh/", views.decide, name="decide"),
]
