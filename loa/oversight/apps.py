from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "loa.oversight"
    label = "oversight"
    verbose_name = "Oversight"
