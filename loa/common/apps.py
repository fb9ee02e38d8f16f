from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "loa.common"
    label = "common"
    verbose_name = "Common"
