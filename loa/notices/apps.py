from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "loa.notices"
    label = "notices"
    verbose_name = "Notices"
