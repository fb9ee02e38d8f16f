from django.urls import path

from loa.channels import views

app_name = "channels"

urlpatterns = [
    path("", views.channel_list, name="list"),
    path("khai-bao/", views.declare, name="declare"),
    path("<int:pk>/tiep-nhan/", views.take_over, name="take_over"),
    path("<int:pk>/dong/", views.close, name="close"),
]
